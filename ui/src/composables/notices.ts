/** What the window tells after an action: one line at the foot of the sheet, with undo where there is one. */
import { ref } from "vue";
import { api, sentence, write } from "@/api";
import type { Changes } from "@/api/model";
import { t, tc } from "@/i18n";

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

/** Tells what a write did, and offers to take it back. */
export function sayDone(changes: Changes): void {
  const fixed = changes.op === "fund_verified" || changes.op === "period_closed";
  say(t("notice-done", { op: tc("op", changes.op) }), fixed ? null : "undo");
}

/** Ctrl+Z: takes the last change back and says which. */
export async function undo(): Promise<void> {
  try {
    const { undo: last } = await api.undoPeek();
    if (!last) return say(t("undo-none"));
    if (last.blocked) return say(t("undo-blocked", { op: tc("op", last.op) }), null, "failed");
    const changes = await write(api.undo());
    say(t("undo-done", { op: tc("op", changes.op) }), "redo");
  } catch (error) {
    sayFailed(error);
  }
}

/** Ctrl+Y: makes again what was taken back. */
export async function redo(): Promise<void> {
  try {
    const { redo: next } = await api.undoPeek();
    if (!next) return say(t("redo-none"));
    const changes = await write(api.redo());
    say(t("redo-done", { op: tc("op", changes.op) }), "undo");
  } catch (error) {
    sayFailed(error);
  }
}
