/**
 * A list of any length, fetched in pages as it comes into sight.
 *
 * Only what was asked for is held, and of that the pages used last; a change of filter or order keeps
 * the old rows on the screen until the first page of the new ones is there, so that nothing flashes.
 */
import {
  computed,
  onScopeDispose,
  reactive,
  ref,
  shallowRef,
  triggerRef,
  watch,
  type WatchSource,
} from "vue";
import { versionOf, type Topic } from "@/api";
import type { Page } from "@/api/model";

/** Rows a request asks for: a few screens, small enough to cross at once. */
export const PAGE_ROWS = 100;
/** Pages kept: enough to scroll back without a request, few enough to forget a long list. */
export const PAGES_KEPT = 60;

export type FetchPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>;

export interface Pages<Row> {
  readonly total: number;
  /** The first answer is still awaited. */
  readonly loading: boolean;
  readonly error: unknown;
  rowAt(index: number): Row | undefined;
  /** Sees to it that these rows come. */
  want(first: number, last: number): void;
  reload(): void;
}

export function usePages<Row>(
  fetch: FetchPage<Row>,
  topic: Topic,
  request: WatchSource | WatchSource[],
): Pages<Row> {
  const total = ref(0);
  const known = ref(false);
  const error = ref<unknown>(null);
  const held = shallowRef(new Map<number, Row[]>());
  const asked = new Set<number>();
  let generation = 0;
  let window: [number, number] = [0, 0];

  function keep(page: number, rows: Row[], fresh: boolean): void {
    const map = fresh ? new Map<number, Row[]>() : held.value;
    map.delete(page);
    map.set(page, rows);
    for (const oldest of map.keys()) {
      if (map.size <= PAGES_KEPT) break;
      map.delete(oldest);
    }
    if (fresh) held.value = map;
    else triggerRef(held);
  }

  async function load(page: number, fresh: boolean): Promise<void> {
    if (asked.has(page)) return;
    asked.add(page);
    const mine = generation;
    try {
      const answer = await fetch(page * PAGE_ROWS, PAGE_ROWS);
      if (mine !== generation) return;
      total.value = answer.total;
      known.value = true;
      error.value = null;
      keep(page, answer.rows, fresh);
    } catch (reason) {
      if (mine === generation) error.value = reason;
    } finally {
      if (mine === generation) asked.delete(page);
    }
  }

  async function renew(): Promise<void> {
    generation++;
    asked.clear();
    const mine = generation;
    const [first, last] = [pageOf(window[0]), pageOf(window[1])];
    await load(first, true);
    for (let page = first + 1; page <= last && mine === generation; page++) await load(page, false);
  }

  function want(first: number, last: number): void {
    window = [first, last];
    if (!known.value) return;
    for (let page = pageOf(first); page <= pageOf(Math.min(last, total.value - 1)); page++) {
      if (page >= 0 && !held.value.has(page)) void load(page, false);
    }
  }

  watch(request, () => {
    window = [0, 0];
    void renew();
  });
  watch(
    () => versionOf(topic),
    () => void renew(),
  );
  void renew();
  onScopeDispose(() => generation++);

  const loading = computed(() => !known.value && !error.value);
  return reactive({
    total,
    loading,
    error,
    rowAt: (index: number) => held.value.get(pageOf(index))?.[index % PAGE_ROWS],
    want,
    reload: () => void renew(),
  }) as Pages<Row>;
}

function pageOf(index: number): number {
  return Math.floor(index / PAGE_ROWS);
}
