import { describe, expect, it } from "vitest";
import { kpiOf } from "@/api/fake/kpi";
import { freshState } from "@/api/fake/state";
import { elapsed, formulas } from "./formula";

describe("formulas", () => {
  it("counts what has passed as the core does (rulebook, example 7)", () => {
    expect(elapsed("months", 2025, "2025-05-18")).toEqual([4, 12]);
    expect(elapsed("months", 2025, "2025-06-30")).toEqual([6, 12]);
    expect(elapsed("months", 2025, "2025-12-31")).toEqual([12, 12]);
    expect(elapsed("quarters", 2025, "2025-06-30")).toEqual([2, 4]);
    expect(elapsed("days", 2025, "2025-05-18")).toEqual([138, 365]);
  });

  it("says each ratio with its numbers (rulebook, examples 3 and 4)", () => {
    const kpi = kpiOf(freshState(), {
      year: 2025,
      through: "2025Q2",
      reading: "posted",
      attribution: "exclusive",
    });
    const told = formulas(kpi, kpi.rows[0]!, "15170000000");
    expect(told.completion.join(" ")).toContain("19,170.00 ÷ 40,000.00 = 47.93%");
    expect(told.time.join(" ")).toContain("6 ÷ 12 = 50.00%");
    expect(told.lead.join(" ")).toContain("47.93 − 50.00 = −2.07");
    expect(told.quarter.join(" ")).toContain("(4,000.00 − 15,170.00) ÷ 15,170.00 = −73.63%");
    expect(told.needed.join(" ")).toContain("(40,000.00 − 19,170.00) ÷ 6 = 3,471.67");
    expect(formulas(kpi, kpi.rows[0]!, null, () => "••••").completion.join(" ")).not.toContain("19,170");
  });
});
