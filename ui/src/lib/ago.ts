/** How long ago an instant was, in the largest whole unit. */
export type AgoUnit = "now" | "minutes" | "hours" | "days";

const MINUTE_MS = 60_000;

export function ago(at: string, now: string): { unit: AgoUnit; count: number } {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / MINUTE_MS);
  if (!(minutes >= 1)) return { unit: "now", count: 0 };
  if (minutes < 60) return { unit: "minutes", count: minutes };
  if (minutes < 48 * 60) return { unit: "hours", count: Math.floor(minutes / 60) };
  return { unit: "days", count: Math.floor(minutes / 1440) };
}
