import { beforeEach, describe, expect, it } from "vitest";
import { useScreen } from "@/stores/screen";
import { mountAt, press, settle } from "@/test/mount";
import Kpi from "./Kpi.vue";

const panel = (): string => document.querySelector("#side-panel")!.textContent!;

describe("KPI", () => {
  beforeEach(() => {
    globalThis.ResizeObserver ??= class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
  });

  it("shows the rulebook's example to the shown digit", async () => {
    const wrapper = await mountAt(Kpi, "/kpi?through=2025Q2");
    const text = wrapper.text();
    for (const figure of [
      "19,170.00",
      "47.93%",
      "−2.07",
      "距过半 830.00",
      "−73.63%",
      "3,471.67",
      "37,170.00",
    ]) {
      expect(text).toContain(figure);
    }
    expect(text).toContain("未下达");
    wrapper.unmount();
  });

  it("opens what a figure is made of, summing to it, down to voucher and rate", async () => {
    const wrapper = await mountAt(Kpi, "/kpi?through=2025Q2");
    expect(panel()).toContain("由 4 笔构成");
    for (const part of [
      "8,000.00",
      "7,170.00",
      "−2,000.00",
      "6,000.00",
      "7.1700",
      "进账单 0377",
      "第 47 位",
      "占股 60%",
    ]) {
      expect(panel()).toContain(part);
    }
    wrapper.unmount();
  });

  it("answers another line by the keyboard, and closes on Esc", async () => {
    const wrapper = await mountAt(Kpi, "/kpi?through=2025Q2");
    press("j");
    await settle();
    expect(panel()).toContain("国内500强 · 年初累计由 1 笔构成");
    expect(panel()).toContain("补报入 2025Q2");
    press("Escape");
    await settle();
    expect(panel()).toBe("");
    wrapper.unmount();
  });

  it("says under overlap what is counted twice", async () => {
    const wrapper = await mountAt(Kpi, "/kpi?through=2025Q2");
    await wrapper.find('input[value="overlap"]').setValue(true);
    await settle();
    expect(wrapper.text()).toContain("27,000.00");
    expect(wrapper.text()).toContain("24,000.00");
    expect(wrapper.text()).toContain("37,170.00");
    wrapper.unmount();
  });

  it("hides every amount before guests", async () => {
    const wrapper = await mountAt(Kpi, "/kpi?through=2025Q2");
    useScreen().hidden = true;
    await settle();
    const all = wrapper.html() + document.querySelector("#side-panel")!.innerHTML;
    for (const figure of ["19,170.00", "8,000.00", "3,471.67", "15,170.00", "10,000,000.00"])
      expect(all).not.toContain(figure);
    wrapper.unmount();
  });
});
