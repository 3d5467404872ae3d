/** Geometry of the charts: where an amount lies, which lines to draw. For drawing only, never for a figure. */

const YI_FEN = 10_000_000_000;

/** Fen as a number a chart can place; exact to a thousandth of a yuan at any size that occurs. */
export function place(fen: string): number {
  return Number(fen);
}

/** Round steps that cover a range: 0, 1, 2, 5, 10… times a power of ten, three to five of them. */
export function ticks(low: number, high: number): number[] {
  const span = Math.max(high - low, 1);
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  const found: number[] = [];
  for (let value = Math.floor(low / step) * step; value <= high + step * 0.001; value += step)
    found.push(value);
  return found;
}

/** A tick's amount in its shortest unit: whole 亿 where they are, else 万; `other` for millions and thousands. */
export function tickUnit(values: readonly number[]): {
  unit: "yi" | "wan";
  text: (value: number) => { value: string; other: string };
} {
  const yi = values.some((value) => Math.abs(value) >= YI_FEN);
  const [per, other] = yi ? [YI_FEN, 100] : [1_000_000, 10];
  const short = (value: number): string => String(Math.round(value * 100) / 100);
  return {
    unit: yi ? "yi" : "wan",
    text: (value) => ({ value: short(value / per), other: short((value / per) * other) }),
  };
}
