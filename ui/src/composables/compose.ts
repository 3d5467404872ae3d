/**
 * Input methods: Enter that ends a composition chooses a word and submits nothing.
 *
 * The one place that knows it. WebKit fires the key after `compositionend` with `isComposing` false but
 * the old key code 229, so that both are asked.
 */
import type { Directive } from "vue";

/** Whether a key belongs to the input method that is composing. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229 || event.key === "Process";
}

type Handler = (event: KeyboardEvent) => void;
type Enterable = HTMLElement & { daoweiEnter?: Handler };

function bind(element: Enterable, run: Handler): void {
  if (element.daoweiEnter) element.removeEventListener("keydown", element.daoweiEnter);
  element.daoweiEnter = (event) => {
    if (event.key !== "Enter" || isComposing(event) || event.defaultPrevented) return;
    if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
    if (event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    run(event);
  };
  element.addEventListener("keydown", element.daoweiEnter);
}

/** `v-on-enter="submit"`: Enter in a field, Ctrl+Enter in a text area; never a composition's. */
export const vOnEnter: Directive<Enterable, Handler> = {
  mounted: (element, { value }) => bind(element, value),
  updated: (element, { value, oldValue }) => {
    if (value !== oldValue) bind(element, value);
  },
  beforeUnmount: (element) => {
    if (element.daoweiEnter) element.removeEventListener("keydown", element.daoweiEnter);
  },
};
