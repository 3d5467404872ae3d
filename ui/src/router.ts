/** Where the views are. The record that is open beside a list stands in the address: `?open=<id>`. */
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  { path: "/", redirect: "/kpi" },
  { path: "/kpi", component: () => import("@/views/Kpi.vue") },
  { path: "/:rest(.*)*", redirect: "/kpi" },
];

export function makeRouter() {
  return createRouter({ history: createWebHashHistory(), routes });
}
