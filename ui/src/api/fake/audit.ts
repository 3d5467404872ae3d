/** Audits, outlooks and corrections of the made-up bureau: enough of each that a view shows every state. */
import { sumFen } from "@/lib/money";
import type { AuditPart } from "../backend";
import type * as m from "../model";
import type { Fake } from "./index";
import { kpiOf } from "./kpi";
import * as w from "./world";

const RULES: [m.RuleAsked["rule"], m.RuleAsked["weight"]][] = [
  ["I2", "broken"],
  ["I12", "blocking"],
  ["D1", "blocking"],
  ["D2", "warning"],
  ["D5", "warning"],
];
const OPEN: m.FundStatus[] = ["DRAFT", "SUBMITTED", "FIRST_PASS", "RECHECKED", "RETURNED"];
const LINES: (m.Line | null)[] = ["F500", "C500", "I100", null];

export function auditOf(fake: Fake): AuditPart {
  const { answer, write } = fake;
  /** Two lines of one investor that look alike. */
  const alike = (): m.Finding[] => {
    const [first, second] = fake.state.ledger;
    if (!first || !second) return [];
    const finding: m.Finding = {
      rule: "D2",
      weight: "warning",
      kind: "fund",
      id: w.fundRow(first).id,
      subject: w.fundRow(first).ref,
      other: w.fundRow(second).ref,
      amount_fen: second.fen,
      on: second.arrived,
      detail: null,
    };
    return [finding];
  };
  const linked = (op: string, id: m.Id): Promise<m.Changes> => write(op, ["fund"], () => id);

  return {
    outlook: (query) =>
      answer(() => {
        const { rows, total } = kpiOf(fake.state, query);
        const outlook = [...rows, total].map((row, at) => ({
          line: LINES[at] ?? ("total" as const),
          target_fen: row.target_fen,
          ytd_fen: row.ytd_fen,
          gap_fen: row.target_fen && (BigInt(row.target_fen) - BigInt(row.ytd_fen)).toString(),
          needed_per_month_fen: row.needed_month_fen,
          low_fen: row.ytd_fen,
          expected_fen: row.ytd_fen,
          high_fen: row.ytd_fen,
          expected_pct: row.completion_pct,
          score: row.completion_pct,
        }));
        return { year: query.year, as_of: "2025-07-10", rows: outlook, receipts: [], scheme_version: 0 };
      }),
    units: () => answer(() => ({ rows: [], surplus: [] })),
    fdi: (query) =>
      answer(() => ({
        year: query.year,
        ytd_cents: "0",
        quarter_cents: "0",
        gross_cents: "0",
        deducted_cents: "0",
        target_cents: null,
        completion_pct: null,
        completion_pct_reason: "no_target" as const,
        funds: [],
        rates_missing: [],
      })),
    receiptSave: (id) => write(id ? "receipt-changed" : "receipt-planned", ["receipt"], () => undefined),
    receiptSettle: () => write("receipt-changed", ["receipt"], () => undefined),
    selfAudit: () =>
      answer(() =>
        RULES.map(([rule, weight]) => {
          const findings = rule === "D2" ? alike() : [];
          return { rule, weight, count: findings.length, findings };
        }),
      ),
    fundFindings: (id) => answer(() => alike().filter((finding) => finding.id === id)),
    gaps: (year) =>
      answer(() => {
        const open = fake.state.ledger.filter((line) => OPEN.includes(line.status));
        const rows: m.Gap[] = open.map((line) => {
          const row = w.fundRow(line);
          return {
            id: row.id,
            ref: row.ref,
            investor: row.investor,
            project: row.project,
            form: row.form,
            arrived_on: row.arrived_on,
            recognised_fen: row.recognised_fen,
            status: row.status,
            owner: line.by,
            days: 12,
            missing: [["bank_slip"]],
            wrong_payer: false,
            lines: line.lines.slice(0, 1),
          };
        });
        const sum = sumFen(open.map((line) => line.fen));
        const owners = rows.length
          ? [{ owner: rows[0]?.owner ?? null, lines: rows.length, sum_fen: sum, counting_fen: sum }]
          : [];
        return { year, closes_after: `${year}-09-30`, days_left: 30, rows, owners };
      }),
    fundCorrect: (id) => linked("fund-corrected", id),
    fundTransfer: (id) => linked("fund-transferred", id),
    fundRecognise: (id) => linked("level-recognised", id),
    schemePreview: (scheme) =>
      answer(() => {
        const query = { year: scheme.year, through: `${scheme.year}Q4`, reading: "posted" as const };
        const { rows, total } = kpiOf(fake.state, { ...query, attribution: scheme.attribution });
        const shown = [...rows, total].map((row, at) => ({
          line: LINES[at] ?? ("total" as const),
          before_fen: row.ytd_fen,
          after_fen: row.ytd_fen,
          before_pct: row.completion_pct,
          after_pct: row.completion_pct,
          before_points: row.lead_points,
          after_points: row.lead_points,
          before_score: row.completion_pct,
          after_score: row.completion_pct,
        }));
        return { rows: shown, moves: [] };
      }),
    projectSupplement: () => write("supplement-added", ["supplement"], () => undefined),
    projectCreditsSet: () => write("credit-set", ["credit"], () => undefined),
  };
}
