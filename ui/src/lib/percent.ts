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

/** Parts per million as a percentage, with the decimals it needs but at least two: 550000 → 55.00. */
export function percentOfPpm(ppm: number | null): string | null {
  return ppm === null ? null : (ppm / 10_000).toFixed(ppm % 100 === 0 ? 2 : 4);
}

/** `51`, `51.5%` → parts per million; empty is unknown (null); what is no percentage is undefined. */
export function ppmOf(text: string): number | null | undefined {
  const tidy = text.trim().replace(/[%％]$/, "");
  if (!tidy) return null;
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(tidy);
  if (!match) return undefined;
  const ppm = Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0"));
  return ppm <= 1_000_000 ? ppm : undefined;
}
