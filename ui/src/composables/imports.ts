/**
 * A file on its way into the store, in three steps: look, review, done. It lives beside the views, so that one
 * may look something up elsewhere and come back; the rows themselves stay with the core.
 */
import { computed, reactive, ref, shallowRef } from "vue";
import { announce, api, sentence } from "@/api";
import type {
  ChosenFile,
  EditionAsk,
  ImportCounts,
  ImportDone,
  ImportKind,
  ImportLook,
  ImportProgress,
  ImportShape,
} from "@/api/model";

export type Step = "start" | "look" | "review" | "done";

/** How often a long step is asked how far it is. */
const ASK_EVERY_MS = 150;

const step = ref<Step>("start");
const busy = ref<"open" | "plan" | "commit" | null>(null);
const error = ref<string | null>(null);
const look = shallowRef<ImportLook | null>(null);
const counts = shallowRef<ImportCounts | null>(null);
const done = shallowRef<ImportDone | null>(null);
const progress = ref<ImportProgress | null>(null);
/** Grows with each plan, so that the grid asks for its rows again. */
const plans = ref(0);
const edition = reactive<EditionAsk>({ list_code: "F500", year: null, published_on: null, source: "" });
let shape: ImportShape = emptyShape();

function emptyShape(): ImportShape {
  return {
    encoding: null,
    table: null,
    header_row: null,
    header_rows: null,
    kind: null,
    mapping: {},
    constants: {},
    edition: null,
  };
}

/** Runs a step; what is refused is said, and nothing else changes. */
async function during<T>(what: NonNullable<typeof busy.value>, act: () => Promise<T>): Promise<T | null> {
  if (busy.value) return null;
  busy.value = what;
  error.value = null;
  progress.value = null;
  const timer = setInterval(() => void ask(), ASK_EVERY_MS);
  try {
    return await act();
  } catch (reason) {
    error.value = sentence(reason);
    return null;
  } finally {
    clearInterval(timer);
    busy.value = null;
    progress.value = null;
  }
}

async function ask(): Promise<void> {
  const now = await api.importProgress().catch(() => null);
  if (busy.value) progress.value = now;
}

/** What is still needed before rows can be looked at. */
const lacking = computed<string[]>(() => {
  const found = look.value;
  if (!found || found.problem) return ["problem"];
  if (!found.kind) return ["kind"];
  if (found.missing.length) return ["columns"];
  return found.kind === "edition" ? editionLacking.value : [];
});
const editionLacking = computed(() => [
  ...(edition.year && edition.year >= 1900 && edition.year <= 2200 ? [] : ["year"]),
  ...(edition.published_on ? [] : ["published"]),
  ...(edition.source.trim() ? [] : ["source"]),
]);

function see(found: ImportLook): void {
  look.value = found;
  if (found.list_code) edition.list_code = found.list_code;
  if (found.source && !edition.source) edition.source = found.source;
}

async function open(choosing: () => Promise<ChosenFile | null>): Promise<void> {
  const found = await during("open", async () => {
    const file = await choosing();
    return file && (await api.importOpen(file.token));
  });
  if (!found) return;
  shape = emptyShape();
  Object.assign(edition, { year: null, published_on: null, source: "" });
  counts.value = null;
  done.value = null;
  see(found);
  step.value = "look";
  // A layout that was understood before needs no click but the last.
  if (found.remembered && lacking.value.length === 0) await review();
}

/** What is said waits for what was said before, as mends do. */
let said: Promise<unknown> = Promise.resolve();
type Word = (shape: ImportShape) => Partial<ImportShape>;
/** Says something about the file; what follows from it is found anew. */
function say(more: Partial<ImportShape> | Word): Promise<void> {
  const next = said.then(() => sayNow(typeof more === "function" ? more(shape) : more));
  said = next;
  return next;
}
async function sayNow(more: Partial<ImportShape>): Promise<void> {
  // Another table or another kind has columns of its own; a word about a column leaves both as they are.
  const settled =
    "mapping" in more || "constants" in more
      ? { kind: look.value?.kind ?? null, table: look.value?.table ?? null }
      : { mapping: {}, constants: {} };
  const next = { ...shape, ...settled, ...more };
  const found = await during("open", () => api.importShape(next));
  if (!found) return;
  shape = next;
  see(found);
}
const map = (header: string, key: string | null): Promise<void> =>
  say((now) => ({ mapping: { ...now.mapping, [header]: key } }));
/** What every row says where the file has no column; empty: nothing. */
const constants = computed<Record<string, string>>(() => look.value?.constants ?? {});
const sayForAll = (key: string, text: string): Promise<void> =>
  say((now) => ({ constants: { ...now.constants, [key]: text } }));
const setKind = (kind: ImportKind): Promise<void> => say({ kind });

async function plan(ask: () => Promise<ImportCounts>): Promise<boolean> {
  const found = await during("plan", ask);
  if (!found) return false;
  counts.value = found;
  plans.value++;
  return true;
}

async function review(): Promise<void> {
  if (lacking.value.length) return;
  const of = look.value?.kind === "edition" ? { ...edition, source: edition.source.trim() } : null;
  if (await plan(() => api.importPlan(of))) step.value = "review";
}

/** Mends wait for each other: who types on is not told to wait. */
let last: Promise<unknown> = Promise.resolve();
function mend(row: number, column: number, text: string | null): Promise<boolean> {
  const next = last.then(() => plan(() => api.importMend(row, column, text)));
  last = next;
  return next;
}
/** After decisions about companies in doubt: what follows from them for the rows. */
const replan = (): Promise<boolean> => plan(() => api.importReplan());

/** All of it, or with `partial` the good rows. */
async function commit(partial: boolean): Promise<void> {
  const made = await during("commit", () => api.importCommit(partial));
  if (!made) return;
  if (made.changes) announce(made.changes);
  counts.value = made.counts;
  plans.value++;
  if (made.changes || made.counts.rejected === 0) {
    done.value = made;
    step.value = "done";
  }
}
const cancel = (): Promise<void> => api.importCancel();

async function leave(): Promise<void> {
  if (busy.value) await cancel();
  step.value = "start";
  look.value = null;
  counts.value = null;
  done.value = null;
  error.value = null;
  await api.importLeave();
}
const back = (): void => void (step.value = "look");

export function useImport() {
  return {
    step,
    busy,
    error,
    look,
    counts,
    done,
    progress,
    plans,
    edition,
    lacking,
    editionLacking,
    open,
    say,
    map,
    constants,
    sayForAll,
    setKind,
    review,
    mend,
    replan,
    commit,
    cancel,
    leave,
    back,
  };
}

/** Opens files that were dropped; the first of them, for one is imported at a time. */
export const openDropped = (files: readonly File[]): Promise<void> =>
  open(async () => (files[0] ? api.importDrop(files[0]) : null));
