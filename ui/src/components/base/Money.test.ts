import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { useScreen } from "@/stores/screen";
import Money from "./Money.vue";

it("shows 万元 with two decimals, and its unit where asked", () => {
  expect(mount(Money, { props: { fen: "19170000000", withUnit: true } }).text()).toBe("19,170.00万元");
  expect(mount(Money, { props: { fen: "37170000000", unit: "yi" } }).text()).toBe("3.72");
});

it("shows what is missing as a dash with its reason, never as 0", () => {
  const wrapper = mount(Money, { props: { fen: null, reason: "no_target" } });
  expect(wrapper.text()).toContain("—");
  expect(wrapper.find(".missing").attributes("title")).toBe("未下达");
});

it("keeps hidden amounts out of the page", async () => {
  const wrapper = mount(Money, { props: { fen: "19170000000" } });
  useScreen().hidden = true;
  await wrapper.vm.$nextTick();
  expect(wrapper.html()).not.toContain("19,170");
  expect(wrapper.text()).toContain("••••••");
});
