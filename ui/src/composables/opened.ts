/** The record that is open beside a list stands in the address, so that Ctrl+K and a reload find it. */
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

export function useOpened(): WritableComputedRef<string | null> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query["open"] === "string" ? route.query["open"] : null),
    set: (id) => {
      const query = { ...route.query };
      delete query["open"];
      void router.replace({ query: id ? { ...query, open: id } : query });
    },
  });
}
