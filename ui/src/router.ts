/** Where the views are. The record that is open beside a list stands in the address: `?open=<id>`. */
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  { path: "/", redirect: "/today" },
  { path: "/today", component: () => import("@/views/Today.vue") },
  { path: "/kpi", component: () => import("@/views/Kpi.vue") },
  { path: "/outlook", component: () => import("@/views/Outlook.vue") },
  { path: "/targets", component: () => import("@/views/Targets.vue") },
  { path: "/lists/:code?/:year?", component: () => import("@/views/Lists.vue") },
  { path: "/meetings", component: () => import("@/views/Meetings.vue") },
  { path: "/projects", component: () => import("@/views/Projects.vue") },
  { path: "/funds", component: () => import("@/views/Funds.vue") },
  { path: "/review", component: () => import("@/views/Review.vue") },
  { path: "/import", component: () => import("@/views/Import.vue") },
  { path: "/settings/imports", redirect: "/import" },
  { path: "/reports", component: () => import("@/views/Reports.vue") },
  { path: "/audit", component: () => import("@/views/Audit.vue") },
  { path: "/settings/:part?", component: () => import("@/views/Settings.vue") },
  { path: "/:rest(.*)*", redirect: "/today" },
];

export function makeRouter() {
  return createRouter({ history: createWebHashHistory(), routes });
}
