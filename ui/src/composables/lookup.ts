/** A record found while typing, by Chinese, English, pinyin or initials; arrows and Enter choose. */
import { ref, watch, type Ref } from "vue";
import type { HitKind, SearchHit } from "@/api/model";
import { isComposing } from "./compose";
import { useSearch } from "./search";

export interface Chosen {
  id: string;
  name: string;
}

const SHOWN = 8;

export function useLookup(kind: () => Extract<HitKind, "company" | "project">, model: Ref<Chosen | null>) {
  const text = ref(model.value?.name ?? "");
  const { hits, answered, ask, clear: forget } = useSearch(kind(), SHOWN);
  const open = ref(false);
  const at = ref(0);

  watch(model, (value) => {
    if (value) text.value = value.name;
  });

  async function search(): Promise<void> {
    const wanted = text.value.trim();
    if (model.value && model.value.name !== wanted) model.value = null;
    await ask(wanted);
    if (answered.value !== text.value.trim()) return;
    at.value = 0;
    open.value = answered.value !== "" && model.value === null;
  }

  function choose(hit: SearchHit | undefined): void {
    if (!hit) return;
    forget();
    model.value = { id: hit.id, name: hit.title };
    text.value = hit.title;
    open.value = false;
  }

  function key(event: KeyboardEvent): void {
    if (isComposing(event) || !open.value) return;
    const { length } = hits.value;
    if (event.key === "ArrowDown" && length) at.value = (at.value + 1) % length;
    else if (event.key === "ArrowUp" && length) at.value = (at.value + length - 1) % length;
    else if (event.key === "Enter" && length) choose(hits.value[at.value]);
    else if (event.key === "Escape") open.value = false;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Leaving the field takes the only or the chosen hit, so that Tab is enough. */
  function left(): void {
    if (open.value && hits.value.length && !model.value) choose(hits.value[at.value]);
    open.value = false;
  }

  function clear(): void {
    forget();
    model.value = null;
    text.value = "";
    open.value = false;
  }

  return { text, hits, open, at, search, choose, key, left, clear };
}
