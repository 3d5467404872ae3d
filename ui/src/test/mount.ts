/** Mounts a view or component as the window does: router, queries, the made-up bureau, keys. */
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Component } from "vue";
import { listen } from "@/composables/keys";

const Nothing = { template: "<div />" };

/** jsdom and its kin lay nothing out: a grid of ten rows' height is pretended. */
export function pretendLayout(height = 340, width = 1200): void {
  Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get: () => height });
  Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => width });
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => height });
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
}

export async function settle(times = 6): Promise<void> {
  for (let at = 0; at < times; at++) {
    await flushPromises();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export async function mountAt(
  component: Component,
  path = "/",
  props: Record<string, unknown> = {},
): Promise<VueWrapper> {
  document.body.innerHTML = '<div id="app"></div><aside id="side-panel"></aside>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/:rest(.*)*", component: Nothing },
      { path: "/settings/:part?", component: Nothing },
    ],
  });
  await router.push(path);
  const stop = listen();
  const wrapper = mount(component, { attachTo: "#app", props, global: { plugins: [router] } });
  const { unmount } = wrapper;
  wrapper.unmount = () => {
    stop();
    unmount.call(wrapper);
  };
  await settle();
  return wrapper;
}

export function press(key: string, on: EventTarget = document.body, more: KeyboardEventInit = {}): void {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}
