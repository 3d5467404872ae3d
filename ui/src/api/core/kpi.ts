/** The core's figures as the views take them. */
import type { Backend } from "../backend";
import {
  commands,
  type FundBehind_Serialize as Behind,
  type KpiFigures_Serialize as Figures,
  type KpiTable_Serialize as Table,
} from "../bindings";
import type * as m from "../model";
import { ok } from "./answer";

const figureOf = (line: m.Line | null): m.Line | "total" => line ?? "total";

function rowOf(line: m.Line | null, figures: Figures): m.KpiRow {
  return {
    line,
    target_fen: figures.target_fen,
    target_fen_reason: figures.target_fen_reason ?? null,
    quarter_fen: figures.quarter_fen,
    ytd_fen: figures.ytd_fen,
    late_fen: figures.late_fen,
    last_year_ytd_fen: figures.last_year_ytd_fen,
    yoy_pct: figures.yoy_pct,
    yoy_pct_reason: figures.yoy_pct_reason ?? null,
    qoq_pct: figures.qoq_pct,
    qoq_pct_reason: figures.qoq_pct_reason ?? null,
    completion_pct: figures.completion_pct,
    completion_pct_reason: figures.completion_pct_reason ?? null,
    time_pct: figures.time_pct,
    lead_points: figures.lead_points,
    lead_points_reason: figures.lead_points_reason ?? null,
    lead_fen: figures.lead_fen,
    to_half_fen: figures.to_half_fen,
    needed_month_fen: figures.needed_per_month_fen,
    needed_month_fen_reason: figures.needed_per_month_fen_reason ?? null,
    double_half: figures.double_half,
    companies: figures.companies,
    new_companies: figures.new_companies,
    pending_fen: figures.pending_fen,
  };
}

/** Table 1, with the day its last quarter was closed. */
export function tableOf(table: Table, closed_on: m.IsoDate | null): m.Kpi {
  return {
    year: table.year,
    through: table.through,
    reading: table.reading,
    attribution: table.attribution,
    progress: table.progress,
    as_of_on: table.as_of,
    time_pct: table.total.time_pct,
    closed_on,
    scheme_version: table.scheme_version,
    rows: table.rows.map(({ line, ...figures }) => rowOf(line, figures as Figures)),
    total: rowOf(null, table.total),
    double_counted_fen: table.double_counted_fen,
  };
}

/** The fourth quarter closes with its year, unless it was closed apart. */
const quarterOfClose = (period: string): string => (period.includes("Q") ? period : `${period}Q4`);

/** When a quarter was closed; null: it is open. */
export async function closedOn(quarter: string): Promise<m.IsoDate | null> {
  const { closed } = await ok(commands.closes());
  const own = closed.find((close) => close.period === quarter);
  return (own ?? closed.find((close) => quarterOfClose(close.period) === quarter))?.closed_on ?? null;
}

/** The core tells the path from who paid up to the listed company; it is read from the top down. */
function pathOf(fund: Behind): m.PathStep[] {
  const links = fund.links.toReversed();
  return fund.path.toReversed().map((company, index) => {
    const link = index === 0 ? undefined : links[index - 1];
    return { company, percent: link?.percent ?? null, control: link?.control ?? "equity" };
  });
}

function behindOf(fund: Behind, of: m.Line | null): m.ExplainedFund {
  return {
    id: fund.id,
    ref: fund.ref,
    investor: fund.investor,
    head: fund.path.at(-1) ?? fund.investor,
    arrived_on: fund.arrived_on,
    verified_on: fund.verified_on,
    verified_by: fund.verified_by,
    recognised_fen: fund.recognised_fen,
    currency: fund.currency,
    amount_minor: fund.amount_minor,
    rate: fund.rate,
    rate_unit: fund.rate_unit ?? 1,
    rate_on: fund.rate_on,
    share_bp: fund.share_bp,
    posted: fund.posted,
    month: fund.month,
    late: fund.late,
    list: fund.list,
    edition: fund.edition_year,
    rank: fund.rank,
    path: pathOf(fund),
    form: fund.form,
    origin: fund.origin,
    vouchers: fund.vouchers.map(({ kind, number }) => ({ kind, number })),
    reverses: fund.reverses,
    other_lines: fund.lines.filter((line) => line !== (of ?? fund.lines[0])),
  };
}

/**
 * From the published figure of the year's last closed quarter to the restated one: what is in the second
 * and not in the first came late (or was reversed since), what is missing from it was corrected.
 */
async function bridge(query: m.KpiQuery, line: m.Line | null): Promise<m.Bridge | null> {
  const { closed } = await ok(commands.closes());
  const quarters = closed
    .map((close) => quarterOfClose(close.period))
    .filter((period) => period.startsWith(`${query.year}Q`) && period <= query.through);
  const period = quarters.toSorted().at(-1);
  if (!period) return null;
  const of = (reading: m.Reading) =>
    ok(commands.explain({ ...query, through: period, reading }, figureOf(line), "quarter"));
  const [before, after] = await Promise.all([of("published"), of("restated")]);
  const known = new Set(before.funds.map((fund) => fund.id));
  const kept = new Set(after.funds.map((fund) => fund.id));
  const fresh = after.funds.filter((fund) => !known.has(fund.id)).map((fund) => BigInt(fund.recognised_fen));
  const gone = before.funds.filter((fund) => !kept.has(fund.id)).map((fund) => -BigInt(fund.recognised_fen));
  const step = (kind: m.Bridge["steps"][number]["kind"], fens: bigint[]): m.Bridge["steps"][number] => ({
    kind,
    fen: fens.reduce((sum, fen) => sum + fen, 0n).toString(),
    count: fens.length,
  });
  const [late, reversed] = [fresh.filter((fen) => fen > 0n), fresh.filter((fen) => fen < 0n)];
  return {
    period,
    steps: [
      { kind: "published", fen: before.total_fen, count: 0 },
      step("late", late),
      ...(reversed.length ? [step("reversed", reversed)] : []),
      ...(gone.length ? [step("corrected", gone)] : []),
      { kind: "restated", fen: after.total_fen, count: 0 },
    ],
  };
}

export const kpiPart: Pick<
  Backend,
  "kpi" | "kpiMonths" | "kpiCompare" | "kpiBridge" | "explain" | "notCounted"
> = {
  async kpi(query) {
    const [table, closed] = await Promise.all([ok(commands.kpi(query)), closedOn(query.through)]);
    return tableOf(table, closed);
  },
  async kpiMonths(query, line) {
    const months = await ok(commands.kpiMonths(query));
    return months.rows.find((row) => row.line === figureOf(line))?.months ?? [];
  },
  kpiCompare: (query, by, line, part) => ok(commands.kpiCompare(query, by, figureOf(line), part)),
  kpiBridge: bridge,
  async explain(query, line, part) {
    const found = await ok(commands.explain(query, figureOf(line), part));
    return {
      line,
      part,
      total_fen: found.total_fen,
      scheme_version: found.scheme_version,
      funds: found.funds.map((fund) => behindOf(fund, line)),
    };
  },
  async notCounted(query) {
    const found = await ok(commands.notCounted(query));
    return found.map((fund) => ({
      fund_id: fund.id,
      ref: fund.ref,
      investor: fund.investor,
      amount_fen: fund.recognised_fen,
      arrived_on: fund.arrived_on,
      reason: fund.reason,
      zone: fund.zone,
    }));
  },
};
