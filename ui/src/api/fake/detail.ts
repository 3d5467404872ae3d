/** What opens beside a list in the made-up bureau. */
import { formatMinor } from "@/lib/money";
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
  const timeline: m.TimelineItem[] = [
    ...world.meetings
      .filter((meeting) => meeting.company_id === id)
      .map((meeting): m.TimelineItem => ({
        kind: "meeting",
        id: meeting.id,
        on: meeting.held_on,
        title: meeting.topics ?? "",
        detail: meeting.lead_person,
        amount_fen: null,
        status: meeting.mode,
      })),
    ...world.projects
      .filter((project) => project.investors.includes(row.name) && project.signed_on)
      .map((project): m.TimelineItem => ({
        kind: "project",
        id: project.id,
        on: project.signed_on,
        title: project.name,
        detail: project.code,
        amount_fen: project.agreed_fen,
        status: project.stage,
      })),
    ...world.ledger
      .filter((line) => line.company === n)
      .map((line): m.TimelineItem => ({
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
  const held = { valid_from: "2023-04-01", valid_to: null };
  return {
    id,
    name: row.name,
    also: row.also,
    aliases: n === 0 ? ["甲集团", "Sample A", "示例甲(集团)有限公司"] : [],
    uscc: row.country === "CN" ? `9152010${String(n).padStart(10, "0")}X`.slice(0, 18) : null,
    lei: row.country === "CN" ? null : `5299000${String(n).padStart(13, "0")}`,
    country: row.country,
    headquarters: row.headquarters,
    industry: row.industry,
    note: null,
    owner_id: null,
    ranks: w.linesOf(n).flatMap((line) =>
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
            { ...held, id: w.COMPANY(60), name: "示例甲贵州公司", percent: "100.00", control: "equity" },
            { ...held, id: w.COMPANY(61), name: "示例甲新能源", percent: "55.00", control: "equity" },
            { ...held, id: w.COMPANY(62), name: "示例甲数据(VIE)", percent: null, control: "vie" },
          ]
        : [],
    timeline: timeline.toSorted((left, right) => ((left.on ?? "") < (right.on ?? "") ? 1 : -1)),
  };
}

export function projectDetail(id: m.Id, world: World): m.Project | null {
  const row = world.projects.find((project) => project.id === id);
  if (!row) return null;
  const n = numberOf(id, w.PROJECT) ?? 40;
  const company = w.companyAt(n < 4 ? n : n * 3);
  return {
    ...row,
    basis: "CAPITAL",
    side_reason: null,
    shares:
      n === 4
        ? [
            { company_id: w.COMPANY(0), company: "示例甲集团", share_bp: 6000 },
            { company_id: w.COMPANY(70), company: "示例本地产业基金", share_bp: 4000 },
          ]
        : [{ company_id: company.id, company: company.name, share_bp: 10_000 }],
    milestones: row.signed_on ? [{ stage: "SIGNED", on: row.signed_on, note: null }] : [],
    funds: world.ledger.filter((line) => line.project === n).map(w.fundRow),
    meetings: world.meetings.filter((meeting) => meeting.project_id === id).slice(0, 6),
  };
}

const FLOW: m.FundStatus[] = ["DRAFT", "SUBMITTED", "FIRST_PASS", "RECHECKED", "VERIFIED"];

export function fundDetail(line: w.LedgerLine, me: m.User): m.Fund {
  const row = w.fundRow(line);
  const reached = line.status === "RETURNED" || line.status === "REJECTED" ? 1 : FLOW.indexOf(line.status);
  const people = [line.by, line.by, "项目一科科长", "项目一科科长", "分管副局长"];
  const steps = FLOW.slice(0, reached + 1).map((status, at): m.FundStep => ({
    status,
    by: people[at]!,
    on: line.arrived,
    reason_code: null,
    text: null,
  }));
  if (line.status === "RETURNED") {
    steps.push({
      status: "RETURNED",
      by: "项目一科科长",
      on: "2025-07-04",
      reason_code: "evidence",
      text: "请补银行进账单,合同不能单独作为到资凭证",
    });
  }
  if (line.status === "REJECTED") {
    steps.push({
      status: "REJECTED",
      by: "分管副局长",
      on: "2025-04-20",
      reason_code: null,
      text: "付款方与投资方无控制关系",
    });
  }
  const chief = me.role === "deputy_director" || me.role === "admin";
  const reviews = chief || me.role === "section_head";
  const pending = ["SUBMITTED", "FIRST_PASS", "RECHECKED"].includes(line.status);
  const editable = line.status === "DRAFT" || line.status === "RETURNED";
  const may: [boolean, m.FundAction][] = [
    [editable, "edit"],
    [editable, "submit"],
    [line.status === "DRAFT", "delete"],
    [line.status === "SUBMITTED" && reviews, "pass"],
    [line.status === "FIRST_PASS" && reviews, "recheck"],
    [line.status === "RECHECKED" && chief, "verify"],
    [pending && reviews, "return"],
    [pending && chief, "reject"],
    [line.status === "VERIFIED" && !line.reverses, "reverse"],
  ];
  const digits = line.currency === "JPY" ? 0 : 2;
  const files: m.Evidence[] = row.papers
    ? [
        {
          id: w.id("e1de", line.n),
          hash: `${line.n}`.padStart(2, "0").repeat(32),
          name: "进账单.png",
          image: true,
          kind: line.voucher[0],
          number: line.voucher[1],
          payer: row.payer,
          payee: row.project,
          account_tail: "3391",
          dated_on: line.arrived,
          amount: formatMinor(line.minor, digits).replaceAll(",", ""),
          currency: line.currency,
          also: null,
        },
      ]
    : [];
  return {
    ...row,
    steps,
    files,
    proven: files.length > 0,
    history: [],
    actions: me.role === "readonly" ? [] : may.filter(([allowed]) => allowed).map(([, action]) => action),
    own: line.by === me.name,
  };
}

export function listInfos(lines: Map<string, m.Line | null>): m.ListInfo[] {
  const of = (n: number, code: string, name: string, entries: number): m.ListInfo => ({
    id: w.id("115e", n),
    code,
    name,
    line: lines.get(code) ?? null,
    editions: [2025, 2024, 2023].map((year) => ({
      id: w.id("ed1e", n * 10_000 + year),
      year,
      published_on: `${year}-07-29`,
      source: "示例榜单",
      entries,
      locked: year < 2025,
    })),
  });
  return [
    of(1, "F500", "示例世界500强", 500),
    of(2, "C500", "示例国内500强", 500),
    of(3, "I100", "示例行业100强", 100),
    of(4, "NET100", "示例互联网百强", 100),
  ];
}

export function searchFake(text: string, kind: m.HitKind | null, limit: number, world: World): m.SearchHit[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const hit = (of: m.HitKind, id: m.Id, title: string, also = ""): m.SearchHit | null => {
    if (kind !== null && kind !== of) return null;
    const at = title.toLowerCase().indexOf(wanted);
    if (at < 0 && !also.toLowerCase().includes(wanted)) return null;
    return {
      kind: of,
      id,
      title,
      marks: at < 0 ? [] : [[at, at + wanted.length]],
      score: at === 0 ? 1000 : 500,
    };
  };
  const companies = Array.from({ length: 200 }, (_unused, n) => w.companyAt(n)).map((row) =>
    hit("company", row.id, row.name, row.also ?? ""),
  );
  const projects = world.projects.map((row) => hit("project", row.id, row.name, row.code));
  const funds = world.ledger.map((line) =>
    hit("fund", w.FUND(line.n), w.refOf(line.n), w.companyAt(line.company).name),
  );
  return [...companies, ...projects, ...funds].filter((found) => found !== null).slice(0, limit);
}
