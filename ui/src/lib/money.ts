/**
 * Money as the screen needs it: integer fen in, digits out, never a float.
 *
 * One 万元 is 1,000,000 fen, one 亿元 is 10,000,000,000 fen. A figure is rounded once, half away
 * from zero, when it is shown (rulebook section 1).
 */

/** How an amount is shown. */
export type MoneyUnit = "wan" | "yi" | "yuan";

/** The typographic minus: as wide as a digit, so that columns stay aligned. */
export const MINUS = "−";

const FEN_A_HUNDREDTH: Record<MoneyUnit, bigint> = {
  yuan: 1n,
  wan: 10_000n,
  yi: 100_000_000n,
};

/** Divides and rounds half away from zero. */
export function divideRounded(value: bigint, by: bigint): bigint {
  const negative = value < 0n !== by < 0n;
  const magnitude = value < 0n ? -value : value;
  const divisor = by < 0n ? -by : by;
  const quotient = (2n * magnitude + divisor) / (2n * divisor);
  return negative ? -quotient : quotient;
}

/** Puts a comma between thousands: `1234567` → `1,234,567`. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Writes an integer of minor units with its decimals: (123456, 2) → `1,234.56`. */
export function formatMinor(minor: string, digits = 2, plus = false): string {
  const value = BigInt(minor);
  const negative = value < 0n;
  const text = (negative ? -value : value).toString().padStart(digits + 1, "0");
  const whole = grouped(digits ? text.slice(0, -digits) : text);
  const sign = negative ? MINUS : plus && value > 0n ? "+" : "";
  return sign + whole + (digits ? `.${text.slice(-digits)}` : "");
}

/** Writes fen in the unit asked, with two decimals. */
export function formatFen(fen: string, unit: MoneyUnit = "wan", plus = false): string {
  return formatMinor(divideRounded(BigInt(fen), FEN_A_HUNDREDTH[unit]).toString(), 2, plus);
}

/** Sums decimal strings of integer fen. */
export function sumFen(values: readonly string[]): string {
  return values.reduce((sum, value) => sum + BigInt(value), 0n).toString();
}

/** A part of a whole as a number between charts' ends, for drawing only, never for a figure. */
export function ratio(part: string | bigint, whole: string | bigint): number {
  const divisor = BigInt(whole);
  return divisor === 0n ? 0 : Number((BigInt(part) * 100_000n) / divisor) / 100_000;
}

const FULL_WIDTH = /[０-９．，－＋]/g;

/** Turns full-width digits and signs into the plain ones. */
export function plainDigits(text: string): string {
  return text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

const UNITS: Record<string, { power: number }> = {
  亿: { power: 8 },
  亿元: { power: 8 },
  万: { power: 4 },
  万元: { power: 4 },
  元: { power: 0 },
};

/**
 * Reads typed money into minor units: `8000` in the unit given, or with its own: `1.2亿`, `3,000万元`,
 * `500元`. Empty, unreadable, or finer than the minor unit gives null.
 *
 * @param defaultPower what a bare number means: 4 for 万, 0 for whole units
 * @param digits decimals of the currency's minor unit
 */
export function parseAmount(text: string, defaultPower = 4, digits = 2): string | null {
  const tidy = plainDigits(text)
    .replace(/[\s,_￥¥]/g, "")
    .replace(/[−–—]/g, "-");
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(亿元|亿|万元|万|元)?$/.exec(tidy);
  if (!match) return null;
  const [, sign, whole = "", fraction = "", unit] = match;
  if (!whole && !fraction) return null;
  const power = (unit ? UNITS[unit]!.power : defaultPower) + digits;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > power) return null;
  const minor = BigInt(whole + kept.padEnd(power, "0") || "0");
  return (sign === "-" ? -minor : minor).toString();
}

const WITHOUT_DECIMALS = new Set(["JPY", "KRW", "VND"]);

/** Decimals of a currency's minor unit (ISO 4217). */
export function minorDigits(currency: string): number {
  return WITHOUT_DECIMALS.has(currency) ? 0 : 2;
}

/** A plain decimal in whole units of a currency, as the core writes it, in minor units: `-12.3` of CNY → `-1230`. */
export function minorOf(decimal: string, currency: string): string {
  const digits = minorDigits(currency);
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace(/^-/, "").split(".");
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  return (negative ? -minor : minor).toString();
}
