/** What opens beside a list in the made-up bureau. */
import type * as m from "../model";
import * as w from "./world";

interface World {
  ledger: w.LedgerLine[];
  meetings: m.Meeting[];
  projects: m.ProjectRow[];
}

const BOUND = 100_000;

function numberOf(id: m.Id, make: (n: number) => string): number | null {
  const n = Number.parseInt(id.slice(-12), 16);
  return n < BOUND && make(n) === id ? n : null;
}

export function companyDetail(id: m.Id, world: World): m.Company | null {
  const n = numberOf(id, w.COMPANY);
  if (n === null) return null;
  const row = w.companyAt(n);
  const funds = world.ledger.filter((line) => line.company === n);
  const projects = world.projects.filter((project) => project.investors === row.name_zh);
  const timeline: m.TimelineItem[] = [
    ...world.meetings
      .filter((meeting) => meeting.company_id === id)
      .map((meeting): m.TimelineItem => ({
        kind: "meeting",
        id: meeting.id,
        on: meeting.held_on,
        title: meeting.topics ?? "",
        detail: meeting.lead_person ?? "",
        amount_fen: null,
        status: meeting.mode,
      })),
    ...projects
      .filter((project) => project.signed_on)
      .map((project): m.TimelineItem => ({
        kind: "project",
        id: project.id,
        on: project.signed_on!,
        title: project.name,
        detail: project.code,
        amount_fen: project.agreed_fen,
        status: project.stage,
      })),
    ...funds.map((line): m.TimelineItem => ({
      kind: "fund",
      id: w.FUND(line.n),
      on: line.arrived,
      title: w.refOf(line.n),
      detail: w.projectAt(line.project).name,
      amount_fen: line.fen,
      status: line.status,
    })),
  ];
  const names: Record<m.Line, string> = {
    F500: "示例世界500强",
    C500: "示例国内500强",
    I100: "示例行业100强",
  };
  return {
    id,
    name_zh: row.name_zh,
    name_en: row.name_en,
    aliases: n === 0 ? ["甲集团", "Sample A", "示例甲(集团)有限公司"] : [],
    uscc: row.country === "CN" ? `9152010${String(n).padStart(10, "0")}X`.slice(0, 18) : null,
    lei: row.country === "CN" ? null : `5299000${String(n).padStart(13, "0")}`,
    country: row.country,
    headquarters: row.country === "CN" ? "上海" : null,
    industry: row.industry,
    note: null,
    owner: row.owner,
    sources: ["示例榜单"],
    ranks: row.lines.flatMap((line) =>
      [2025, 2024, 2023].map((year, index) => ({
        list_code: line,
        list_name: names[line],
        line,
        year,
        rank: (row.rank ?? 60) + index * 3 - 2,
      })),
    ),
    parents: [],
    children:
      n === 0
        ? [
            {
              id: w.COMPANY(60),
              company: "示例甲贵州公司",
              percent: "100.00",
              control: "equity",
              valid_from: "2023-04-01",
              valid_to: null,
            },
            {
              id: w.COMPANY(61),
              company: "示例甲新能源",
              percent: "55.00",
              control: "equity",
              valid_from: "2022-01-01",
              valid_to: null,
            },
            {
              id: w.COMPANY(62),
              company: "示例甲数据(VIE)",
              percent: null,
              control: "vie",
              valid_from: "2021-06-01",
              valid_to: null,
            },
          ]
        : [],
    timeline: timeline.toSorted((left, right) => (left.on < right.on ? 1 : -1)),
    delivered_fen: row.delivered_fen,
  };
}

export function projectDetail(id: m.Id, world: World): m.Project | null {
  const row = world.projects.find((project) => project.id === id);
  if (!row) return null;
  const n = numberOf(id, w.PROJECT) ?? 40;
  const funds = world.ledger.filter((line) => line.project === n);
  const meetings = world.meetings.filter((meeting) => meeting.project === row.name);
  const signed = row.signed_on;
  const dated: m.Project["milestones"] = [
    { stage: "LEAD", on: "2024-01-15", note: null, derived: false },
    { stage: "NEGOTIATING", on: "2024-02-02", note: "总部投资部来访", derived: false },
    ...(signed ? [{ stage: "SIGNED" as m.Stage, on: signed, note: null, derived: false }] : []),
    ...(funds.some((line) => line.status === "VERIFIED")
      ? [{ stage: "FUNDED" as m.Stage, on: funds[0]!.arrived, note: null, derived: true }]
      : []),
  ];
  const company = w.companyAt(n < 4 ? n : n * 3);
  return {
    ...row,
    basis: "CAPITAL",
    shares:
      n === 4
        ? [
            {
              company_id: w.COMPANY(0),
              company: "示例甲集团",
              share_bp: 6000,
              lines: ["F500", "C500", "I100"],
            },
            { company_id: w.COMPANY(70), company: "示例本地产业基金", share_bp: 4000, lines: [] },
          ]
        : [{ company_id: company.id, company: row.investors, share_bp: 10_000, lines: company.lines }],
    milestones: dated,
    funds: funds.map(w.fundRow),
    meetings: meetings
      .slice(0, 6)
      .map((meeting) => ({ id: meeting.id, held_on: meeting.held_on, title: meeting.topics ?? "" })),
    owner_unit: "投资促进局",
  };
}

