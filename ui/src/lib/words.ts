/** Dates, periods, sizes and currencies as people read them in the language on the screen. */
import { language, t } from "@/i18n";
import { parts } from "./dates";
import { formatMinor, minorDigits } from "./money";

/** `2025-01-20` → 1月20日, or Jan 20 where English is read. */
export function dayText(date: string): string {
  const { month, day } = parts(date);
  return t("day", { month: String(month), day: String(day), name: t(`month-${month}`) });
}

/** The day with its year where that is not the one the reader is in. */
export function dateText(date: string, today: string): string {
  const { year } = parts(date);
  return year === parts(today).year ? dayText(date) : date;
}

/** `2025Q2` → 2025年第二季度; `2025` → 2025年. */
export function periodText(period: string): string {
  const [year = "", quarter] = period.split("Q");
  return quarter
    ? t("period-quarter", { year, quarter: t(`quarter-${quarter}`) })
    : t("period-year", { year });
}

const SIGNS: Record<string, string> = { CNY: "¥", USD: "US$", EUR: "€", JPY: "JP¥", HKD: "HK$", GBP: "£" };

/** An amount of a currency in whole units: `US$ 10,000,000.00`. */
export function minorText(currency: string, minor: string): string {
  return t("amount-currency", {
    currency: SIGNS[currency] ?? currency,
    amount: formatMinor(minor, minorDigits(currency)),
  });
}

/** An amount of a currency written in whole units with decimals: (`USD`, `10000000.00`) → `US$ 10,000,000.00`. */
export function wholeText(currency: string, amount: string): string {
  const [whole = "0", part = ""] = amount.split(".");
  return minorText(currency, whole + part.padEnd(minorDigits(currency), "0"));
}

/** An instant as local date and minute. */
export function instantText(at: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return t("dash");
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** Bytes in the largest unit that keeps them above one. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return t("size-bytes", { count: String(bytes) });
  if (bytes < 1024 * 1024) return t("size-kib", { count: String(Math.round(bytes / 1024)) });
  return t("size-mib", { count: (bytes / 1024 / 1024).toFixed(1) });
}

/** Dear to make and asked in every row of a grid: one a language. */
const regions = new Map<string, Intl.DisplayNames>();

/** A country's name in the language on the screen, from its ISO 3166 code; the code where there is none. */
export function countryText(code: string): string {
  const names = regions.get(language.value) ?? new Intl.DisplayNames([language.value], { type: "region" });
  regions.set(language.value, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
