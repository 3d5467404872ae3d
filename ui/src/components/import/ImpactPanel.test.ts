import { describe, expect, it } from "vitest";
import { api, useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { mountAt, settle } from "@/test/mount";
import ImpactPanel from "./ImpactPanel.vue";

async function impact() {
  useBackend(fakeBackend());
  await api.importShape({
    encoding: null,
    table: null,
    header_row: null,
    header_rows: null,
    kind: "edition",
    mapping: {},
    constants: {},
    edition: null,
  });
  return (await api.importPlan(null)).impact;
}

describe("what an edition would change", () => {
  it("is told by line and by policy", async () => {
    const page = await mountAt(ImpactPanel, "/", { impact: await impact() });
    const rows = page.findAll("tbody tr").map((row) => row.text().replaceAll(/\s+/g, " "));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain("世界500强");
    expect(rows[1]).toContain("已认定到资不变");
    expect(rows[1]).toContain("现行");
    expect(rows[2]).toContain("行业100强 → 世界500强");
    expect(rows[2]).toContain("3,000.00");
    expect(rows[2]).toContain("该年已有关账");
    expect(rows[3]).toContain("世界500强 → 不计");
    expect(rows[3]).not.toContain("该年已有关账");
    page.unmount();
  });

  it("leads to the companies and to the lines of the ledger", async () => {
    const page = await mountAt(ImpactPanel, "/", { impact: await impact() });
    const [entered, , funds] = page.findAll(".look");
    await entered!.trigger("click");
    await settle();
    expect(document.querySelector("dialog")?.textContent).toContain("示例戊集团");
    expect(document.querySelectorAll("dialog .behind")).toHaveLength(2);
    document.querySelector<HTMLElement>("dialog .cross")?.click();
    await settle();
    await funds!.trigger("click");
    await settle();
    const told = document.querySelector("dialog")?.textContent ?? "";
    expect(told).toContain("DW-2025-0004");
    expect(told).toContain("现在 行业100强(I100 2025)第 12 名");
    expect(told).toContain("改为 世界500强(F500 2025)第 12 名");
    page.unmount();
  });
});
