import { expect, it } from "vitest";
import { matches, splitMarks } from "./match";

it("finds letters in order", () => {
  expect(matches("zf", "走访", "zoufang")).toBe(true);
  expect(matches("走", "走访")).toBe(true);
  expect(matches("", "走访")).toBe(true);
  expect(matches("fz", "zoufang")).toBe(false);
});

it("splits at marks and loses nothing", () => {
  const pieces = splitMarks("示例甲集团", [[2, 3]]);
  expect(pieces).toEqual([
    { text: "示例", on: false },
    { text: "甲", on: true },
    { text: "集团", on: false },
  ]);
  expect(
    splitMarks("ab", [
      [1, 9],
      [0, 1],
    ])
      .map((piece) => piece.text)
      .join(""),
  ).toBe("ab");
});
