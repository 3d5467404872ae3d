/** Why two sides of a comparison differ, in few terms: each line by name where there are few, else a sum a reason. */
import type { Difference } from "@/api/model";

export interface GapTerm {
  why: Difference["why"];
  /** The line's reference, where the term is one line. */
  ref: string | null;
  count: number;
  /** What it adds to the gap. */
  fen: string;
}

/** Up to this many lines are named. */
const NAMED = 3;

/** The terms of `to` minus `from`, by place of the sides; they sum to the gap of the figures. */
export function gapTerms(differences: readonly Difference[], from: number, to: number): GapTerm[] {
  const terms = differences.flatMap((one) => {
    const fen = BigInt(one.cells[to]?.fen ?? "0") - BigInt(one.cells[from]?.fen ?? "0");
    return fen === 0n ? [] : [{ why: one.why, ref: one.ref, count: 1, fen: fen.toString() }];
  });
  if (terms.length <= NAMED) return terms;
  const sums = new Map<string, GapTerm>();
  for (const term of terms) {
    const sum = sums.get(term.why);
    if (!sum) sums.set(term.why, { ...term, ref: null });
    else Object.assign(sum, { count: sum.count + 1, fen: (BigInt(sum.fen) + BigInt(term.fen)).toString() });
  }
  return [...sums.values()];
}
