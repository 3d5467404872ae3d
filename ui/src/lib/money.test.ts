import { describe, expect, it } from "vitest";
import { divideRounded, formatFen, formatMinor, parseAmount, ratio, sumFen } from "./money";

describe("formatFen", () => {
  it("rounds half away from zero, once", () => {
    expect(formatFen("5000")).toBe("0.01");
    expect(formatFen("4999")).toBe("0.00");
    expect(formatFen("-5000")).toBe("−0.01");
    expect(formatFen("33333000000")).toBe("33,333.00");
  });
  it("groups, signs and changes the unit", () => {
    expect(formatFen("19170000000")).toBe("19,170.00");
    expect(formatFen("37170000000", "yi")).toBe("3.72");
    expect(formatFen("-2000000000", "wan", true)).toBe("−2,000.00");
    expect(formatFen("1500000000", "wan", true)).toBe("+1,500.00");
    expect(formatFen("964481473", "yuan")).toBe("9,644,814.73");
  });
  it("stays exact beyond what a float holds", () => {
    expect(formatFen("90071992547409930000")).toBe("90,071,992,547,409.93");
  });
});

describe("divideRounded", () => {
  it("is symmetric about zero", () => {
    for (const value of [0n, 1n, 4n, 5n, 6n, 14n, 15n, 16n]) {
      expect(divideRounded(-value, 10n)).toBe(-divideRounded(value, 10n));
    }
    expect(divideRounded(15n, 10n)).toBe(2n);
  });
});

describe("parseAmount", () => {
  it("reads what people type", () => {
    expect(parseAmount("8000")).toBe("8000000000");
    expect(parseAmount("1.2亿")).toBe("12000000000");
    expect(parseAmount("3,000万元")).toBe("3000000000");
    expect(parseAmount("５００．５元")).toBe("50050");
    expect(parseAmount("-2000")).toBe("-2000000000");
    expect(parseAmount("10,000,000.00", 0)).toBe("1000000000");
    expect(parseAmount("500000000", 0, 0)).toBe("500000000");
  });
  it("refuses what it cannot hold", () => {
    for (const text of ["", "约5000万", "1.234元", "1..2", "abc", "-"]) expect(parseAmount(text)).toBeNull();
  });
});

describe("helpers", () => {
  it("sum and divide", () => {
    expect(sumFen(["1", "-3", "10"])).toBe("8");
    expect(ratio("50", "200")).toBe(0.25);
    expect(ratio("50", "0")).toBe(0);
    expect(formatMinor("500000000", 0)).toBe("500,000,000");
  });
});
