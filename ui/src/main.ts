/** Starts the window: the backend first, then the screen. */
import { VueQueryPlugin } from "@tanstack/vue-query";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { queryClient, useBackend } from "@/api";
import App from "@/App.vue";
import { makeRouter } from "@/router";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/styles/form.css";
import "@/styles/print.css";

async function chooseBackend(): Promise<void> {
  if ("__TAURI_INTERNALS__" in window) {
    const { tauriBackend } = await import("@/api/tauri");
    useBackend(tauriBackend());
  } else if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    const { fakeFromAddress } = await import("@/api/fake/address");
    useBackend(fakeFromAddress(window.location.search));
  }
}

await chooseBackend();
createApp(App).use(createPinia()).use(VueQueryPlugin, { queryClient }).use(makeRouter()).mount("#app");
