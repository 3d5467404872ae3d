/** The KPI of the made-up bureau, recounted from its few lines; enough that the views can be judged. */
import { divideRounded, formatMinor, sumFen } from "@/lib/money";
import { parts, quarterEnd, quarterOf } from "@/lib/dates";
import type * as m from "../model";
import { companyAt, FUND, fundRow, type LedgerLine, periodOf, projectAt, quartersUpTo, refOf } from "./world";

const ORDER: m.Line[] = ["F500", "C500", "I100"];

function belongs(line: LedgerLine, to: m.Line | null, attribution: m.Attribution): boolean {
  if (to === null) return line.lines.length > 0;
  return attribution === "overlap" ? line.lines.includes(to) : line.lines[0] === to;
}

function fenIn(ledger: LedgerLine[], to: m.Line | null, query: m.KpiQuery, periods: string[]): bigint {
  return ledger
    .filter(
      (line) => belongs(line, to, query.attribution) && periods.includes(periodOf(line, query.reading) ?? ""),
    )
    .reduce((sum, line) => sum + BigInt(line.fen), 0n);
}

/** A part of a whole as a percentage with two decimals. */
export function percent(part: bigint, whole: bigint): string {
  return formatMinor(divideRounded(part * 10_000n, whole).toString())
    .replace("−", "-")
    .replaceAll(",", "");
}

export interface KpiWorld {
  ledger: LedgerLine[];
  targets: Map<string, string | null>;
  closed: Map<string, string>;
}

function rowOf(world: KpiWorld, query: m.KpiQuery, line: m.Line | null): m.KpiRow {
  const periods = quartersUpTo(query.through);
  const month = Number(query.through.split("Q")[1]) * 3;
  const ytd = fenIn(world.ledger, line, query, periods);
  const quarter = fenIn(world.ledger, line, query, [query.through]);
  const before = periods.length > 1 ? fenIn(world.ledger, line, query, [periods.at(-2)!]) : null;
  const late = world.ledger
    .filter(
      (entry) => entry.late && entry.posted === query.through && belongs(entry, line, query.attribution),
    )
    .reduce((sum, entry) => sum + BigInt(entry.fen), 0n);
  const pending = world.ledger
    .filter((entry) => PENDING.includes(entry.status) && quarterOf(entry.arrived) <= query.through)
    .filter((entry) => belongs(entry, line, query.attribution));
  const text = world.targets.get(`${query.year}${line ?? "total"}`) ?? null;
  const target = text === null ? null : BigInt(text);
  const time = percent(BigInt(month), 12n);
  const completion = target ? percent(ytd, target) : null;
  const lead = completion ? formatMinor((hundredths(completion) - hundredths(time)).toString()) : null;
  const reason = target === null ? "no_target" : target === 0n ? "zero_target" : null;
  const heads = new Set(
    world.ledger
      .filter(
        (entry) =>
          belongs(entry, line, query.attribution) && periods.includes(periodOf(entry, query.reading) ?? ""),
      )
      .map((entry) => entry.company),
  );
  return {
    line,
    target_fen: text,
    target_fen_reason: reason,
    quarter_fen: quarter.toString(),
    ytd_fen: ytd.toString(),
    late_fen: query.reading === "restated" ? "0" : late.toString(),
    last_year_ytd_fen: null,
    yoy_pct: null,
    yoy_pct_reason: "no_base",
    qoq_pct: before && before > 0n ? percent(quarter - before, before) : null,
    qoq_pct_reason: before && before > 0n ? null : before === null ? "no_base" : "base_not_positive",
    completion_pct: completion,
    completion_pct_reason: reason,
    time_pct: time,
    lead_points: lead?.replace("−", "-") ?? null,
    lead_points_reason: reason,
    lead_fen: target === null ? null : (ytd - divideRounded(target * BigInt(month), 12n)).toString(),
    to_half_fen: target === null ? null : (divideRounded(target, 2n) - ytd).toString(),
    needed_month_fen:
      target && month < 12 ? divideRounded(target - ytd, BigInt(12 - month)).toString() : null,
    needed_month_fen_reason: target ? (month < 12 ? null : "year_over") : "no_target",
    double_half: target ? 2n * ytd >= target : null,
    companies: heads.size,
    new_companies: heads.size,
    pending_fen: sumFen(pending.map((entry) => entry.fen)),
  };
}

