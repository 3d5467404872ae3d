/** How each ratio of the KPI was reckoned, with its own numbers and the convention used (R8–R11, R15). */
import type { Kpi, KpiRow, Progress } from "@/api/model";
import { t } from "@/i18n";
import { daysBetween } from "./dates";
import { formatFen } from "./money";
import { signed } from "./percent";

/** How an amount is written; hidden from guests where the screen says so. */
export type Written = (fen: string) => string;

/** What of a year has passed on a day, and of how much: as the core counts it. */
export function elapsed(progress: Progress, year: number, day: string): [passed: number, of: number] {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const months = next.getUTCFullYear() > year ? 12 : next.getUTCMonth();
  if (progress === "months") return [months, 12];
  if (progress === "quarters") return [Math.floor(months / 3), 4];
  return [daysBetween(`${year}-01-01`, day) + 1, daysBetween(`${year}-01-01`, `${year + 1}-01-01`)];
}

/** The formulas of one row. `before`: the quarter before it, where that is known. */
export function formulas(
  kpi: Pick<Kpi, "progress" | "year" | "as_of_on">,
  row: KpiRow,
  before: string | null,
  written: Written = formatFen,
): Record<"completion" | "time" | "lead" | "half" | "quarter" | "year" | "needed", string[]> {
  const [passed, of] = elapsed(kpi.progress, kpi.year, kpi.as_of_on);
  const [months] = elapsed("months", kpi.year, kpi.as_of_on);
  const ytd = written(row.ytd_fen);
  const target = row.target_fen === null ? t("dash") : written(row.target_fen);
  const shown = (value: string | null): string => (value === null ? t("dash") : signed(value));
  const rounding = t("formula-rounding");
  return {
    completion: [
      t("formula-completion"),
      t("formula-of", { part: ytd, whole: target, result: shown(row.completion_pct) }),
      rounding,
    ],
    time: [
      t(`formula-time-${kpi.progress}`),
      t("formula-of", { part: String(passed), whole: String(of), result: shown(row.time_pct) }),
    ],
    lead: [
      t("formula-lead"),
      t("formula-minus", {
        left: shown(row.completion_pct),
        right: shown(row.time_pct),
        result: shown(row.lead_points),
      }),
      t("formula-lead-rounding"),
    ],
    half: [t("formula-half"), t("formula-half-numbers", { ytd, target })],
    quarter: [
      t("formula-quarter"),
      ...(before === null
        ? []
        : [
            t("formula-growth", {
              now: written(row.quarter_fen),
              base: written(before),
              result: shown(row.qoq_pct),
            }),
          ]),
      t("formula-base"),
    ],
    year: [
      t("formula-year"),
      ...(row.last_year_ytd_fen === null
        ? []
        : [
            t("formula-growth", {
              now: ytd,
              base: written(row.last_year_ytd_fen),
              result: shown(row.yoy_pct),
            }),
          ]),
      t("formula-base"),
    ],
    needed: [
      t("formula-needed"),
      ...(row.needed_month_fen === null
        ? []
        : [
            t("formula-needed-numbers", {
              ytd,
              target,
              left: String(12 - months),
              result: written(row.needed_month_fen),
            }),
          ]),
    ],
  };
}
