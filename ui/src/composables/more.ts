/** Rows of a short list in a dialog: a page at first, further pages on demand. */
import { onScopeDispose, reactive, shallowRef, ref } from "vue";
import type { FetchPage } from "./pages";

/** Rows a request asks for. */
const MORE_ROWS = 100;

export interface More<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly loading: boolean;
  readonly error: unknown;
  more(): Promise<void>;
}

export function useMore<Row>(fetch: FetchPage<Row>): More<Row> {
  const rows = shallowRef<readonly Row[]>([]);
  const total = ref(0);
  const loading = ref(false);
  const error = ref<unknown>(null);
  let gone = false;
  onScopeDispose(() => (gone = true));

  async function more(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    error.value = null;
    try {
      const page = await fetch(rows.value.length, MORE_ROWS);
      if (gone) return;
      rows.value = [...rows.value, ...page.rows];
      total.value = page.total;
    } catch (reason) {
      error.value = reason;
    } finally {
      loading.value = false;
    }
  }
  void more();
  return reactive({ rows, total, loading, error, more }) as More<Row>;
}
