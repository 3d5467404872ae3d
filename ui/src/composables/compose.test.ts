import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { defineComponent, h, withDirectives } from "vue";
import { isComposing, vOnEnter } from "./compose";

const run = vi.fn();
const Form = defineComponent({
  setup: () => () => withDirectives(h("div", [h("input"), h("textarea"), h("button")]), [[vOnEnter, run]]),
});

function enter(target: Element, init: KeyboardEventInit & { keyCode?: number } = {}): void {
  const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init });
  if (init.keyCode) Object.defineProperty(event, "keyCode", { value: init.keyCode });
  target.dispatchEvent(event);
}

describe("Enter", () => {
  it("submits, but never when it ends a composition", () => {
    run.mockClear();
    const { element } = mount(Form, { attachTo: document.body });
    const input = element.querySelector("input")!;
    enter(input, { isComposing: true });
    enter(input, { keyCode: 229 });
    expect(run).not.toHaveBeenCalled();
    enter(input);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("makes a line in a text area and submits there with Ctrl", () => {
    run.mockClear();
    const { element } = mount(Form, { attachTo: document.body });
    enter(element.querySelector("textarea")!);
    enter(element.querySelector("button")!);
    expect(run).not.toHaveBeenCalled();
    enter(element.querySelector("textarea")!, { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("knows the key of an input method", () => {
    expect(isComposing(new KeyboardEvent("keydown", { key: "Process" }))).toBe(true);
    expect(isComposing(new KeyboardEvent("keydown", { key: "a" }))).toBe(false);
  });
});
