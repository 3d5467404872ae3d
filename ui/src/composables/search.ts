/** Search as you type: one question at a time, always the newest text, and no answer to an older one. */
import { ref, shallowRef, type Ref } from "vue";
import { api } from "@/api";
import type { HitKind, SearchHit } from "@/api/model";

export interface Search {
  /** What was found for the last text that was answered; it stays until the next answer. */
  hits: Ref<SearchHit[]>;
  /** The text that the hits answer. */
  answered: Ref<string>;
  /** Asks for a text; resolves when the newest text is answered. */
  ask(text: string): Promise<void>;
  /** Forgets what was asked and found. */
  clear(): void;
}

export function useSearch(kind: HitKind | null, limit: number): Search {
  const hits = shallowRef<SearchHit[]>([]);
  const answered = ref("");
  let wanted = "";
  let running: Promise<void> | null = null;

  /** Asks until the answer is to the newest text; texts typed meanwhile but the last are never asked. */
  async function run(): Promise<void> {
    for (;;) {
      const asked = wanted;

      const found = asked ? await api.search(asked, kind, limit).catch(() => []) : [];
      if (asked !== wanted) continue;
      hits.value = found;
      answered.value = asked;
      return;
    }
  }

  return {
    hits,
    answered,
    async ask(text) {
      wanted = text.trim();
      running ??= run().finally(() => (running = null));
      await running;
    },
    clear() {
      wanted = "";
      hits.value = [];
      answered.value = "";
    },
  };
}
