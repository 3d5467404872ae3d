/** A made-up ledger on its way in: half a thousand rows, some of them wrong, some in doubt. */
import type { ImportPart } from "../backend";
import type * as m from "../model";
import type { Fake } from "./index";
import * as w from "./world";

const HEADERS = [
  "流水号",
  "投资方名称",
  "形式",
  "资金来源",
  "到账日期",
  "金额(万元)",
  "落地园区",
  "经办人",
  "备注",
];
const KEYS = ["ref", "investor", "form", "origin", "arrival", "amount", "zone", null, "note"] as const;
const REASONS = [
  "canonical",
  "alias",
  "canonical",
  "alias",
  "alias",
  "canonical",
  "alias",
  null,
  "canonical",
];
const ROWS = 512;
const KINDS: m.ImportKind[] = [
  "funds",
  "projects",
  "companies",
  "meetings",
  "edition",
  "targets",
  "ownership",
  "rates",
];
const FIELDS: m.ImportField[] = [
  ["ref", "流水号", true],
  ["project", "项目", false],
  ["investor", "投资方", true],
  ["payer", "付款方", false],
  ["form", "形式", true],
  ["origin", "来源", true],
  ["arrival", "到账日", true],
  ["currency", "币种", false],
  ["amount", "金额", true],
  ["zone", "落地区域", false],
  ["note", "备注", false],
].map(([key, header, required]) => ({
  key: key as string,
  header: header as string,
  required: required as boolean,
}));

/** A row as the file has it. */
function written(at: number): string[] {
  const month = String((at % 9) + 1).padStart(2, "0");
  const amount = at % 97 === 13 ? "约5000" : String(((at * 37) % 900) + 100);
  const investor =
    at % 61 === 5 ? "示例甲集团(中国)" : at % 83 === 7 ? "SAMPLE B INC" : `示例企业${(at % 40) + 1}`;
  return [
    `DW-2026-${String(at + 1).padStart(4, "0")}`,
    investor,
    at % 5 ? "现金" : "实物",
    at % 3 ? "省外" : "境外",
    at % 113 === 20 ? "2026.13.5" : `2026-${month}-${String((at % 27) + 1).padStart(2, "0")}`,
    amount,
    at % 149 === 30 ? "邻区" : "高新区",
    at % 2 ? "王" : "李",
    at % 4 ? "" : "二期",
  ];
}

const NEWCOMERS = ["示例新秀", "示例戊集团", "示例己控股"];
const IMPACT: m.EditionImpact = {
  on: "2025-07-29",
  lines: [{ line: "F500", entered: 3, left: 1, stayed: 497, to_assign: 2 }],
  to_assign: 2,
  policies: [
    { policy: "A", years: [2025], moves: [] },
    {
      policy: "B",
      years: [],
      moves: [
        {
          year: 2025,
          from: ["I100"],
          to: ["F500"],
          moved_fen: "3000000000",
          funds: 1,
          in_force: false,
          closed: true,
        },
      ],
    },
    {
      policy: "C",
      years: [],
      moves: [
        {
          year: 2025,
          from: ["F500"],
          to: [],
          moved_fen: "-100000",
          funds: 1,
          in_force: false,
          closed: false,
        },
      ],
    },
  ],
};

