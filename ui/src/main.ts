/** Starts the window: the backend first, then the screen. */
import { VueQueryPlugin } from "@tanstack/vue-query";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { queryClient, useBackend } from "@/api";
import { tauriBackend } from "@/api/tauri";
import App from "@/App.vue";
import { statusQuery } from "@/composables/status";
import { makeRouter } from "@/router";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/styles/form.css";
import "@/styles/print.css";

async function chooseBackend(): Promise<void> {
  if ("__TAURI_INTERNALS__" in window) {
    useBackend(tauriBackend());
    // Asked before anything is drawn: the answer is there when the screen needs it.
    void queryClient.prefetchQuery(statusQuery);
  } else if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    const { fakeFromAddress } = await import("@/api/fake/address");
    useBackend(fakeFromAddress(window.location.search));
  }
}

document.documentElement.dataset.system = navigator.platform.startsWith("Linux") ? "linux" : "other";
await chooseBackend();
createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient }).use(makeRouter()).mount("#app");
