import { beforeEach, describe, expect, it, vi } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { useImport } from "@/composables/imports";
import { mountAt, press, pretendLayout, settle } from "@/test/mount";
import Import from "./Import.vue";

beforeEach(() => {
  pretendLayout();
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  Element.prototype.scrollIntoView ??= () => {};
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});

/** Slow enough that a write takes over a second. */
const SLOW_MS = 110;

type Page = Awaited<ReturnType<typeof mountAt>>;

/** The view with a ledger that was pasted, at the step where it is looked at. */
async function looked(delay = 0): Promise<Page> {
  useBackend(fakeBackend({ delay }));
  await useImport().leave();
  const page = await mountAt(Import, "/import");
  await vi.waitFor(() => expect(page.text()).toContain("把台账拖到这里"));
  const clipboardData = {
    files: [],
    getData: (type: string) => (type === "text/plain" ? "流水号\t金额\n1\t2" : ""),
  };
  const pasted = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(pasted, { clipboardData });
  document.body.dispatchEvent(pasted);
  expect(pasted.defaultPrevented).toBe(true);
  await vi.waitFor(() => expect(page.find(".look").exists()).toBe(true));
  return page;
}
const button = (page: Page, text: string) => page.findAll("button").find((one) => one.text().includes(text))!;
const countOf = (page: Page, fate: string): number => Number(page.find(`.tabs .${fate} b`).text());

/** Types over the first cell that is wrong. */
async function mend(page: Page, text: string): Promise<void> {
  await page.find(".cell.wrong").trigger("click");
  press("Enter", page.find('[role="grid"]').element);
  await settle();
  const input = page.find<HTMLInputElement>(".cell input");
  await input.setValue(text);
  press("Enter", input.element);
  await settle();
}

