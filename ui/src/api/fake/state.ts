/** The made-up bureau as it stands at the start; each backend has a world of its own. */
import type * as m from "../model";
import * as w from "./world";

export interface State {
  ledger: w.LedgerLine[];
  meetings: m.Meeting[];
  projects: m.ProjectRow[];
  targets: Map<string, string | null>;
  closed: Map<string, string>;
  users: m.User[];
  zones: m.Zone[];
  scheme: m.Scheme;
  history: m.HistoryEntry[];
  imports: m.ImportRecord[];
  lines: Map<string, m.Line | null>;
  backups: m.Backup[];
  /** What was entered of companies, over what the world makes of their numbers. */
  companies: Map<m.Id, m.CompanyFields>;
  views: m.SavedView[];
  links: (m.Ownership & { id: m.Id })[];
}

const link = (n: number, child: number, percent_ppm: number | null): m.Ownership & { id: m.Id } => ({
  id: w.id("11de", n),
  parent_id: w.COMPANY(0),
  child_id: w.COMPANY(child),
  percent_ppm,
  control: percent_ppm === null ? "vie" : "equity",
  valid_from: "2023-04-01",
  valid_to: null,
});

const past = (entry: number, op: string, subject: string, at: string, by: string): m.HistoryEntry => ({
  entry,
  op,
  subject,
  at,
  by,
  means: op === "imported" ? "import" : "user",
  undone: false,
});

export function freshState(): State {
  return {
    ledger: structuredClone(w.LEDGER),
    meetings: Array.from({ length: 304 }, (_unused, n) => w.meetingAt(n)),
    projects: Array.from({ length: 41 }, (_unused, n) => w.projectAt(n)),
    targets: new Map<string, string | null>([
      ["2025F500", "40000000000"],
      ["2025C500", "30000000000"],
      ["2025I100", null],
      ["2025total", "70000000000"],
    ]),
    closed: new Map([["2025Q1", "2025-04-08"]]),
    users: [
      { id: w.id("a5e0", 1), name: "分管副局长", role: "deputy_director", active: true },
      { id: w.id("a5e0", 2), name: "项目一科填报员", role: "officer", active: true },
      { id: w.id("a5e0", 3), name: "项目一科科长", role: "section_head", active: true },
      { id: w.id("a5e0", 4), name: "系统管理员", role: "admin", active: true },
    ],
    zones: [
      { id: w.id("20e0", 1), name: "高新区", counts: true },
      { id: w.id("20e0", 2), name: "临空片区(邻区)", counts: false },
    ],
    scheme: {
      year: 2025,
      version: 2,
      edition_policy: "A",
      attribution: "exclusive",
      origins: ["foreign", "other_province"],
      forms: ["cash", "shareholder_loan", "fixed_assets", "land", "in_kind", "reinvested_profit"],
      progress: "months",
      merge_reviews: false,
      list_lines: {},
      note: null,
    },
    history: [
      past(2318, "fund-verified", "DW-2025-0006", "2025-07-03T08:12:00Z", "分管副局长"),
      past(2317, "meeting-logged", "示例甲集团", "2025-07-03T02:40:00Z", "项目一科填报员"),
      past(2316, "period-closed", "2025Q1", "2025-04-08T09:00:00Z", "分管副局长"),
      past(2290, "imported", "示例世界500强 2024", "2025-01-06T01:30:00Z", "系统管理员"),
    ],
    imports: [
      {
        id: w.id("1e00", 1),
        name: "示例世界500强-2024.csv",
        kind: "edition",
        rows: 500,
        created: 489,
        updated: 11,
        rejected: 0,
        at: "2025-01-06T01:30:00Z",
        by: "系统管理员",
      },
      {
        id: w.id("1e00", 2),
        name: "项目台账.xlsx",
        kind: "projects",
        rows: 41,
        created: 38,
        updated: 1,
        rejected: 2,
        at: "2025-01-06T02:05:00Z",
        by: "系统管理员",
      },
    ],
    lines: new Map([
      ["F500", "F500"],
      ["C500", "C500"],
      ["I100", "I100"],
      ["NET100", null],
    ]),
    companies: new Map(),
    views: [],
    links: [link(1, 60, 1_000_000), link(2, 61, 550_000), link(3, 62, null), link(4, 63, 340_000)],
    backups: [
      { name: "2025-07-07T11-06", bytes: 18_432_000 },
      { name: "2025-07-06T17-58", bytes: 18_411_520 },
      { name: "2025-06-30T18-01", bytes: 18_022_400 },
    ],
  };
}
