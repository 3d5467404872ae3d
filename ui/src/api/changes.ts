/**
 * After a write: which queries over the changed tables reload.
 *
 * Query keys begin with their topic (`["kpi", …]`); a table feeds topics. Lists that page on demand
 * watch `versionOf(topic)`, the others are TanStack queries and are invalidated.
 */
import { QueryClient } from "@tanstack/vue-query";
import { ref } from "vue";
import type { Changes } from "./model";

export const queryClient = new QueryClient({
  defaultOptions: {
    // The store is on this machine and tells what it changed: nothing goes stale by itself.
    queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false },
  },
});

export type Topic =
  | "status"
  | "today"
  | "kpi"
  | "companies"
  | "lists"
  | "meetings"
  | "projects"
  | "funds"
  | "imports"
  | "reports"
  | "settings"
  | "duplicates"
  | "undo";

/** What each table feeds; `status` (counts at the side) and `undo` reload after every write. */
const FEEDS: Record<string, Topic[]> = {
  fund: ["funds", "kpi", "today", "projects", "companies", "reports"],
  fund_step: ["funds", "kpi", "today", "reports"],
  evidence: ["funds"],
  evidence_use: ["funds"],
  company: ["companies", "kpi", "funds", "projects", "meetings"],
  company_alias: ["companies"],
  company_name: ["companies"],
  company_apart: [],
  ownership: ["companies", "kpi"],
  list: ["lists", "companies", "kpi"],
  edition: ["lists", "companies", "kpi"],
  entry: ["lists", "companies", "kpi"],
  meeting: ["meetings", "today", "companies", "projects"],
  project: ["projects", "companies", "kpi", "funds"],
  investor_share: ["projects", "kpi"],
  milestone: ["projects", "companies"],
  target: ["kpi", "today", "reports", "settings"],
  rate: ["funds", "kpi"],
  recognition: ["funds", "kpi"],
  receipt: ["kpi"],
  credit: ["projects", "kpi"],
  supplement: ["projects"],
  scheme: ["kpi", "today", "reports", "settings"],
  setting: ["settings"],
  zone: ["settings", "kpi", "projects", "funds"],
  user: ["settings"],
  period_close: ["kpi", "reports", "settings", "funds"],
  import_run: ["imports"],
  report_text: ["reports"],
  report_export: ["reports"],
};

const ALL: Topic[] = [
  "today",
  "kpi",
  "companies",
  "lists",
  "meetings",
  "projects",
  "funds",
  "imports",
  "reports",
  "settings",
];

const versions = ref<Partial<Record<Topic, number>>>({});
const listeners = new Set<(changes: Changes) => void>();

/** Grows with each write that touches the topic; reading it in a watcher follows it. */
export function versionOf(topic: Topic): number {
  return versions.value[topic] ?? 0;
}

/** Topics that the tables of a change feed; a table nobody knows reloads all. */
export function topicsOf(tables: readonly string[]): Set<Topic> {
  const topics = new Set<Topic>(["status", "undo"]);
  for (const table of tables) for (const topic of FEEDS[table] ?? ALL) topics.add(topic);
  return topics;
}

/** Calls back after each write; the answer ends it. */
export function onChanges(listener: (changes: Changes) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reloads what a write changed, and tells the undo bar. */
export function announce(changes: Changes): void {
  for (const topic of topicsOf(changes.tables)) {
    versions.value = { ...versions.value, [topic]: versionOf(topic) + 1 };
    void queryClient.invalidateQueries({ queryKey: [topic] });
  }
  for (const listener of listeners) listener(changes);
}

/**
 * Forgets everything of a store: it was locked or another one opened. Where the program stands is kept:
 * the frame watches that query, and would not hear of a new one in its place.
 */
export function forgetAll(): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "status" });
  versions.value = Object.fromEntries(ALL.map((topic) => [topic, versionOf(topic) + 1]));
}
