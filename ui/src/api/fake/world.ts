/** A made-up bureau for tests and for work in a browser: the same at every start, nobody in it is real. */
import { addDays, quarterOf } from "@/lib/dates";
import type * as m from "../model";

export const TODAY = "2025-07-07";
export const NOW = "2025-07-07T03:20:00Z";

/** A small generator of numbers below one; the same seed gives the same world. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PLACES = [
  "云岭",
  "青崖",
  "赤河",
  "乌江",
  "黔峰",
  "苗岭",
  "北盘",
  "南明",
  "清水",
  "花溪",
  "梵净",
  "舞阳",
  "都柳",
];
const PLACES_EN = [
  "Yunling",
  "Qingya",
  "Chihe",
  "Wujiang",
  "Qianfeng",
  "Miaoling",
  "Beipan",
  "Nanming",
  "Qingshui",
];
const TRADES: [string, string, string][] = [
  ["重工", "Heavy Industry", "通用设备制造业"],
  ["电子", "Electronics", "计算机、通信和其他电子设备制造业"],
  ["新材", "New Materials", "化学原料和化学制品制造业"],
  ["能源", "Energy", "电力、热力生产和供应业"],
  ["数据", "Data", "互联网和相关服务"],
  ["生物", "Biotech", "医药制造业"],
  ["汽车", "Motors", "汽车制造业"],
  ["物流", "Logistics", "装卸搬运和仓储业"],
];
const COUNTRIES = ["CN", "CN", "CN", "US", "JP", "DE", "FR", "KR", "GB"];
export const OWNERS = ["项目一科", "项目二科", "装备专班", "数据专班"];
const LINES: m.Line[][] = [["F500"], ["C500"], ["F500", "C500"], ["I100"], ["C500", "I100"], []];

export const id = (kind: string, n: number): string =>
  `0190${kind}-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
export const COMPANY = (n: number): string => id("c0de", n);
export const PROJECT = (n: number): string => id("b0de", n);
export const FUND = (n: number): string => id("f0de", n);
export const MEETING = (n: number): string => id("a0de", n);

/** Which KPI lines a company of the made-up lists stands on. */
export function linesOf(n: number): m.Line[] {
  const fixed = FIRST[n];
  return fixed ? fixed.lines : LINES[Math.floor(randomFrom(n * 31 + 7)() * LINES.length)]!;
}

/** A company of a number: the first four are those of the worked example. */
export function companyAt(n: number): m.CompanyRow {
  const random = randomFrom(n * 7919 + 17);
  const trade = TRADES[n % TRADES.length]!;
  const country = COUNTRIES[Math.floor(random() * COUNTRIES.length)]!;
  const meetings = random() < 0.4 ? Math.floor(random() * 6) : 0;
  const serial = n >= 104 ? `${Math.floor(n / 104)}` : "";
  const row: m.CompanyRow = {
    id: COMPANY(n),
    rank: n + 1,
    name: `示例${PLACES[n % PLACES.length]}${trade[0]}${serial}集团`,
    also: `Sample ${PLACES_EN[n % PLACES_EN.length]} ${trade[1]} ${serial}`.trim(),
    country,
    headquarters: country === "CN" ? "上海" : null,
    industry: trade[2],
    meetings,
    last_met_on: meetings ? addDays(TODAY, -Math.floor(random() * 200)) : null,
    delivered_fen: "0",
    owner: random() < 0.6 ? OWNERS[n % OWNERS.length]! : null,
  };
  return { ...row, ...FIRST[n]?.row };
}

const FIRST: { lines: m.Line[]; row: Partial<m.CompanyRow> }[] = [
  {
    lines: ["F500", "C500", "I100"],
    row: {
      rank: 47,
      name: "示例甲集团",
      also: "Sample A Group",
      country: "CN",
      meetings: 9,
      last_met_on: "2025-06-24",
      delivered_fen: "12000000000",
      owner: "装备专班",
    },
  },
  {
    lines: ["F500"],
    row: {
      rank: 112,
      name: "示例乙公司",
      also: "Sample B Inc.",
      country: "US",
      meetings: 4,
      last_met_on: "2025-05-11",
      delivered_fen: "7170000000",
      owner: "项目一科",
    },
  },
  {
    lines: ["C500"],
    row: {
      rank: 83,
      name: "示例丙股份",
      also: "Sample C Co.",
      country: "CN",
      meetings: 6,
      last_met_on: "2025-03-20",
      delivered_fen: "15000000000",
      owner: "数据专班",
    },
  },
  {
    lines: ["I100"],
    row: {
      rank: 21,
      name: "示例丁科技",
      also: "Sample D Technology",
      country: "CN",
      meetings: 3,
      last_met_on: "2025-05-06",
      delivered_fen: "3000000000",
      owner: "项目二科",
    },
  },
];

