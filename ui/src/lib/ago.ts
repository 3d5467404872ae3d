/** How long ago something was, in the largest whole unit. */
export type AgoUnit = "now" | "minutes" | "hours" | "days";

export function ago(minutes: number): { unit: AgoUnit; count: number } {
  if (minutes < 1) return { unit: "now", count: 0 };
  if (minutes < 60) return { unit: "minutes", count: minutes };
  if (minutes < 48 * 60) return { unit: "hours", count: Math.floor(minutes / 60) };
  return { unit: "days", count: Math.floor(minutes / 1440) };
}
