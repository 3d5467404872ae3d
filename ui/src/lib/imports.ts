/** What the core says of a file's rows, in the words of the screen: fields, values, problems. */
import type { ImportField } from "@/api/model";
import { codeKey, has, language, t, tc } from "@/i18n";

/** Vocabularies by field: their codes are told as the other views tell them. */
const WORDS: Record<string, string> = {
  form: "form",
  origin: "origin",
  status: "status",
  mode: "mode",
  level: "level",
  stage: "stage",
  side_exit: "stage",
  basis: "basis",
  control: "control",
  voucher_kind: "voucher",
};

/** The codes of closed vocabularies, where what every row says is chosen from them. */
export const VOCABULARY: Record<string, readonly string[]> = {
  mode: ["visit", "received", "video", "call", "event"],
  level: ["province", "city", "district", "section"],
  form: [
    "cash",
    "shareholder_loan",
    "fixed_assets",
    "land",
    "in_kind",
    "intangible",
    "reinvested_profit",
    "equity_purchase",
  ],
  origin: ["foreign", "other_province", "other_city", "local"],
  control: ["equity", "actual_control", "vie"],
};

/** The words to choose from, with one that is remembered in other words. */
export const wordsOf = (field: string, said: string | undefined): string[] => {
  const known = VOCABULARY[field] ?? [];
  return said && !known.includes(said) ? [said, ...known] : [...known];
};

/** A value as a person reads it; null where there is none. */
export function changeText(field: string, value: string | null): string | null {
  if (value === null || value === "") return null;
  const prefix = WORDS[field];
  if (prefix && has(codeKey(prefix, value))) return tc(prefix, value);
  if (field.endsWith("_fen") && /^-?\d+$/.test(value))
    return t("import-value-yuan", { value: units(value, 2) });
  if ((field === "share" || field === "share_bp") && /^\d+$/.test(value))
    return t("import-value-percent", { value: units(value, 2) });
  if ((field === "percent" || field === "percent_ppm") && /^\d+$/.test(value))
    return t("import-value-percent", { value: units(value, 4) });
  return value;
}

/** An integer moved by so many places, without what says nothing. */
function units(integer: string, places: number): string {
  const negative = integer.startsWith("-");
  const digits = integer.replace("-", "").padStart(places + 1, "0");
  const [whole = "", rest = ""] = [digits.slice(0, -places), digits.slice(-places).replace(/0+$/, "")];
  return `${negative ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest ? `.${rest}` : ""}`;
}

/** A field of a record by its name on the screen; its code where it has none. */
export function fieldText(field: string): string {
  const key = codeKey("field", field);
  return has(key) ? t(key) : field;
}

/** A column that a kind has: in Chinese as templates write it, else by the field's name on the screen. */
export const columnText = ({ key, header }: ImportField): string =>
  language.value === "zh-CN" ? header : fieldText(key);

/** A table of the store by what its rows are. */
export function tableText(table: string): string {
  const key = codeKey("table", table);
  return has(key) ? t(key) : table;
}

/** What is wrong, and what to do about it. */
export function problemText(code: string, args: Record<string, string | number>): string {
  const key = codeKey("error", code);
  return has(key) ? t(key, args) : code;
}

/** Why two companies may be one. */
export function groundText(ground: string, detail: string | null): string {
  const key = codeKey("match", ground);
  return has(key) ? t(key, { detail: detail ?? "" }) : ground;
}
