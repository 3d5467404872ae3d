/** What the window tells after an action: one line at the foot of the sheet, with undo where there is one. */
import { ref } from "vue";
import { api, sentence, write } from "@/api";
import type { Changes } from "@/api/model";
import { codeKey, has, t, tc } from "@/i18n";

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "failed";
  /** What the line offers to do. */
  offer: "undo" | "redo" | null;
}

/** How long a line stays. */
export const NOTICE_MS = 9000;

export const notice = ref<Notice | null>(null);
let nextId = 1;

export function say(text: string, offer: Notice["offer"] = null, tone: Notice["tone"] = "plain"): void {
  notice.value = { id: nextId++, text, tone, offer };
}

export function sayFailed(error: unknown): void {
  say(sentence(error), null, "failed");
}

/** What the rulebook lets nobody take back: it is corrected instead. */
const FIXED = new Set(["fund-verified", "fund-rejected", "period-closed", "user-added", "user-changed"]);

/** What was done, and to what: `认定到资 · DW-2025-0011`. */
function what(step: { op: string; subject: string }): string {
  const op = has(codeKey("op", step.op)) ? tc("op", step.op) : step.op;
  return step.subject ? t("notice-subject", { op, subject: step.subject }) : op;
}

/** Tells what a write did, and offers to take it back. */
export function sayDone(changes: Changes): void {
  say(t("notice-done", { op: what(changes) }), FIXED.has(changes.op) ? null : "undo");
}

/** Ctrl+Z: takes the last change back and says which. */
export async function undo(): Promise<void> {
  try {
    const { undo: last } = await api.undoPeek();
    if (!last) return say(t("undo-none"));
    if (!last.allowed) return say(t("undo-blocked", { op: what(last) }), null, "failed");
    await write(api.undo());
    say(t("undo-done", { op: what(last) }), "redo");
  } catch (error) {
    sayFailed(error);
  }
}

/** Ctrl+Y: makes again what was taken back. */
export async function redo(): Promise<void> {
  try {
    const { redo: next } = await api.undoPeek();
    if (!next) return say(t("redo-none"));
    await write(api.redo());
    say(t("redo-done", { op: what(next) }), "undo");
  } catch (error) {
    sayFailed(error);
  }
}
