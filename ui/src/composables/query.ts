/** A query whose key follows what it asks for, as `Loaded` takes it. */
import { keepPreviousData, useQuery } from "@tanstack/vue-query";
import { computed, reactive, type Ref } from "vue";
import type { Topic } from "@/api";

export interface Loadable<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** @param keep shows the answer before while the next is awaited */
export function useTopic<Data>(
  topic: Topic,
  key: () => unknown[],
  ask: () => Promise<Data>,
  keep = false,
): Loadable<Data> {
  const query = useQuery({
    queryKey: computed(() => [topic, ...key()]),
    queryFn: ask,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
  return reactive({
    data: query.data as Ref<Data | undefined>,
    error: query.error,
    refetch: query.refetch,
  }) as Loadable<Data>;
}
