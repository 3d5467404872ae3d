/** Whether typed letters stand in one of some texts, in order: for the few places and commands only. */
export function matches(typed: string, ...texts: string[]): boolean {
  const wanted = typed.toLowerCase().replaceAll(" ", "");
  return texts.some((text) => {
    let at = 0;
    for (const letter of text.toLowerCase()) if (letter === wanted[at]) at++;
    return at === wanted.length;
  });
}

/** Splits a text at its marks: what matched and what stands between. */
export function splitMarks(
  text: string,
  marks: readonly (readonly [number, number])[],
): { text: string; on: boolean }[] {
  const letters = [...text];
  const pieces: { text: string; on: boolean }[] = [];
  let at = 0;
  const push = (to: number, on: boolean): void => {
    if (to > at) pieces.push({ text: letters.slice(at, to).join(""), on });
    at = Math.max(at, to);
  };
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    push(Math.min(from, letters.length), false);
    push(Math.min(to, letters.length), true);
  }
  push(letters.length, false);
  return pieces;
}
