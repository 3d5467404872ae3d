import { beforeEach, describe, expect, it } from "vitest";
import { api } from "@/api";
import { FUND } from "@/api/fake/world";
import { mountAt, press, settle } from "@/test/mount";
import FundForm from "./FundForm.vue";

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});

const dialog = (): HTMLElement => document.querySelector("dialog")!;
function field(label: string, at = 0): HTMLInputElement {
  const found = [...dialog().querySelectorAll("label")].filter((entry) =>
    entry.textContent!.startsWith(label),
  );
  return document.getElementById(found[at]!.htmlFor) as HTMLInputElement;
}
async function type(label: string, value: string, at = 0): Promise<void> {
  const input = field(label, at);
  input.value = value;
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  await settle();
}
async function find(label: string, text: string): Promise<void> {
  await type(label, text);
  press("Enter", field(label));
  await settle();
}
const click = async (text: string): Promise<void> => {
  [...dialog().querySelectorAll("button")].find((button) => button.textContent!.includes(text))!.click();
  await settle();
};
const saveDraft = async (): Promise<void> => {
  press("s", field("付款方"), { ctrlKey: true });
  await settle();
};

describe("a voucher of the form", () => {
  it("that proves another line blocks the draft until it is split within what is left", async () => {
    const wrapper = await mountAt(FundForm, "/funds", { about: null });
    await find("项目", "示例甲");
    await find("投资方", "示例甲集团");
    await type("到账日", "2025-07-01");
    await type("金额", "3000");
    await click("只填凭证数据");
    // The ledger knows 进账单 0012: 8,000 of it prove DW-2025-0001, and the reversal is proven otherwise.
    await type("凭证金额", "10000");
    await type("凭证号", "0012");
    expect(dialog().textContent).toContain(
      "这张凭证已证明 DW-2025-0001,已用 ¥ 80,000,000.00,还剩 ¥ 20,000,000.00",
    );
    await saveDraft();
    expect(wrapper.emitted("close")).toBeUndefined();

    const toggle = dialog().querySelector('input[type="checkbox"]') as HTMLInputElement;
    toggle.click();
    await settle();
    expect(field("本笔用其中").value).toBe("2,000");
    await type("本笔用其中", "2500");
    expect(dialog().textContent).toContain("凭证只剩 ¥ 20,000,000.00 可用");
    await saveDraft();
    expect(wrapper.emitted("close")).toBeUndefined();
    await type("本笔用其中", "2000");
    await saveDraft();
    expect(wrapper.emitted("close")).toHaveLength(1);
    wrapper.unmount();
  });

  it("already put to a draft is shown, and can be taken away", async () => {
    const id = FUND(13);
    expect((await api.fund(id)).files).toHaveLength(1);
    const wrapper = await mountAt(FundForm, "/funds", { about: { kind: "fund", id, name: "" } });
    expect(dialog().textContent).toContain("进账单 0471");
    await click("移除");
    expect(dialog().textContent).not.toContain("0471");
    wrapper.unmount();
  });
});
