import { expect, it } from "vitest";
import { direction, signed } from "./percent";

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
