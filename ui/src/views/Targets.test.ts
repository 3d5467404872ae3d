import { beforeEach, describe, expect, it } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { mountAt, press, pretendLayout, settle } from "@/test/mount";
import Targets from "./Targets.vue";

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

describe("target companies", () => {
  it("begin with the list that a bureau works by, and open beside it by keys", async () => {
    const wrapper = await mountAt(Targets, "/targets");
    expect(wrapper.find(".filter.on, .filter").text()).toContain("示例世界500强");
    press("ArrowDown");
    press("Enter");
    await settle();
    expect(document.querySelector("#side-panel")!.textContent).toContain("示例甲集团");
    press("Escape");
    await settle();
    expect(document.querySelector("#side-panel")!.textContent).toBe("");
    wrapper.unmount();
  });

  it("hold no more rows than are in sight, of 100,000", async () => {
    useBackend(fakeBackend({ companies: 100_000 }));
    const wrapper = await mountAt(Targets, "/targets");
    await wrapper.find("select").setValue("");
    await settle();
    expect(wrapper.find('[role="grid"]').attributes("aria-rowcount")).toBe("100001");
    press("End");
    await settle();
    expect(wrapper.findAll('.line[role="row"]').length).toBeLessThan(64);
    wrapper.unmount();
  });

  it("keep their filters as a view, take them from it, and forget it", async () => {
    const wrapper = await mountAt(Targets, "/targets");
    const filter = (label: string) =>
      wrapper
        .findAll(".filter")
        .find((found) => found.text().startsWith(label))!
        .find("select");
    const click = async (text: string): Promise<void> => {
      const buttons = [...document.querySelectorAll("button")];
      buttons.find((button) => button.textContent!.trim() === text)!.click();
      await settle();
    };
    const rows = (): string => wrapper.find('[role="grid"]').attributes("aria-rowcount")!;
    await filter("位次").setValue("1-50");
    await filter("走访").setValue("no");
    await settle();
    const narrowed = rows();
    await click("存为视图");
    const name = document.querySelector("dialog input") as HTMLInputElement;
    name.value = "未走访前五十";
    name.dispatchEvent(new Event("input"));
    await settle();
    await click("保存");
    expect(filter("视图").element.value).toBe("未走访前五十");
    await filter("位次").setValue("");
    await filter("榜单").setValue("C500");
    await settle();
    expect(filter("视图").element.value).toBe("");
    await filter("视图").setValue("未走访前五十");
    await settle();
    expect(rows()).toBe(narrowed);
    expect(filter("榜单").element.value).toBe("F500");
    await click("删除此视图");
    expect(wrapper.findAll(".filter").some((found) => found.text().startsWith("视图"))).toBe(false);
    wrapper.unmount();
  });
});
