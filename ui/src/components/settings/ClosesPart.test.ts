import { expect, it } from "vitest";
import { api } from "@/api";
import { notice, undo } from "@/composables/notices";
import { enter } from "@/composables/status";
import { mountAt, settle } from "@/test/mount";
import ClosesPart from "./ClosesPart.vue";

HTMLDialogElement.prototype.showModal ??= () => {};
HTMLDialogElement.prototype.close ??= () => {};

it("closes a quarter after a look at what waits, shows its seal, and is not undone", async () => {
  enter(await api.appStatus());
  const wrapper = await mountAt(ClosesPart, "/settings/closes");
  await wrapper
    .findAll("button")
    .find((button) => button.text() === "关账")!
    .trigger("click");
  await settle();
  const dialog = (): string => document.querySelector("dialog")!.textContent!;
  expect(dialog()).toContain("还有 2 笔待审核(3,011.00 万元)");
  expect(dialog()).toContain("行业100强 未下达年度目标");
  expect(dialog()).toContain("C500 2024、F500 2024");
  document.querySelector("dialog form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  await settle();
  expect(dialog()).toMatch(/[0-9a-f]{64}/);
  await undo();
  expect(notice.value?.text).toContain("“关账 · 2025Q2”不能撤销");
  wrapper.unmount();
});