/** The six lines of the rulebook's example and what waits beside them. */
export interface LedgerLine {
  n: number;
  company: number;
  project: number;
  lines: m.Line[];
  arrived: string;
  verified: string | null;
  fen: string;
  currency: string;
  minor: string;
  rate: string | null;
  rateOn: string | null;
  share: number;
  posted: string | null;
  late: boolean;
  voucher: [m.VoucherKind, string];
  status: m.FundStatus;
  reverses: number | null;
  counts: string | null;
  origin: m.Origin;
  form: m.FundForm;
  by: string;
}

const plain = {
  currency: "CNY",
  rate: null,
  rateOn: null,
  share: 10_000,
  late: false,
  reverses: null,
  counts: null,
  origin: "other_province" as m.Origin,
  form: "cash" as m.FundForm,
  by: "项目一科填报员",
};

export const LEDGER: LedgerLine[] = [
  {
    ...plain,
    n: 1,
    company: 0,
    project: 0,
    lines: ["F500", "C500", "I100"],
    arrived: "2025-01-20",
    verified: "2025-02-05",
    fen: "8000000000",
    minor: "8000000000",
    posted: "2025Q1",
    voucher: ["bank_slip", "0012"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 2,
    company: 1,
    project: 1,
    lines: ["F500"],
    arrived: "2025-02-18",
    verified: "2025-03-10",
    fen: "7170000000",
    currency: "USD",
    minor: "1000000000",
    rate: "7.1700",
    rateOn: "2025-02-18",
    origin: "foreign",
    posted: "2025Q1",
    voucher: ["bank_slip", "0377"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 3,
    company: 2,
    project: 2,
    lines: ["C500"],
    arrived: "2025-03-28",
    verified: "2025-04-12",
    fen: "15000000000",
    minor: "15000000000",
    posted: "2025Q2",
    late: true,
    voucher: ["bank_slip", "0218"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 4,
    company: 3,
    project: 3,
    lines: ["I100"],
    arrived: "2025-05-15",
    verified: "2025-06-01",
    fen: "3000000000",
    minor: "3000000000",
    posted: "2025Q2",
    voucher: ["bank_slip", "0391"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 5,
    company: 0,
    project: 0,
    lines: ["F500", "C500", "I100"],
    arrived: "2025-06-10",
    verified: "2025-06-20",
    fen: "-2000000000",
    minor: "-2000000000",
    posted: "2025Q2",
    reverses: 1,
    voucher: ["resolution", "2025-6"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 6,
    company: 0,
    project: 4,
    lines: ["F500", "C500", "I100"],
    arrived: "2025-06-25",
    verified: "2025-07-03",
    fen: "6000000000",
    minor: "10000000000",
    share: 6000,
    posted: "2025Q2",
    voucher: ["bank_slip", "0451"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 7,
    company: 2,
    project: 5,
    lines: [],
    arrived: "2025-04-22",
    verified: "2025-05-09",
    fen: "5000000000",
    minor: "5000000000",
    posted: "2025Q2",
    counts: "zone",
    voucher: ["bank_slip", "0402"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 8,
    company: 5,
    project: 6,
    lines: [],
    arrived: "2025-05-30",
    verified: "2025-06-11",
    fen: "1200000000",
    minor: "1200000000",
    posted: "2025Q2",
    counts: "origin",
    origin: "local",
    voucher: ["bank_slip", "0427"],
    status: "VERIFIED",
  },
  {
    ...plain,
    n: 9,
    company: 1,
    project: 1,
    lines: ["F500"],
    arrived: "2025-06-27",
    verified: null,
    fen: "2151000000",
    currency: "USD",
    minor: "300000000",
    rate: "7.1700",
    rateOn: "2025-06-27",
    origin: "foreign",
    posted: null,
    voucher: ["bank_slip", "0460"],
    status: "SUBMITTED",
  },
  {
    ...plain,
    n: 10,
    company: 8,
    project: 7,
    lines: ["C500"],
    arrived: "2025-06-30",
    verified: null,
    fen: "860000000",
    minor: "860000000",
    posted: null,
    voucher: ["bank_slip", "0463"],
    status: "FIRST_PASS",
  },
  {
    ...plain,
    n: 11,
    company: 12,
    project: 8,
    lines: ["I100"],
    arrived: "2025-07-01",
    verified: null,
    fen: "430000000",
    minor: "430000000",
    posted: null,
    voucher: ["invoice", "FP-88120"],
    status: "RECHECKED",
    form: "fixed_assets",
  },
  {
    ...plain,
    n: 12,
    company: 3,
    project: 3,
    lines: ["I100"],
    arrived: "2025-06-18",
    verified: null,
    fen: "250000000",
    minor: "250000000",
    posted: null,
    voucher: ["contract", "HT-19"],
    status: "RETURNED",
  },
  {
    ...plain,
    n: 13,
    company: 20,
    project: 9,
    lines: [],
    arrived: "2025-07-04",
    verified: null,
    fen: "98000000",
    minor: "98000000",
    posted: null,
    voucher: ["bank_slip", "0471"],
    status: "DRAFT",
  },
  {
    ...plain,
    n: 14,
    company: 30,
    project: 10,
    lines: [],
    arrived: "2025-04-02",
    verified: null,
    fen: "300000000",
    minor: "300000000",
    posted: null,
    voucher: ["bank_slip", "0333"],
    status: "REJECTED",
  },
];

const ZONES = ["高新区", "高新区", "高新区", "临空片区(邻区)"];
const STAGES: m.Stage[] = [
  "FUNDED",
  "FUNDED",
  "STARTED",
  "SIGNED",
  "NEGOTIATING",
  "TO_SIGN",
  "LEAD",
  "REGISTERED",
  "PAUSED",
];
const WORKS = [
  "智能装备基地",
  "区域数据中心",
  "新材料生产线",
  "研发中心",
  "西南总部",
  "动力电池扩产",
  "冷链枢纽",
  "算力园区",
];

export function projectAt(n: number): m.ProjectRow {
  const random = randomFrom(n * 104729 + 5);
  const company = companyAt(n < 4 ? n : n * 3);
  const funded = LEDGER.filter((line) => line.project === n && line.status === "VERIFIED");
  const stage = funded.length ? "FUNDED" : STAGES[2 + (n % (STAGES.length - 2))]!;
  const outside = n === 5;
  const signed =
    stage === "NEGOTIATING" || stage === "LEAD" || stage === "TO_SIGN"
      ? null
      : addDays("2024-02-10", Math.floor(random() * 420));
  return {
    id: PROJECT(n),
    code: `GX-2025-${String(n + 1).padStart(3, "0")}`,
    name: `${company.name.replace(/(集团|公司|股份|科技)$/, "")}${WORKS[n % WORKS.length]}`,
    investors: [company.name],
    zone: outside ? ZONES[3]! : ZONES[0]!,
    zone_counts: !outside,
    industry: company.industry,
    stage,
    agreed_fen:
      stage === "LEAD" ? null : (BigInt(10 + Math.floor(random() * 200)) * 1_000_000_000n).toString(),
    delivered_fen: funded.reduce((sum, line) => sum + BigInt(line.fen), 0n).toString(),
    signed_on: signed,
    owner_unit: "投资促进局",
    owner: OWNERS[n % OWNERS.length]!,
    last_met_on: random() < 0.5 ? addDays(TODAY, -Math.floor(random() * 90)) : null,
  };
}

const TOPICS = [
  "西南总部选址",
  "二期扩产与用地",
  "供应链配套",
  "绿电指标",
  "人才公寓与子女入学",
  "首台套政策",
  "数据中心能耗指标",
];
const NEXT = ["送土地方案", "报用电需求", "约总部投资部会面", "提供税收测算", "安排现场踏勘", "回复环评问题"];
const LEADERS = ["分管副局长", "局长", "副区长", "项目一科科长", "驻沪专员"];
const MODES: m.MeetingMode[] = ["visit", "received", "video", "call", "event"];
const LEVELS: m.MeetingLevel[] = ["section", "district", "district", "city", "province"];

export function meetingAt(n: number): m.Meeting {
  const random = randomFrom(n * 15485863 + 3);
  const company = companyAt(n % 3 === 0 ? n % 4 : Math.floor(random() * 90));
  const held = addDays(TODAY, -1 - Math.floor(n * 1.7));
  const due = random() < 0.6 ? addDays(held, 7 + Math.floor(random() * 21)) : null;
  const done = due && (n > 12 || random() < 0.3) ? addDays(due, -1) : null;
  return {
    id: MEETING(n),
    held_on: held,
    mode: MODES[Math.floor(random() * MODES.length)]!,
    level: LEVELS[Math.floor(random() * LEVELS.length)]!,
    company_id: company.id,
    company: company.name,
    project_id: n % 4 === 0 ? PROJECT(n % 11) : null,
    project: n % 4 === 0 ? projectAt(n % 11).name : null,
    place: ["上海", "深圳", "贵阳", "北京", "苏州"][n % 5]!,
    lead_person: LEADERS[n % LEADERS.length]!,
    our_people: OWNERS[n % OWNERS.length]!,
    their_people: "投资部负责人等 3 人",
    topics: TOPICS[n % TOPICS.length]!,
    asks: n % 2 ? "希望明确用地价格与交付时间" : null,
    promises: null,
    blockers: n % 5 === 2 ? "能耗指标未落实" : null,
    next_step: due ? NEXT[n % NEXT.length]! : null,
    next_owner: due ? OWNERS[n % OWNERS.length]! : null,
    due_on: due,
    done_on: done,
    trip: n % 3 === 0 ? "六月长三角小分队" : null,
    logged_by: "项目一科填报员",
  };
}

export function fundRow(line: LedgerLine): m.FundRow {
  const company = companyAt(line.company);
  const outside = line.counts === "zone";
  return {
    id: FUND(line.n),
    ref: refOf(line.n),
    project_id: PROJECT(line.project),
    project: projectAt(line.project).name,
    investor_id: company.id,
    investor: company.name,
    payer: company.name,
    form: line.form,
    origin: line.origin,
    arrived_on: line.arrived,
    currency: line.currency,
    amount_minor: line.minor,
    rate: line.rate,
    rate_unit: line.rate ? 1 : null,
    rate_on: line.rateOn,
    rate_source: line.rate ? "中国外汇交易中心中间价" : null,
    share_bp: line.share,
    zone_id: id("20e0", outside ? 2 : 1),
    zone: projectAt(line.project).zone ?? "",
    zone_counts: !outside,
    recognised_fen: line.fen,
    status: line.status,
    reverses: line.reverses ? refOf(line.reverses) : null,
    reversed_by: line.n === 1 ? refOf(5) : null,
    submitted_by: line.by,
    verified_by: line.verified ? "分管副局长" : null,
    verified_on: line.verified,
    papers: line.voucher[0] === "contract" ? 0 : 1,
    reason: line.status === "RETURNED" ? "请补银行进账单" : null,
    note: null,
    standing: standingOf(line),
  };
}

function standingOf(line: LedgerLine): m.FundStanding | null {
  if (["DRAFT", "RETURNED", "REJECTED"].includes(line.status)) return null;
  const { lines, posted, late } = line;
  const uncounted = line.counts ?? (lines.length ? null : "not_on_list");
  return { counts_in: lines.slice(0, 1), also_on: lines.slice(1), uncounted, posted, late };
}

export const refOf = (n: number): string => `DW-2025-${String(n).padStart(4, "0")}`;

/** Quarters since a period's year began, up to and with it. */
export function quartersUpTo(through: string): string[] {
  const [year, quarter] = through.split("Q");
  return Array.from({ length: Number(quarter) }, (_unused, index) => `${year}Q${index + 1}`);
}

/** The period a line counts in under a reading, or null where it does not. */
export function periodOf(line: LedgerLine, reading: m.Reading): string | null {
  if (line.status !== "VERIFIED" || line.counts) return null;
  if (reading === "restated") return quarterOf(line.arrived);
  return line.posted;
}