function hundredths(text: string): bigint {
  const sign = text.startsWith("-") ? -1n : 1n;
  return sign * BigInt(text.replace(/[-.]/g, ""));
}

export function kpiOf(world: KpiWorld, query: m.KpiQuery): m.Kpi {
  const rows = ORDER.map((line) => rowOf(world, query, line));
  const total = rowOf(world, query, null);
  const sum = rows.reduce((all, row) => all + BigInt(row.ytd_fen), 0n);
  return {
    ...query,
    progress: "months",
    as_of_on: quarterEnd(query.through),
    time_pct: total.time_pct,
    closed_on: world.closed.get(query.through) ?? null,
    scheme_version: 2,
    rows,
    total,
    double_counted_fen: (sum - BigInt(total.ytd_fen)).toString(),
  };
}

export function monthsOf(world: KpiWorld, query: m.KpiQuery, line: m.Line | null): m.KpiMonth[] {
  const last = Number(query.through.split("Q")[1]) * 3;
  const periods = quartersUpTo(query.through);
  let sum = 0n;
  return Array.from({ length: last }, (_unused, index): m.KpiMonth => {
    const month = index + 1;
    const within = world.ledger.filter(
      (entry) =>
        belongs(entry, line, query.attribution) &&
        periods.includes(periodOf(entry, query.reading) ?? "") &&
        parts(entry.arrived).month === month,
    );
    const posted = within.reduce((all, entry) => all + BigInt(entry.fen), 0n);
    sum += posted;
    return { month, month_fen: posted.toString(), cumulative_fen: sum.toString() };
  });
}

export function bridgeOf(world: KpiWorld, query: m.KpiQuery, line: m.Line | null): m.Bridge | null {
  const period = quartersUpTo(query.through).find((candidate) => world.closed.has(candidate));
  if (!period) return null;
  const posted = fenIn(world.ledger, line, { ...query, reading: "posted" }, [period]);
  const restated = fenIn(world.ledger, line, { ...query, reading: "restated" }, [period]);
  const late = world.ledger.filter(
    (entry) =>
      entry.late && belongs(entry, line, query.attribution) && periodOf(entry, "restated") === period,
  );
  const lateFen = late.reduce((all, entry) => all + BigInt(entry.fen), 0n);
  const steps: m.Bridge["steps"] = [
    { kind: "published", fen: posted.toString(), count: 0 },
    { kind: "late", fen: lateFen.toString(), count: late.length },
    { kind: "restated", fen: restated.toString(), count: 0 },
  ];
  return { period, steps };
}

const WAYS: Record<m.CompareBy, string[]> = {
  readings: ["published", "posted", "restated"],
  attributions: ["exclusive", "overlap"],
  policies: ["A", "B", "C"],
  levels: ["district", "city", "province"],
};

/** Side by side as far as the made-up bureau goes: it has one policy, and only the district recognised anything. */
export function compareOf(
  world: KpiWorld,
  query: m.KpiQuery,
  by: m.CompareBy,
  line: m.Line | null,
  part: "ytd" | "quarter",
): m.Comparison {
  const periods = part === "ytd" ? quartersUpTo(query.through) : [query.through];
  const sides = WAYS[by].map((code) => {
    const asked: m.KpiQuery = {
      ...query,
      ...(by === "readings" ? { reading: code as m.Reading } : {}),
      ...(by === "attributions" ? { attribution: code as m.Attribution } : {}),
    };
    const there =
      by === "levels" ? code === "district" : code !== "published" || world.closed.has(query.through);
    const ledger = there ? world.ledger : [];
    const chosen =
      code === asked.reading || code === asked.attribution || code === "A" || code === "district";
    return { code, asked, chosen, ledger, known: by === "levels" || there };
  });
  const adds = (side: (typeof sides)[number], entry: LedgerLine, to: m.Line | null): boolean =>
    side.ledger.includes(entry) &&
    belongs(entry, to, side.asked.attribution) &&
    periods.includes(periodOf(entry, side.asked.reading) ?? "");
  const differences = world.ledger.flatMap((entry) => {
    const cells = sides.map((side) => ({
      fen: adds(side, entry, line) ? entry.fen : null,
      lines: ORDER.filter((one) => adds(side, entry, one)),
      edition: null,
      rank: null,
    }));
    if (cells.every(({ fen, lines }) => fen === cells[0]!.fen && lines.length === cells[0]!.lines.length))
      return [];
    const why: m.Difference["why"] =
      by === "readings" ? "late" : by === "levels" ? "not_recognised" : "several_lists";
    const row = fundRow(entry);
    return [
      {
        id: row.id,
        ref: row.ref,
        why,
        cells,
        posted: entry.posted,
        recognised_fen: entry.fen,
        recognitions: [],
        project_code: null,
        project: row.project,
        investor_id: row.investor_id,
        investor: row.investor,
        payer: row.payer,
        form: entry.form,
        origin: entry.origin,
        zone: row.zone,
        arrived_on: entry.arrived,
        status: entry.status,
        verified_on: entry.verified,
        verified_by: null,
        currency: entry.currency,
        amount_minor: entry.minor,
        rate_unit: null,
        rate_on: entry.rateOn,
        rate_source: null,
        share_bp: entry.share,
        reverses: entry.reverses ? refOf(entry.reverses) : null,
        link_kind: null,
      },
    ];
  });
  const figures = (side: (typeof sides)[number]): string[] | null =>
    side.known
      ? [...ORDER, null].map((to) =>
          sumFen(side.ledger.filter((entry) => adds(side, entry, to)).map((entry) => entry.fen)),
        )
      : null;
  return {
    by,
    line: line ?? "total",
    part,
    year: query.year,
    through: query.through,
    sides: sides.map((side) => ({ code: side.code, chosen: side.chosen, figures: figures(side) })),
    differences,
    untold: 0,
  };
}