export function importsOf(fake: Fake): ImportPart {
  const { answer, write } = fake;
  const mends = new Map<string, string>();
  const choices = new Map<string, m.MatchChoice>();
  let mapping: Record<string, string | null> = {};
  let constants: Record<string, string> = {};
  let kind: m.ImportKind = "funds";
  let name = "2026年到位资金台账.csv";
  let progress: m.ImportProgress | null = null;
  let cancelled = false;

  const keyOf = (at: number): string | null => {
    const header = HEADERS[at] ?? "";
    return header in mapping ? (mapping[header] ?? null) : (KEYS[at] ?? null);
  };
  const shownColumns = () =>
    HEADERS.flatMap((header, at) => {
      const key = keyOf(at);
      return key ? [{ at, header, key }] : [];
    });
  const look = (): m.ImportLook => ({
    name,
    format: "separated",
    encoding: "gb18030",
    encoding_certainty: 97,
    encodings: ["utf-8", "gb18030", "utf-16le", "utf-16be", "big5", "windows-1252"],
    tables: [
      { sheet: "", title: "高新区2026年到位资金台账(单位:万元)", header_row: 2, header_rows: 1, rows: ROWS },
    ],
    table: 0,
    kind,
    kinds: KINDS.map((one, at) => ({ kind: one, score: Math.max(4, 96 - at * 27) })),
    columns: HEADERS.map((header, at) => ({
      at,
      header,
      key: keyOf(at),
      confidence: [100, 90, 100, 90, 90, 100, 62, 0, 100][at] ?? 0,
      perhaps: null,
      reason: header in mapping ? "given" : (REASONS[at] ?? null),
      unit: at === 5 ? "万元" : null,
      samples: [0, 1, 2].map((row) => written(row)[at] ?? ""),
    })),
    fields: FIELDS,
    constants,
    missing: FIELDS.filter(
      ({ key, required }) =>
        required && !(key in constants) && !HEADERS.some((_header, at) => keyOf(at) === key),
    ).map(({ header }) => header),
    preview: [
      { row: 1, header: false, cells: ["高新区2026年到位资金台账(单位:万元)"] },
      { row: 2, header: true, cells: HEADERS },
      ...[0, 1, 2, 3].map((at) => ({ row: at + 3, header: false, cells: written(at) })),
    ],
    remembered: false,
    list_code: null,
    source: null,
    problem: null,
  });

  const row = (at: number): m.ImportRow => {
    const number = at + 3;
    const file = written(at);
    const cells = shownColumns().map(({ at: place }) => mends.get(`${number} ${place}`) ?? file[place] ?? "");
    const value = (key: string): string =>
      cells[shownColumns().findIndex((column) => column.key === key)] ?? "";
    const problem = (key: string, code: string): m.ImportProblem => {
      const column = shownColumns().find((entry) => entry.key === key)?.header ?? key;
      return { row: number, column, code, args: { value: value(key) } };
    };
    const problems: m.ImportProblem[] = [];
    if (!/^\d+(\.\d+)?$/.test(value("amount"))) problems.push(problem("amount", "value-approximate"));
    if (!/^\d{4}-(0\d|1[0-2])-\d\d$/.test(value("arrival")))
      problems.push(problem("arrival", "value-not-a-date"));
    if (value("zone") !== "高新区") problems.push(problem("zone", "zone-unknown"));
    const doubtful = doubtOf(value("investor")) !== null && !choices.has(value("investor"));
    const updated = at % 29 === 3;
    const fate: m.Fate = problems.length
      ? "rejected"
      : updated
        ? "updated"
        : at % 31 === 8
          ? "unchanged"
          : at % 256 === 200
            ? "skipped"
            : "created";
    return {
      id: String(number),
      row: number,
      title: value("ref"),
      fate,
      doubtful: doubtful && fate !== "rejected",
      cells,
      mended: shownColumns().flatMap(({ at: place }, shown) =>
        mends.has(`${number} ${place}`) ? [shown] : [],
      ),
      changes:
        fate === "updated"
          ? [
              { field: "amount", old: "86", new: value("amount") },
              { field: "origin", old: "other_city", new: "other_province" },
            ]
          : [],
      problems,
      warnings: at % 71 === 11 && !problems.length ? [problem("investor", "company-made")] : [],
    };
  };
  const all = (): m.ImportRow[] => Array.from({ length: ROWS }, (_unused, at) => row(at));
  const doubtOf = (text: string): m.MatchCandidate[] | null => {
    const one = (n: number, title: string, score: number, ground: string, detail: string | null) => ({
      id: w.COMPANY(n),
      title,
      score,
      reasons: [{ ground, detail }],
    });
    if (text === "示例甲集团(中国)")
      return [
        one(0, "示例甲集团", 870, "place", "中国"),
        one(3, "示例甲控股", 610, "forms-differ", "集团、控股"),
      ];
    return text === "SAMPLE B INC" ? [one(1, "Sample B Inc.", 820, "translated", null)] : null;
  };
  const counts = (): m.ImportCounts => {
    const rows = all();
    const of = (fate: m.Fate): number => rows.filter((entry) => entry.fate === fate).length;
    return {
      rows: rows.length,
      created: of("created"),
      updated: of("updated"),
      unchanged: of("unchanged"),
      skipped: of("skipped"),
      rejected: of("rejected"),
      doubtful: rows.filter((entry) => entry.doubtful).length,
      warned: rows.filter((entry) => entry.warnings.length > 0).length,
      companies_made: 4,
      columns: shownColumns(),
      notices: [],
      impact: kind === "edition" ? IMPACT : null,
    };
  };
  const chosen = (file: string): m.ChosenFile => {
    name = file;
    return { token: "import-1", name: file };
  };
  const doubts = (): m.ImportDoubt[] =>
    ["示例甲集团(中国)", "SAMPLE B INC"].flatMap((text) => {
      const of = all().filter((entry) => entry.cells[1] === text);
      const candidates = doubtOf(text);
      if (!of.length || !candidates) return [];
      const choice = choices.get(text) ?? null;
      return [{ field: "investor", written: text, rows: of.length, row: of[0]!.row, candidates, choice }];
    });

  return {
    importChoose: () => answer(() => chosen(name)),
    importDrop: (file) => answer(() => chosen(file.name)),
    importPaste: () => answer(() => chosen("粘贴的表格")),
    importOpen: () =>
      answer(() => {
        mends.clear();
        choices.clear();
        mapping = {};
        constants = {};
        return look();
      }),
    importShape: (shape) =>
      answer(() => {
        mapping = shape.mapping;
        constants = Object.fromEntries(Object.entries(shape.constants).filter(([, text]) => text));
        kind = shape.kind ?? kind;
        return look();
      }),
    importPlan: () => answer(counts),
    importReplan: () => answer(counts),
    importRows: (filter, offset, limit) =>
      answer(() => {
        const rows = all().filter(
          (entry) =>
            filter === "all" ||
            (filter === "doubtful"
              ? entry.doubtful
              : filter === "warned"
                ? entry.warnings.length > 0
                : entry.fate === filter),
        );
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      }),
    importMend: (at, column, text) =>
      answer(() => {
        if (text === null) mends.delete(`${at} ${column}`);
        else mends.set(`${at} ${column}`, text);
        return counts();
      }),
    importImpactCompanies: (_line, moving, offset, limit) =>
      answer(() => {
        const rows = (moving === "left" ? ["示例旧企"] : NEWCOMERS).map((name, at) => ({
          company_id: w.COMPANY(at),
          name,
          rank: moving === "left" ? null : 480 + at,
          rank_before: moving === "left" ? 499 : null,
          owner: at === 1 ? "王" : null,
        }));
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      }),
    importImpactFunds: (policy, place) =>
      answer(() => {
        const moved = IMPACT.policies.find((one) => one.policy === policy)?.moves[place];
        const ground = (line: m.Line): m.MoveGround => ({
          line,
          list: line,
          edition_year: 2025,
          rank: 12,
          path: ["示例丁公司"],
        });
        if (!moved) return { rows: [], total: 0 };
        const row: m.FundMoved = {
          id: w.FUND(3),
          ref: "DW-2025-0004",
          investor: "示例丁公司",
          arrived_on: "2025-05-15",
          recognised_fen: moved.moved_fen,
          before: moved.from.map(ground),
          after: moved.to.map(ground),
        };
        return { rows: [row], total: 1 };
      }),
    importDoubts: (offset, limit) =>
      answer(() => ({ rows: doubts().slice(offset, offset + limit), total: doubts().length })),
    importDecide: (text, choice) =>
      answer(() => void (choice ? choices.set(text, choice) : choices.delete(text))),
    importDecideLike: (text, choice) =>
      answer(() => {
        const first = doubtOf(text)?.[0];
        choices.set(
          text,
          choice === "first" && first ? { means: "company", id: first.id } : { means: "new" },
        );
      }),
    importProgress: () => answer(() => progress),
    importCancel: () => answer(() => void (cancelled = true)),
    importCommit: async (partial) => {
      cancelled = false;
      for (let step = 0; step <= 10 && fake.delay; step++) {
        progress = { done: Math.round((ROWS * step) / 10), all: ROWS };
        await new Promise((resolve) => setTimeout(resolve, fake.delay));
        if (cancelled) fake.refuse("cancelled");
      }
      progress = null;
      const plan = counts();
      if (plan.rejected && !partial) return answer(() => ({ id: null, counts: plan, changes: null }));
      const record: m.ImportRecord = {
        id: w.id("1e00", fake.nextId()),
        name,
        kind,
        rows: plan.rows,
        created: plan.created,
        updated: plan.updated,
        rejected: plan.rejected,
        at: w.NOW,
        by: fake.me.name,
      };
      const changes = await write(
        "imported",
        ["fund", "import_run"],
        () => void fake.state.imports.unshift(record),
        name,
      );
      return { id: record.id, counts: plan, changes };
    },
    importRejects: (file) => answer(() => ({ token: "rejects-1", name: file })),
    importLeave: () => Promise.resolve(),
    imports: () => answer(() => fake.state.imports),
    importRevertLook: () =>
      answer(() => ({
        restored: 487,
        conflicts: [
          {
            kind: "field" as const,
            table: "fund",
            row: w.FUND(3),
            title: "DW-2026-0004",
            field: "payer",
            before: "示例甲集团",
            imported: "示例甲集团有限公司",
            now: "示例甲贵州公司",
          },
          {
            kind: "row" as const,
            table: "fund",
            row: w.FUND(4),
            title: "DW-2026-0009",
            field: "note",
            before: null,
            imported: "二期",
            now: "二期,已约见",
          },
          {
            kind: "used" as const,
            table: "company",
            row: w.COMPANY(4),
            title: "示例企业7",
            field: "id",
            before: null,
            imported: null,
            now: null,
          },
        ],
      })),
    importRevert: (id) =>
      write("import-reverted", ["fund", "company", "import_run"], () => {
        fake.state.imports = fake.state.imports.filter((entry) => entry.id !== id);
      }),
  };
}
