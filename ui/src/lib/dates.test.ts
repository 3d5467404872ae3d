import { describe, expect, it } from "vitest";
import { addDays, daysBetween, parseDate, quarterEnd, quarterOf } from "./dates";

const TODAY = "2026-09-02"; // a Wednesday

describe("parseDate", () => {
  it.each([
    ["2026-9-2", "2026-09-02"],
    ["2026.09.02", "2026-09-02"],
    ["2026/9/2", "2026-09-02"],
    ["2026年9月2日", "2026-09-02"],
    ["20260902", "2026-09-02"],
    ["２０２６－９－２", "2026-09-02"],
    ["今天", "2026-09-02"],
    ["昨天", "2026-09-01"],
    ["Tomorrow", "2026-09-03"],
    ["+3", "2026-09-05"],
    ["9.2", "2026-09-02"],
    ["9月10日", "2026-09-10"],
  ])("%s → %s", (text, date) => expect(parseDate(text, TODAY)).toBe(date));

  it("gives a date without a year the year that fits", () => {
    expect(parseDate("12.30", "2026-01-05", "past")).toBe("2025-12-30");
    expect(parseDate("1-5", "2026-12-30", "future")).toBe("2027-01-05");
    expect(parseDate("周五", TODAY, "future")).toBe("2026-09-04");
    expect(parseDate("周五", TODAY, "past")).toBe("2026-08-28");
  });
  it("knows no day that does not exist", () => {
    for (const text of ["2026-2-30", "13.1", "昨", "", "2.29.1", "20261301"])
      expect(parseDate(text, TODAY)).toBeNull();
  });
});

describe("calendar", () => {
  it("counts days and quarters", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(daysBetween("2025-12-31", "2026-01-01")).toBe(1);
    expect(quarterOf("2025-06-30")).toBe("2025Q2");
    expect(quarterEnd("2025Q1")).toBe("2025-03-31");
    expect(quarterEnd("2025Q2")).toBe("2025-06-30");
  });
});
