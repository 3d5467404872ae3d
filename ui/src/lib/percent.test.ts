import { expect, it } from "vitest";
import { direction, percentOfPpm, ppmOf, signed } from "./percent";

it("signs what the core rounded", () => {
  expect(signed("-2.07")).toBe("−2.07");
  expect(signed("45.02", true)).toBe("+45.02");
  expect(signed("0.00", true)).toBe("0.00");
  expect(signed("-0.00")).toBe("0.00");
  expect(signed("12345.67")).toBe("12,345.67");
});

it("tells the side of zero", () => {
  expect(direction("-0.01")).toBe("behind");
  expect(direction("0.00")).toBe("even");
  expect(direction("3.10")).toBe("ahead");
});

it("reads and writes parts per million", () => {
  expect(percentOfPpm(550_000)).toBe("55.00");
  expect(percentOfPpm(500_001)).toBe("50.0001");
  expect(percentOfPpm(null)).toBeNull();
  expect(ppmOf("55")).toBe(550_000);
  expect(ppmOf("50.0001 %".replace(" ", ""))).toBe(500_001);
  expect(ppmOf("")).toBeNull();
  for (const wrong of ["101", "-1", "a", "50.00001"]) expect(ppmOf(wrong)).toBeUndefined();
});
