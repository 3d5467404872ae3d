/** What opens beside a list in the made-up bureau. */
import { formatMinor } from "@/lib/money";
import { percentOfPpm } from "@/lib/percent";
import type * as m from "../model";
import type { State } from "./state";
import * as w from "./world";

type World = Pick<State, "ledger" | "meetings" | "projects" | "companies" | "links">;

/** What a company is called, whatever was changed of it. */
export function nameOf(id: m.Id, world: World): string {
  const own = world.companies.get(id);
  return own?.name_zh || own?.name_en || NAMES[numberOf(id, w.COMPANY) ?? -1] || companyRowOf(id)?.name || "";
}

/** The made-up subsidiaries of the first company. */
const NAMES: Record<number, string> = {
  60: "示例甲贵州公司",
  61: "示例甲新能源",
  62: "示例甲数据(VIE)",
  63: "示例甲参股公司",
};

function companyRowOf(id: m.Id): m.CompanyRow | null {
  const n = numberOf(id, w.COMPANY);
  return n === null ? null : w.companyAt(n);
}

function ownedOf(id: m.Id, world: World, up: boolean): m.Owned[] {
  return world.links
    .filter((link) => (up ? link.child_id : link.parent_id) === id)
    .map(({ id: link_id, parent_id, child_id, percent_ppm, control, valid_from, valid_to }) => {
      const other = up ? parent_id : child_id;
      const percent = percentOfPpm(percent_ppm);
      return {
        id: other,
        name: nameOf(other, world),
        link_id,
        percent,
        percent_ppm,
        control,
        valid_from,
        valid_to,
      };
    });
}

const holds = (link: m.Ownership, on: m.IsoDate): boolean =>
  (link.control !== "equity" || (link.percent_ppm ?? 0) > 500_000) &&
  (!link.valid_from || link.valid_from <= on) &&
  (!link.valid_to || on <= link.valid_to);

/** Why a company counts on a day: the chain up to the first listed one, and the tree below its head. */
export function standingOf(id: m.Id, on: m.IsoDate, world: World): m.CompanyStanding {
  const chain: (m.Ownership & { id: m.Id })[] = [];
  let head = id;
  for (let up = world.links.find((link) => link.child_id === head && holds(link, on)); up;) {
    chain.push(up);
    head = up.parent_id;
    up = world.links.find((link) => link.child_id === head && holds(link, on));
  }
  const lines = w.linesOf(numberOf(head, w.COMPANY) ?? 999);
  const pathLink = (link: m.Ownership): m.PathLink => ({ ...link, percent: percentOfPpm(link.percent_ppm) });
  const below = (parent: m.Id, depth: number): m.CompanyStanding["group"] =>
    world.links
      .filter((link) => link.parent_id === parent && holds(link, on))
      .flatMap((link) => [
        { id: link.child_id, name: nameOf(link.child_id, world), depth, link: pathLink(link) },
        ...below(link.child_id, depth + 1),
      ]);
  const minority = world.links.some((link) => link.child_id === id && !holds(link, on));
  const grounds = minority ? [] : lines;
  return {
    on,
    policy: "A",
    scheme_version: 2,
    grounds: grounds.map((line) => ({
      line,
      list: line,
      edition_year: 2024,
      rank: companyRowOf(head)?.rank ?? null,
      head_id: head,
      path: [nameOf(id, world), ...chain.map((link) => nameOf(link.parent_id, world))],
      links: chain.map(pathLink),
    })),
    uncounted: grounds.length ? null : minority ? "minority" : "not_on_list",
    group: [{ id: head, name: nameOf(head, world), depth: 0, link: null }, ...below(head, 1)],
  };
}

const CODE_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** As the core checks a credit code (GB 32100). */
export function checkCode(text: string): m.CreditCodeCheck {
  const none = { code: null, fault: null, expected: null, taken_by: [] };
  const code = text.replaceAll(/\s/g, "").toUpperCase();
  if (code.length !== 18) return { ...none, fault: "length" };
  const values = [...code].map((char) => CODE_CHARS.indexOf(char));
  if (values.includes(-1)) return { ...none, fault: "character" };
  const sum = values.slice(0, 17).reduce((total, value, at) => total + value * (3 ** at % 31), 0);
  const right = (31 - (sum % 31)) % 31;
  return values[17] === right ? { ...none, code } : { ...none, fault: "check", expected: CODE_CHARS[right]! };
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
        status: meeting.level,
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
  const own = world.companies.get(id);
  const name_zh = own ? own.name_zh || null : (NAMES[n] ?? row.name);
  const name_en = own ? own.name_en || null : row.also;
  const entered = own && {
    uscc: own.uscc || null,
    lei: own.lei || null,
    country: own.country || null,
    headquarters: own.headquarters || null,
    industry: own.industry || null,
    note: own.note || null,
    owner_id: own.owner_id,
    aliases: own.aliases,
  };
  return {
    id,
    name: name_zh ?? name_en ?? "",
    also: name_zh ? name_en : null,
    name_zh,
    name_en,
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
    parents: ownedOf(id, world, true),
    children: ownedOf(id, world, false),
    timeline: timeline.toSorted((left, right) => ((left.on ?? "") < (right.on ?? "") ? 1 : -1)),
    ...entered,
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
    supplements: [],
    credits: [],
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
          used: formatMinor(line.minor, digits).replaceAll(",", ""),
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

const EDITION_COMPANIES = 12;

/** The entries of a made-up edition. */
export function editionEntries(): m.EditionEntry[] {
  return Array.from({ length: EDITION_COMPANIES }, (_unused, at) => ({
    id: w.id("e117", at),
    company_id: w.COMPANY(at),
    company: `示例企业${at + 1}`,
    rank: at + 1,
    printed_name: `示例企业${at + 1}集团`,
    country: "CN",
    industry: "电池",
    revenue: String(90_000 - at * 1_000),
    revenue_unit: "百万美元",
  }));
}

/** The same companies against the edition before: one is new, one gone, one rose, one fell. */
export function editionMoves(): m.EditionMove[] {
  const kinds: Partial<Record<number, [m.MoveKind, number | null]>> = {
    0: ["entered", null],
    1: ["rose", 2],
    2: ["fell", -1],
    11: ["left", null],
  };
  return editionEntries().map(({ company_id, company, rank }, at) => {
    const [move, places] = kinds[at] ?? ["stayed", 0];
    return {
      id: company_id,
      company_id,
      name: company,
      move,
      rank: move === "left" ? null : rank,
      rank_before: move === "entered" ? null : (rank ?? 0) + (places ?? 0),
      places,
      owner: at % 3 ? "王" : null,
      in_zone: at % 4 === 0,
      last_met_on: at % 2 ? "2026-02-11" : null,
      delivered_fen: at === 1 ? "800000000000" : "0",
    };
  });
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
      detail: at < 0 && also ? { text: also, marks: [] } : null,
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
