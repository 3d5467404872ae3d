import { beforeEach, describe, expect, it } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { FUND } from "@/api/fake/world";
import { notice, undo } from "@/composables/notices";
import { mountAt, press, pretendLayout, settle } from "@/test/mount";
import Funds from "./Funds.vue";

const panel = (): string => document.querySelector("#side-panel")!.textContent!;

beforeEach(() => {
  pretendLayout();
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});

describe("funds", () => {
  it("move and open by keys, the panel following", async () => {
    const wrapper = await mountAt(Funds, "/funds");
    expect(wrapper.find('[role="grid"]').attributes("aria-rowcount")).toBe("15");
    press("j");
    press("j");
    press("Enter");
    await settle();
    expect(panel()).toContain("DW-2025-0011");
    press("k");
    await settle();
    expect(panel()).toContain("DW-2025-0013");
    press("Escape");
    await settle();
    expect(panel()).toBe("");
    wrapper.unmount();
  });

  it("are verified by a key, and that cannot be undone", async () => {
    const wrapper = await mountAt(Funds, `/funds?open=${FUND(11)}`);
    expect(panel()).toContain("复核通过");
    press("p");
    await settle();
    expect(panel()).toContain("已认定");
    expect(notice.value?.text).toContain("认定到资");
    expect(notice.value?.offer).toBeNull();
    await undo();
    expect(notice.value?.tone).toBe("failed");
    wrapper.unmount();
  });

  it("are not verified by whoever submitted them, and say so", async () => {
    useBackend(fakeBackend({ role: "officer" }));
    const wrapper = await mountAt(Funds, `/funds?open=${FUND(11)}`);
    expect(panel()).toContain("请另一位同事认定");
    press("p");
    await settle();
    expect(panel()).toContain("复核通过");
    wrapper.unmount();
  });

  it("are returned only with a reason in words, and come back by undo", async () => {
    const wrapper = await mountAt(Funds, `/funds?open=${FUND(9)}`);
    press("r");
    await settle();
    const save = (): void => press("Enter", document.querySelector("dialog textarea")!, { ctrlKey: true });
    save();
    await settle();
    expect(document.querySelector("dialog")!.textContent).toContain("请写明原因");
    const words = document.querySelector("dialog textarea") as HTMLTextAreaElement;
    words.value = "缺进账单";
    words.dispatchEvent(new Event("input", { bubbles: true }));
    await settle(1);
    save();
    await settle();
    expect(panel()).toContain("已退回");
    await undo();
    await settle();
    expect(panel()).toContain("已填报");
    wrapper.unmount();
  });

  it("say where each counts, when it was posted, and why not", async () => {
    const wrapper = await mountAt(Funds, "/funds");
    const row = (ref: string): string =>
      wrapper
        .findAll('[role="row"]')
        .find((found) => found.text().includes(ref))!
        .text();
    expect(row("DW-2025-0003")).toContain("国内500强2025Q2补报");
    expect(row("DW-2025-0007")).toContain("落在区外");
    expect(row("DW-2025-0008")).toContain("来源不计入");
    expect(row("DW-2025-0013")).not.toContain("500强");
    wrapper.unmount();
  });

  it("are narrowed by line, posted quarter, lateness and project", async () => {
    const wrapper = await mountAt(Funds, "/funds");
    const count = (): number => Number(wrapper.find('[role="grid"]').attributes("aria-rowcount")) - 1;
    const choose = async (label: string, value: string): Promise<void> => {
      const filter = wrapper.findAll(".filter").find((found) => found.text().startsWith(label))!;
      await filter.find("select").setValue(value);
      await settle();
    };
    await choose("计入", "C500");
    expect(count()).toBe(2);
    await choose("计入", "none");
    expect(count()).toBe(2);
    await choose("计入", "");
    await choose("入账季度", "2025Q1");
    expect(count()).toBe(2);
    await choose("入账季度", "");
    await wrapper.find('input[type="checkbox"]').setValue(true);
    await settle();
    expect(count()).toBe(1);
    await wrapper.find('input[type="checkbox"]').setValue(false);
    const project = wrapper
      .findAll(".filter")
      .find((found) => found.text().startsWith("项目"))!
      .find("input");
    await project.setValue("示例甲");
    await settle();
    await project.trigger("keydown", { key: "Enter" });
    await settle();
    expect(count()).toBe(2);
    wrapper.unmount();
  });
});
