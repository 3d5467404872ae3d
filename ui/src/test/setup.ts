/** Before each test: a fresh made-up bureau, no queries kept, a fresh screen. */
import { VueQueryPlugin } from "@tanstack/vue-query";
import { config } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach } from "vitest";
import { queryClient, useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { language } from "@/i18n";

beforeEach(() => {
  const pinia = createPinia();
  setActivePinia(pinia);
  config.global.plugins = [pinia, [VueQueryPlugin, { queryClient }]];
  // A desk, not a telephone: panels stand beside their lists.
  window.innerWidth = 1440;
  queryClient.clear();
  useBackend(fakeBackend());
  language.value = "zh-CN";
});
