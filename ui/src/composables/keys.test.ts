import { effectScope } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { press } from "@/test/mount";
import { hints, listen, useShortcuts } from "./keys";

let stop: () => void;
beforeEach(() => {
  document.body.innerHTML = '<input id="field"><button id="button"></button>';
  stop = listen();
});
afterEach(() => stop());

const byId = (id: string): Element => document.querySelector(`#${id}`)!;

describe("shortcuts", () => {
  it("go to the latest that wants the key, and end with their scope", () => {
    const [below, above] = [vi.fn(), vi.fn()];
    const list = effectScope();
    const panel = effectScope();
    list.run(() => useShortcuts([{ key: "J", label: "key-next", run: below }]));
    panel.run(() => useShortcuts([{ key: "J", run: above }]));
    press("j");
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([0, 1]);
    panel.stop();
    press("j");
    expect(below).toHaveBeenCalledTimes(1);
    list.stop();
    press("j");
    expect(below).toHaveBeenCalledTimes(1);
  });

  it("leave typing alone, except those meant for fields", () => {
    const [plain, everywhere] = [vi.fn(), vi.fn()];
    const scope = effectScope();
    scope.run(() =>
      useShortcuts([
        { key: "N", run: plain },
        { key: "Ctrl+K", run: everywhere, inFields: true },
      ]),
    );
    press("n", byId("field"));
    press("k", byId("field"), { ctrlKey: true });
    expect(plain).not.toHaveBeenCalled();
    expect(everywhere).toHaveBeenCalledTimes(1);
    press("n", byId("field"), { isComposing: true });
    scope.stop();
  });

  it("leave Enter to a button that has the focus", () => {
    const open = vi.fn();
    const scope = effectScope();
    scope.run(() => useShortcuts([{ key: "Enter", run: open }]));
    press("Enter", byId("button"));
    expect(open).not.toHaveBeenCalled();
    press("Enter");
    expect(open).toHaveBeenCalledTimes(1);
    scope.stop();
  });

  it("wait while a dialog is open, and the foot tells which work", () => {
    const below = vi.fn();
    const list = effectScope();
    const dialog = effectScope();
    list.run(() => useShortcuts([{ key: "J", label: "key-next", run: below }]));
    dialog.run(() =>
      useShortcuts([{ key: "Escape", label: "key-close", run: () => dialog.stop(), inFields: true }], true),
    );
    expect(hints.value.map((hint) => hint.key)).toEqual(["Escape"]);
    press("j");
    expect(below).not.toHaveBeenCalled();
    press("Escape", byId("field"));
    press("j");
    expect(below).toHaveBeenCalledTimes(1);
    list.stop();
  });
});
