import { describe, expect, it } from "vitest";
import type { Difference } from "@/api/model";
import { gapTerms } from "./compare";

const line = (ref: string, why: Difference["why"], ...fens: (string | null)[]): Difference =>
  ({
    ref,
    why,
    cells: fens.map((fen) => ({ fen, lines: [], edition: null, rank: null })),
  }) as unknown as Difference;

describe("the terms of a gap", () => {
  it("names a line where there are few", () => {
    const terms = gapTerms([line("3", "late", null, "1500"), line("4", "late", "7", "7")], 0, 1);
    expect(terms).toEqual([{ why: "late", ref: "3", count: 1, fen: "1500" }]);
    expect(gapTerms([line("3", "late", null, "1500")], 1, 0)[0]!.fen).toBe("-1500");
  });

  it("sums by reason where there are many, and loses nothing", () => {
    const many = [1, 2, 3].map((n) => line(`${n}`, "late", null, `${n}`));
    const terms = gapTerms([...many, line("9", "prior_year", "-5", null)], 0, 1);
    expect(terms).toEqual([
      { why: "late", ref: null, count: 3, fen: "6" },
      { why: "prior_year", ref: null, count: 1, fen: "5" },
    ]);
  });
});