const FLOW: m.FundStatus[] = ["DRAFT", "SUBMITTED", "FIRST_PASS", "RECHECKED", "VERIFIED"];

export function fundDetail(line: w.LedgerLine, world: World, me: m.User): m.Fund {
  const row = w.fundRow(line);
  const company = w.companyAt(line.company);
  const reached = line.status === "RETURNED" || line.status === "REJECTED" ? 1 : FLOW.indexOf(line.status);
  const people = [line.by, line.by, "项目一科科长", "项目一科科长", "分管副局长"];
  const steps = FLOW.slice(0, reached + 1).map((status, at): m.FundStep => ({
    status,
    by: people[at]!,
    at: `${line.arrived}T0${at + 1}:20:00Z`,
    reason_code: null,
    text: null,
  }));
  if (line.status === "RETURNED") {
    steps.push({
      status: "RETURNED",
      by: "项目一科科长",
      at: "2025-07-04T07:41:00Z",
      reason_code: "evidence_missing",
      text: "请补银行进账单,合同不能单独作为到资凭证",
    });
  }
  if (line.status === "REJECTED") {
    steps.push({
      status: "REJECTED",
      by: "分管副局长",
      at: "2025-04-20T02:10:00Z",
      reason_code: null,
      text: "付款方与投资方无控制关系",
    });
  }
  const own = line.by === me.name;
  const chief = me.role === "deputy_director" || me.role === "admin";
  const actions: m.FundAction[] = [];
  const refused: m.Fund["refused"] = [];
  if (line.status === "DRAFT" || line.status === "RETURNED") actions.push("edit", "submit");
  if (line.status === "SUBMITTED") actions.push("pass", "return", "reject");
  if (line.status === "FIRST_PASS") actions.push("recheck", "return", "reject");
  if (line.status === "RECHECKED") {
    if (own) refused.push({ action: "verify", code: "self_verification" });
    else if (!chief) refused.push({ action: "verify", code: "role_cannot" });
    else actions.push("verify");
    actions.push("return", "reject");
  }
  if (line.status === "VERIFIED" && !line.reverses) actions.push("reverse");
  const files: m.Evidence[] = row.evidence
    ? [
        {
          hash: `${line.n}`.padStart(2, "0").repeat(32),
          name: "进账单.png",
          bytes: 184_320,
          image: true,
          kind: line.voucher[0],
          number: line.voucher[1],
          payer: company.name_zh,
          payee: w.projectAt(line.project).name,
          account_tail: "3391",
          dated_on: line.arrived,
          amount_minor: line.minor,
          currency: line.currency,
        },
      ]
    : [];
  return {
    ...row,
    project_id: w.PROJECT(line.project),
    investor_id: company.id,
    payer: company.name_zh,
    form: line.form,
    origin: line.origin,
    zone: w.projectAt(line.project).zone,
    zone_counts: line.counts !== "outside_zone",
    rate: line.rate,
    rate_unit: 1,
    rate_on: line.rateOn,
    rate_source: line.rate ? "中国外汇交易中心中间价" : null,
    share_bp: line.share,
    steps,
    files,
    reversed_by: world.ledger
      .filter((other) => other.reverses === line.n)
      .map((other) => ({ id: w.FUND(other.n), ref: w.refOf(other.n), recognised_fen: other.fen })),
    list_entry: line.lines.length
      ? {
          list: "示例世界500强",
          year: 2024,
          rank: company.rank,
          path: [{ company: company.name_zh, percent: null, control: "equity" }],
        }
      : null,
    warnings: line.n === 12 ? [{ code: "evidence_weak", args: { ref: row.ref } }] : [],
    actions: me.role === "readonly" ? [] : actions,
    refused,
  };
}

export function listInfos(lines: Map<string, m.Line | null>): m.ListInfo[] {
  const of = (code: string, name: string, entries: number): m.ListInfo => ({
    code,
    name,
    line: lines.get(code) ?? null,
    editions: [2025, 2024, 2023].map((year) => ({
      year,
      published_on: `${year}-07-29`,
      source: "示例榜单",
      entries,
      locked: year < 2025,
      sample: true,
    })),
  });
  return [
    of("F500", "示例世界500强", 500),
    of("C500", "示例国内500强", 500),
    of("I100", "示例行业100强", 100),
    of("NET100", "示例互联网百强", 100),
  ];
}

export function searchFake(text: string, limit: number, world: World): m.SearchHit[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const hit = (kind: m.HitKind, id: m.Id, title: string, detail: string): m.SearchHit | null => {
    const at = title.toLowerCase().indexOf(wanted);
    if (at < 0 && !detail.toLowerCase().includes(wanted)) return null;
    return {
      kind,
      id,
      title,
      detail,
      marks: at < 0 ? [] : [[at, at + wanted.length]],
      score: at === 0 ? 2 : 1,
    };
  };
  const companies = Array.from({ length: 200 }, (_unused, n) => w.companyAt(n)).map((row) =>
    hit("company", row.id, row.name_zh, row.name_en ?? ""),
  );
  const projects = world.projects.map((row) => hit("project", row.id, row.name, row.code));
  const funds = world.ledger.map((line) =>
    hit("fund", w.FUND(line.n), w.refOf(line.n), w.companyAt(line.company).name_zh),
  );
  return [...companies.slice(0, 200), ...projects, ...funds]
    .filter((found) => found !== null)
    .slice(0, limit);
}
