/**
 * Calendar dates as `YYYY-MM-DD`, and what people type for them.
 *
 * Today comes from outside (the store's clock, which a trial run may replace), never from here.
 */
import { plainDigits } from "./money";

/** Which year a date without one belongs to. */
export type Prefer = "past" | "future" | "nearest";

const DAY_MS = 86_400_000;

/** Days since the epoch of a date, or null where there is no such day. */
export function dayNumber(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day);
  const back = new Date(at);
  const same =
    back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return same ? at / DAY_MS : null;
}

/** Splits `YYYY-MM-DD`. */
export function parts(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day };
}

/** Days since the epoch of `YYYY-MM-DD`. */
export function toDays(date: string): number {
  const { year, month, day } = parts(date);
  return dayNumber(year, month, day) ?? 0;
}

/** `YYYY-MM-DD` of days since the epoch. */
export function fromDays(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return fromDays(toDays(date) + days);
}

/** Days from one date to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return toDays(to) - toDays(from);
}

const WORDS: Record<string, number> = {
  今天: 0,
  今日: 0,
  today: 0,
  昨天: -1,
  昨日: -1,
  yesterday: -1,
  前天: -2,
  明天: 1,
  明日: 1,
  tomorrow: 1,
  后天: 2,
};

const WEEKDAYS = "日一二三四五六";

function withoutYear(month: number, day: number, today: string, prefer: Prefer): string | null {
  const now = toDays(today);
  const { year } = parts(today);
  const found = [year - 1, year, year + 1]
    .map((candidate) => dayNumber(candidate, month, day))
    .filter((value): value is number => value !== null);
  const wanted = found.filter((value) =>
    prefer === "past" ? value <= now : prefer === "future" ? value >= now : true,
  );
  const nearest = wanted.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))[0];
  return nearest === undefined ? null : fromDays(nearest);
}

/**
 * Reads a typed date: `2026-9-2`, `2026.9.2`, `2026年9月2日`, `20260902`, `9.2`, `9月2日`, `今天`, `昨天`,
 * `周五`, `+3` (days from today). What is no date gives null.
 */
export function parseDate(text: string, today: string, prefer: Prefer = "nearest"): string | null {
  const tidy = plainDigits(text).trim().toLowerCase();
  const word = WORDS[tidy];
  if (word !== undefined) return addDays(today, word);
  const offset = /^([+-])(\d{1,3})$/.exec(tidy);
  if (offset) return addDays(today, Number(offset[1] + offset[2]!));
  const weekday = /^(?:周|星期)([日天一二三四五六])$/.exec(tidy);
  if (weekday) return ofWeekday(weekday[1] === "天" ? "日" : weekday[1]!, today, prefer);
  const whole =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(tidy) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(tidy);
  if (whole) {
    const days = dayNumber(Number(whole[1]), Number(whole[2]), Number(whole[3]));
    return days === null ? null : fromDays(days);
  }
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(tidy);
  return short ? withoutYear(Number(short[1]), Number(short[2]), today, prefer) : null;
}

function ofWeekday(name: string, today: string, prefer: Prefer): string {
  const now = toDays(today);
  const current = (((now + 4) % 7) + 7) % 7;
  const wanted = WEEKDAYS.indexOf(name);
  const ahead = (wanted - current + 7) % 7;
  return fromDays(prefer === "past" ? now - ((7 - ahead) % 7) : now + ahead);
}

/** The quarter of a date, `2025Q2`. */
export function quarterOf(date: string): string {
  const { year, month } = parts(date);
  return `${year}Q${Math.ceil(month / 3)}`;
}

/** The last day of a quarter `2025Q2`. */
export function quarterEnd(period: string): string {
  const [year = "2000", quarter = "1"] = period.split("Q");
  const month = Number(quarter) * 3;
  return `${year}-${String(month).padStart(2, "0")}-${month === 6 || month === 9 ? "30" : "31"}`;
}

/** The last quarter that is over, as bureaus report it. */
export function lastQuarter(today: string): string {
  const [year = 2000, quarter = 1] = quarterOf(today).split("Q").map(Number);
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`;
}

/** The first day of a quarter `2025Q2`. */
export function quarterStart(period: string): string {
  const [year = "2000", quarter = "1"] = period.split("Q");
  return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, "0")}-01`;
}

/** The quarter before: `2025Q1` → `2024Q4`. */
export function quarterBefore(period: string): string {
  const [year = 0, quarter = 1] = period.split("Q").map(Number);
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`;
}
