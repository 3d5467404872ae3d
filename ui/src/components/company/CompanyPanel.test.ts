import { describe, expect, it } from "vitest";
import { api } from "@/api";
import { COMPANY } from "@/api/fake/world";
import { mountAt, press, settle } from "@/test/mount";
import CompanyForm from "./CompanyForm.vue";
import CompanyPanel from "./CompanyPanel.vue";

HTMLDialogElement.prototype.showModal ??= () => {};
HTMLDialogElement.prototype.close ??= () => {};

const dialog = (): HTMLElement => document.querySelector("dialog")!;
const field = (label: string): HTMLInputElement => {
  const found = [...dialog().querySelectorAll("label")].find((entry) => entry.textContent!.startsWith(label));
  return document.getElementById(found!.htmlFor) as HTMLInputElement;
};
async function type(label: string, value: string): Promise<void> {
  const input = field(label);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}
const save = (): void => press("Enter", dialog().querySelector("input")!, { ctrlKey: true });

describe("a company's panel", () => {
  it("says why it counts, by which chain, and who its group is", async () => {
    const wrapper = await mountAt(CompanyPanel, "/targets", { id: COMPANY(61) });
    expect(wrapper.text()).toContain("世界500强F500 2024 年版第 47 位");
    expect(wrapper.text()).toContain("示例甲新能源(55.00%) → 示例甲集团");
    expect(wrapper.text()).toContain("集团 4 家");
    wrapper.unmount();
  });

  it("names every state of what happened with it", async () => {
    const wrapper = await mountAt(CompanyPanel, "/targets", { id: COMPANY(0) });
    const timeline = wrapper.find(".timeline").text();
    expect(timeline).toContain("已认定");
    expect(timeline).not.toMatch(/(mode|level|stage|status)-/);
    wrapper.unmount();
  });

  it("says why a minority holding does not count", async () => {
    const wrapper = await mountAt(CompanyPanel, "/targets", { id: COMPANY(63) });
    expect(wrapper.text()).toContain("持股未过半,也无控制关系");
    wrapper.unmount();
  });

  it("refuses a circle of holdings with its sentence, and takes a link with percent and dates", async () => {
    const wrapper = await mountAt(CompanyPanel, "/targets", { id: COMPANY(0) });
    const add = (): Promise<void> => wrapper.findAll(".add")[0]!.trigger("click");
    await add();
    await type("上级", "示例云岭能源集团");
    press("Enter", field("上级"));
    await type("持股比例", "150");
    save();
    await settle();
    expect(dialog().textContent).toContain("请填 0 到 100");
    await type("持股比例", "51");
    expect(dialog().textContent).toContain("构成控制");
    await type("起始日", "2025-01-01");
    save();
    await settle();
    expect(document.querySelector("dialog")).toBeNull();
    expect(wrapper.text()).toContain("自 2025-01-01");

    const parent = (await api.company(COMPANY(0))).parents[0]!;
    const circle = { parent_id: COMPANY(0), child_id: parent.id, percent_ppm: 600_000 } as const;
    await expect(
      api.ownershipAdd({ ...circle, control: "equity", valid_from: null, valid_to: null }),
    ).rejects.toMatchObject({ code: "ownership-cycle" });
    wrapper.unmount();
  });
});

describe("a company's form", () => {
  it("checks the credit code while it is typed, and keeps names and aliases", async () => {
    const wrapper = await mountAt(CompanyForm, "/targets", { about: null });
    await type("统一社会信用代码", "100000000000000000");
    expect(dialog().textContent).toContain("应为 Y");
    await type("统一社会信用代码", "10000000000000000Y");
    expect(dialog().textContent).toContain("校验位相符");
    save();
    await settle();
    expect(dialog().textContent).toContain("至少填一个");
    await type("中文名称", "示例新企业");
    await type("别名", "新企");
    press("Enter", field("别名"));
    await settle();
    save();
    await settle();
    expect(wrapper.emitted("close")).toHaveLength(1);
    wrapper.unmount();
  });
});
