/** Shown percentages and points: strings with two decimals that the core rounded; only signs are set here. */
import { grouped, MINUS } from "./money";

/** Writes `-2.07` as `−2.07`, with a plus where asked; zero has no sign. */
export function signed(text: string, plus = false): string {
  const negative = text.startsWith("-");
  const bare = negative ? text.slice(1) : text;
  const [whole = "0", fraction] = bare.split(".");
  const zero = /^[0.]*$/.test(bare);
  const sign = zero ? "" : negative ? MINUS : plus ? "+" : "";
  return sign + grouped(whole) + (fraction === undefined ? "" : `.${fraction}`);
}

/** Whether a figure lies below, at or above zero. */
export function direction(text: string): "behind" | "even" | "ahead" {
  if (/^[-0.]*$/.test(text)) return "even";
  return text.startsWith("-") ? "behind" : "ahead";
}
