/** Where the program stands: no store, locked, open; who, counts, chain, backup. */
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, forgetAll, queryClient } from "@/api";
import type { AppStatus, FundStatus, Role } from "@/api/model";

/** How often counts and the age of the backup are asked again. */
const REFRESH_MS = 60_000;

/** The question of where the program stands. */
export const statusQuery = { queryKey: ["status"], queryFn: () => api.appStatus() };

export function useStatus() {
  const query = useQuery({ ...statusQuery, refetchInterval: REFRESH_MS });
  const status = computed(() => query.data.value);
  const role = computed<Role>(() => status.value?.user?.role ?? "readonly");
  const today = computed(() => status.value?.today ?? "2000-01-01");
  const can = computed(() => ({
    write: role.value !== "readonly",
    verify: role.value === "deputy_director" || role.value === "admin",
    administer: role.value === "admin" || role.value === "deputy_director",
  }));
  /** The statuses that wait for this user: who decides sees all three steps, who reviews the first two. */
  const waiting = computed<FundStatus[]>(() =>
    can.value.verify
      ? ["SUBMITTED", "FIRST_PASS", "RECHECKED"]
      : role.value === "section_head"
        ? ["SUBMITTED", "FIRST_PASS"]
        : [],
  );
  return { query, status, role, today, can, waiting };
}

/** After the store was opened, unlocked or locked: nothing of the old one stays on the screen. */
export function enter(status: AppStatus): void {
  forgetAll();
  queryClient.setQueryData(["status"], status);
}
