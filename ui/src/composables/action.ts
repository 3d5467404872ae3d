/** A write asked for by a button: busy while it runs, its error as a sentence, told when it is done. */
import { ref, type Ref } from "vue";
import { sentence, write } from "@/api";
import type { Changes } from "@/api/model";
import { sayDone, sayFailed } from "./notices";

export interface Action {
  busy: Readonly<Ref<boolean>>;
  error: Ref<string | null>;
  /** Runs a write; the answer is its changes, or null where it was refused. */
  run(change: () => Promise<Changes>): Promise<Changes | null>;
}

/** @param quiet the error stands in a form and not in the line at the foot */
export function useAction(quiet = false): Action {
  const busy = ref(false);
  const error = ref<string | null>(null);

  async function run(change: () => Promise<Changes>): Promise<Changes | null> {
    if (busy.value) return null;
    busy.value = true;
    error.value = null;
    try {
      const changes = await write(change());
      sayDone(changes);
      return changes;
    } catch (reason) {
      error.value = sentence(reason);
      if (!quiet) sayFailed(reason);
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, run };
}