describe("a file on its way in", () => {
  it("is told with its columns, how sure each is, and why", async () => {
    const page = await looked();
    expect(page.find(".head .name").text()).toBe("粘贴的表格");
    const rows = page.findAll(".columns tbody tr");
    expect(rows).toHaveLength(9);
    expect(rows[1]!.text()).toContain("常见列名");
    expect(rows[6]!.find(".behind").text()).toContain("62%");
    expect(rows[7]!.classes()).toContain("out");
    page.unmount();
  });

  it("lacks a column until one is named, or every row says the same", async () => {
    const page = await looked();
    const as = page.findAll<HTMLSelectElement>(".as")[2]!;
    await as.setValue("");
    await settle();
    expect(page.find('[role="alert"]').text()).toContain("形式");
    expect(button(page, "逐行核对").attributes("disabled")).toBeDefined();
    const same = page.find<HTMLSelectElement>("#same-form");
    expect(same.findAll("option").map((option) => option.text())).toContain("现金出资");
    await same.setValue("cash");
    await settle();
    expect(page.find('[role="alert"]').exists()).toBe(false);
    expect(button(page, "逐行核对").attributes("disabled")).toBeUndefined();
    await page.find<HTMLSelectElement>(".more").setValue("currency");
    await page.find<HTMLInputElement>("#same-currency").setValue("CNY");
    await settle();
    expect(page.find<HTMLInputElement>("#same-currency").element.value).toBe("CNY");
    expect(page.find<HTMLSelectElement>("#same-form").element.value).toBe("cash");
    page.unmount();
  });

  it("takes two words said at once, one after the other", async () => {
    const page = await looked();
    const [form, origin] = [
      page.findAll<HTMLSelectElement>(".as")[2]!,
      page.findAll<HTMLSelectElement>(".as")[3]!,
    ];
    void form.setValue("");
    void origin.setValue("");
    await settle();
    expect(page.find('[role="alert"]').text()).toContain("形式、来源");
    page.unmount();
  });

  it("is mended cell by cell, and the rows follow", async () => {
    const page = await looked();
    press("Enter", document.body, { ctrlKey: true });
    await settle();
    const wrong = countOf(page, "rejected");
    expect(wrong).toBeGreaterThan(5);
    expect(page.find(".tabs .rejected").attributes("aria-selected")).toBe("true");
    expect(page.findAll(".cell.wrong").length).toBeGreaterThan(0);
    await mend(page, "5000");
    expect(countOf(page, "rejected")).toBe(wrong - 1);
    expect(page.find(".view > footer .main").attributes("disabled")).toBeDefined();
    page.unmount();
  });

  it("puts what is typed into the row where it was begun, also when the rows before it are gone", async () => {
    const page = await looked();
    press("Enter", document.body, { ctrlKey: true });
    await settle();
    const titles = () => page.findAll('.line[role="row"]').map((line) => line.findAll(".cell")[0]!.text());
    const [first, second] = titles();
    // The first is mended; before its plan is there, a person has gone on to the second.
    await page.find(".cell.wrong").trigger("click");
    press("Enter", page.find('[role="grid"]').element);
    await settle();
    const input = page.find<HTMLInputElement>(".cell input");
    await input.setValue("5000");
    press("Enter", input.element);
    press("ArrowDown", page.find('[role="grid"]').element);
    press("x", page.find('[role="grid"]').element);
    await settle();
    expect(titles()).not.toContain(first);
    expect(page.find('.line[aria-rowindex="2"] input').exists()).toBe(true);
    press("Enter", page.find(".cell input").element);
    await settle();
    const mended = page.findAll(".line").filter((line) => line.find(".mended").exists());
    expect(mended.map((line) => line.findAll(".cell")[0]!.text())).toEqual([second]);
    page.unmount();
  });

  it("has names in doubt that keys decide, one or all alike", async () => {
    const page = await looked();
    press("Enter", document.body, { ctrlKey: true });
    await settle();
    const doubtful = countOf(page, "doubtful");
    await page.find(".tabs .doubtful").trigger("click");
    await settle();
    expect(page.find(".queue").text()).toContain("示例甲集团(中国)");
    press("1");
    await settle();
    expect(page.find(".queue").text()).toContain("SAMPLE B INC");
    press("a");
    await settle();
    await page.find(".tabs .all").trigger("click");
    await settle();
    expect(countOf(page, "doubtful")).toBeLessThan(doubtful);
    page.unmount();
  });

  it("is taken without what is wrong, whose rows are kept as a file, and taken back", async () => {
    const page = await looked();
    press("Enter", document.body, { ctrlKey: true });
    await settle();
    const wrong = countOf(page, "rejected");
    await button(page, "只导入没有问题的").trigger("click");
    await settle();
    expect(page.find(".done").text()).toContain("已写入");
    expect(page.find(".done").text()).toContain(`有 ${wrong} 行没有导入`);
    await button(page, "另存这些行和原因").trigger("click");
    await settle();
    expect(page.find(".done").text()).toContain("粘贴的表格-未导入的行.xlsx");
    await button(page, "撤回").trigger("click");
    await settle();
    const dialog = document.querySelector("dialog")!;
    expect(dialog.textContent).toContain("将还原");
    for (const value of ["示例甲集团有限公司", "示例甲贵州公司"]) expect(dialog.textContent).toContain(value);
    page.unmount();
  });

  it("says how far a long write is, and stops when told", async () => {
    const page = await looked(SLOW_MS);
    press("Enter", document.body, { ctrlKey: true });
    await vi.waitFor(() => expect(page.find(".cell").exists()).toBe(true));
    await button(page, "只导入没有问题的").trigger("click");
    const status = () => page.find('[role="status"]');
    await vi.waitFor(() => expect(status().text()).toMatch(/正在写入:\d+ \/ 512 行/));
    expect(page.find(".view > footer .main").attributes("disabled")).toBeDefined();
    await button(page, "取消").trigger("click");
    await vi.waitFor(() => expect(page.find('[role="alert"]').text()).toContain("取消"));
    expect(page.find(".review").exists()).toBe(true);
    page.unmount();
  });
});