const PENDING: m.FundStatus[] = ["SUBMITTED", "FIRST_PASS", "RECHECKED"];

export function explainOf(
  world: KpiWorld,
  query: m.KpiQuery,
  line: m.Line | null,
  part: m.Part,
): m.Explanation {
  const periods = part === "ytd" ? quartersUpTo(query.through) : [query.through];
  const funds = world.ledger.filter((entry) => {
    if (!belongs(entry, line, query.attribution)) return false;
    if (part === "pending")
      return PENDING.includes(entry.status) && quarterOf(entry.arrived) <= query.through;
    return periods.includes(periodOf(entry, query.reading) ?? "") && (part !== "late" || entry.late);
  });
  return {
    line,
    part,
    total_fen: sumFen(funds.map((entry) => entry.fen)),
    scheme_version: 2,
    funds: funds.map(explainedOf),
  };
}

function explainedOf(entry: LedgerLine): m.ExplainedFund {
  const company = companyAt(entry.company);
  const chained = entry.n === 1;
  return {
    id: FUND(entry.n),
    ref: refOf(entry.n),
    investor: chained ? "示例甲贵州公司" : company.name,
    head: company.name,
    arrived_on: entry.arrived,
    verified_on: entry.verified,
    verified_by: entry.verified ? "分管副局长" : null,
    recognised_fen: entry.fen,
    currency: entry.currency,
    amount_minor: entry.minor,
    rate: entry.rate,
    rate_unit: 1,
    rate_on: entry.rateOn,
    share_bp: entry.share,
    posted: entry.posted,
    month: parts(entry.arrived).month,
    late: entry.late,
    list:
      entry.lines[0] === "C500"
        ? "示例国内500强"
        : entry.lines[0] === "I100"
          ? "示例行业100强"
          : "示例世界500强",
    edition: 2024,
    rank: company.rank,
    path: chained
      ? [
          { company: company.name, percent: null, control: "equity" },
          { company: "示例甲贵州公司", percent: "100.00", control: "equity" },
        ]
      : [{ company: company.name, percent: null, control: "equity" }],
    form: entry.form,
    origin: entry.origin,
    vouchers: [{ kind: entry.voucher[0], number: entry.voucher[1] }],
    reverses: entry.reverses ? refOf(entry.reverses) : null,
    other_lines: entry.lines.slice(1),
  };
}

export function notCountedOf(world: KpiWorld, query: m.KpiQuery): m.NotCounted[] {
  const periods = quartersUpTo(query.through);
  return world.ledger
    .filter((entry) => entry.counts && entry.posted && periods.includes(entry.posted))
    .map((entry) => ({
      fund_id: FUND(entry.n),
      ref: refOf(entry.n),
      investor: fundRow(entry).investor,
      amount_fen: entry.fen,
      arrived_on: entry.arrived,
      reason: entry.counts!,
      zone: projectAt(entry.project).zone ?? "",
    }));
}
