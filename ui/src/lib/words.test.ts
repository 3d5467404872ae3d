import { expect, it } from "vitest";
import { wholeText } from "./words";

it("writes an amount of whole units with its sign, its thousands and its currency's decimals", () => {
  expect(wholeText("CNY", "150000000.00")).toBe("¥ 150,000,000.00");
  expect(wholeText("CNY", "1000")).toBe("¥ 1,000.00");
  expect(wholeText("USD", "-12345.5")).toBe("US$ −12,345.50");
  expect(wholeText("JPY", "500000000")).toBe("JP¥ 500,000,000");
});
