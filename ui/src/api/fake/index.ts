/** A backend in memory: the same commands, a made-up bureau, nothing kept. Serves tests and browsers. */
import { addDays } from "@/lib/dates";
import type { Backend } from "../backend";
import { Refused } from "../call";
import type * as m from "../model";
import { bridgeOf, explainOf, kpiOf, monthsOf, notCountedOf } from "./kpi";
import { companyDetail, fundDetail, listInfos, projectDetail, searchFake } from "./detail";
import * as w from "./world";

export interface FakeOptions {
  phase?: m.StorePhase;
  role?: m.Role;
  /** How many companies its list has. */
  companies?: number;
  /** Milliseconds before it answers. */
  delay?: number;
  sample?: boolean;
}

interface State {
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
}

function freshState(): State {
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
      { id: w.id("20e0", 1), name: "高新区", counts: true, funds: 13 },
      { id: w.id("20e0", 2), name: "临空片区(邻区)", counts: false, funds: 1 },
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
      set_on: "2025-01-06",
      set_by: "系统管理员",
    },
    history: [
      {
        seq: 2318,
        op: "fund_verified",
        at: "2025-07-03T08:12:00Z",
        by: "分管副局长",
        means: "user",
        summary: "DW-2025-0006",
      },
      {
        seq: 2317,
        op: "meeting_added",
        at: "2025-07-03T02:40:00Z",
        by: "项目一科填报员",
        means: "user",
        summary: "示例甲集团",
      },
      {
        seq: 2316,
        op: "period_closed",
        at: "2025-04-08T09:00:00Z",
        by: "分管副局长",
        means: "user",
        summary: "2025Q1",
      },
      {
        seq: 2290,
        op: "edition_imported",
        at: "2025-01-06T01:30:00Z",
        by: "系统管理员",
        means: "import",
        summary: "示例世界500强 2024",
      },
    ],
    imports: [
      {
        id: w.id("1e00", 1),
        name: "示例世界500强-2024.csv",
        kind: "edition",
        at: "2025-01-06T01:30:00Z",
        by: "系统管理员",
        created: 500,
        updated: 0,
        reverted: false,
      },
      {
        id: w.id("1e00", 2),
        name: "项目台账.xlsx",
        kind: "projects",
        at: "2025-01-07T02:05:00Z",
        by: "项目一科填报员",
        created: 38,
        updated: 3,
        reverted: false,
      },
    ],
    lines: new Map([
      ["F500", "F500"],
      ["C500", "C500"],
      ["I100", "I100"],
      ["NET100", null],
    ]),
    backups: [
      { name: "2025-07-07 11:06", at: "2025-07-07T03:06:00Z", bytes: 18_432_000, ok: true },
      { name: "2025-07-06 17:58", at: "2025-07-06T09:58:00Z", bytes: 18_411_520, ok: true },
      { name: "2025-06-30 18:01", at: "2025-06-30T10:01:00Z", bytes: 18_022_400, ok: true },
    ],
  };
}

const REVIEW: m.FundStatus[] = ["SUBMITTED", "FIRST_PASS", "RECHECKED"];

/** Makes one; each has a world of its own. */
export function fakeBackend(options: FakeOptions = {}): Backend {
  const { role = "deputy_director", companies: total = 612, delay = 0, sample = true } = options;
  let phase = options.phase ?? "open";
  let state = freshState();
  let nextId = 900;
  let cancelled = false;
  const undone: { op: string; state: State }[] = [];
  const done: { op: string; state: State }[] = [];
  const me = state.users.find((user) => user.role === role) ?? state.users[0]!;

  const answer = async <T>(value: () => T): Promise<T> => {
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    return structuredClone(value());
  };
  const refuse = (code: string, args: Record<string, string | number> = {}): never => {
    throw new Refused({ code, args });
  };
  const write = (
    op: string,
    tables: string[],
    change: () => m.Id | void,
    summary: string | null = null,
  ): Promise<m.Changes> =>
    answer(() => {
      if (me.role === "readonly") refuse("read_only_role");
      const before = structuredClone(state);
      const id = change() ?? undefined;
      done.push({ op, state: before });
      undone.length = 0;
      const seq = (state.history[0]?.seq ?? 0) + 1;
      state.history.unshift({ seq, op, at: w.NOW, by: me.name, means: "user", summary });
      return { op, tables, ...(id ? { id } : {}) };
    });
  const line = (id: m.Id): w.LedgerLine =>
    state.ledger.find((entry) => w.FUND(entry.n) === id) ?? refuse("not_found");
  const move = (id: m.Id, op: string, from: m.FundStatus[], to: m.FundStatus): Promise<m.Changes> =>
    write(op, ["fund"], () => {
      const entry = line(id);
      if (!from.includes(entry.status)) refuse("wrong_status", { status: entry.status });
      entry.status = to;
      return id;
    });
  const page = <Row, Filter, Key extends string>(
    rows: Row[],
    request: m.PageRequest<Filter, Key>,
    key: (row: Row) => string | number | bigint | null,
  ): m.Page<Row> => {
    const sorted = rows.toSorted((left, right) => compare(key(left), key(right)));
    if (request.descending) sorted.reverse();
    return { rows: sorted.slice(request.offset, request.offset + request.limit), total: rows.length };
  };
  const status = (): m.AppStatus => ({
    phase,
    version: "0.1.0",
    today: w.TODAY,
    now_at: w.NOW,
    store: phase === "none" ? null : { name: "高新区投资促进局", zone: "高新区", sample },
    users: state.users.map((user) => user.name),
    user: phase === "open" ? { id: me.id, name: me.name, role: me.role } : null,
    counts:
      phase === "open"
        ? {
            today: 6,
            companies: total,
            meetings: state.meetings.length,
            projects: state.projects.length,
            review: state.ledger.filter((entry) => REVIEW.includes(entry.status)).length,
          }
        : null,
    chain: phase === "open" ? { ok: true, entries: state.history[0]?.seq ?? 0 } : null,
    backup: phase === "open" ? { at: state.backups[0]?.at ?? null, ok: true } : null,
  });
  const queue = (): m.FundRow[] =>
    state.ledger.filter((entry) => REVIEW.includes(entry.status)).map(w.fundRow);
  const followUps = (): m.FollowUp[] =>
    state.meetings
      .filter((meeting) => meeting.due_on && !meeting.done_on)
      .map((meeting) => ({
        meeting_id: meeting.id,
        company: meeting.company,
        next_step: meeting.next_step ?? "",
        due_on: meeting.due_on!,
        owner: meeting.next_owner ?? "",
        level: meeting.level,
        overdue_days: Math.max(
          0,
          Math.round((Date.parse(w.TODAY) - Date.parse(meeting.due_on!)) / 86_400_000),
        ),
      }))
      .toSorted((left, right) => compare(left.due_on, right.due_on));
  const year: m.KpiQuery = { year: 2025, through: "2025Q2", reading: "posted", attribution: "exclusive" };
  const folder = (): m.ChosenFolder => ({ token: "folder-1", label: "招商台账", holds: "nothing" });
  const opened = (): Promise<m.AppStatus> => {
    phase = "open";
    return answer(status);
  };

  return {
    appStatus: () => answer(status),
    storeChooseFolder: () => answer(folder),
    storeCreate: (store) =>
      store.passphrase.length < 8 ? answer(() => refuse("passphrase_short", { least: 8 })) : opened(),
    storeOpenSample: opened,
    storeOpen: () => {
      phase = "locked";
      return answer(status);
    },
    unlock: (_user, passphrase) =>
      passphrase === "wrong" ? answer(() => refuse("wrong_passphrase")) : opened(),
    lock: () => {
      phase = "locked";
      return answer(status);
    },

    today: () =>
      answer(() => ({
        follow_ups: followUps().slice(0, 6),
        returned: state.ledger.filter((entry) => entry.status === "RETURNED").map(w.fundRow),
        waiting: queue(),
        not_followed: followUps()
          .filter((entry) => entry.level === "province" || entry.level === "city")
          .slice(0, 3),
        kpi: kpiOf(state, year),
      })),
    kpi: (query) => answer(() => kpiOf(state, query)),
    kpiMonths: (query, of) => answer(() => monthsOf(state, query, of)),
    kpiBridge: (query, of) => answer(() => bridgeOf(state, query, of)),
    explain: (query, of) => answer(() => explainOf(state, query, of)),
    notCounted: (query) => answer(() => notCountedOf(state, query)),

    companies: (request) =>
      answer(() => {
        const { text, visited, list_code: list, owner_id: owner } = request.filter;
        const plain =
          !text && visited === null && !list && !owner && request.sort === "rank" && !request.descending;
        if (plain) {
          const count = Math.max(0, Math.min(request.limit, total - request.offset));
          return {
            rows: Array.from({ length: count }, (_unused, n) => w.companyAt(request.offset + n)),
            total,
          };
        }
        const rows = Array.from({ length: total }, (_unused, n) => w.companyAt(n)).filter(
          (row) =>
            (!text || `${row.name_zh} ${row.name_en}`.toLowerCase().includes(text.toLowerCase())) &&
            (visited === null || row.meetings > 0 === visited) &&
            (!list || row.lines.includes(list as m.Line)) &&
            (!owner || row.owner === owner),
        );
        const keys: Record<m.CompanySort, (row: m.CompanyRow) => string | bigint | number | null> = {
          rank: (row) => row.rank,
          name: (row) => row.name_zh,
          country: (row) => row.country,
          revenue: (row) => Number(row.revenue),
          last_met: (row) => row.last_met_on,
          delivered: (row) => BigInt(row.delivered_fen),
        };
        return page(rows, request, keys[request.sort]);
      }),
    company: (id) => answer(() => companyDetail(id, state) ?? refuse("not_found")),
    lists: () => answer(() => listInfos(state.lines)),

    meetings: (request) =>
      answer(() => {
        const { text, mode, level, open_only: open, company_id: company } = request.filter;
        const rows = state.meetings.filter(
          (row) =>
            (!text || `${row.company}${row.topics}${row.place}`.includes(text)) &&
            (!mode || row.mode === mode) &&
            (!level || row.level === level) &&
            (!company || row.company_id === company) &&
            (!open || (row.due_on !== null && row.done_on === null)),
        );
        return page(rows, request, (row) =>
          request.sort === "company" ? row.company : request.sort === "due_on" ? row.due_on : row.held_on,
        );
      }),
    meeting: (id) => answer(() => state.meetings.find((row) => row.id === id) ?? refuse("not_found")),
    meetingAdd: (meeting) =>
      write("meeting_added", ["meeting"], () => {
        const id = w.MEETING(nextId++);
        const company = companyDetail(meeting.company_id, state)?.name_zh ?? refuse("not_found");
        const texts = { project: null, promises: null, blockers: null, trip: null, done_on: null };
        state.meetings.unshift({ ...texts, ...meeting, id, company, entered_by: me.name });
        return id;
      }),
    followUpDone: (id) =>
      write("follow_up_done", ["meeting"], () => {
        const meeting = state.meetings.find((row) => row.id === id) ?? refuse("not_found");
        meeting.done_on = w.TODAY;
        return id;
      }),

    projects: (request) =>
      answer(() => {
        const { text, stage, unfunded } = request.filter;
        const rows = state.projects.filter(
          (row) =>
            (!text || `${row.code}${row.name}${row.investors}`.includes(text)) &&
            (!stage || row.stage === stage) &&
            (!unfunded || (row.signed_on !== null && row.delivered_fen === "0")),
        );
        const keys: Record<m.ProjectSort, (row: m.ProjectRow) => string | bigint | null> = {
          code: (row) => row.code,
          name: (row) => row.name,
          stage: (row) => row.stage,
          agreed: (row) => (row.agreed_fen === null ? null : BigInt(row.agreed_fen)),
          delivered: (row) => BigInt(row.delivered_fen),
          signed_on: (row) => row.signed_on,
        };
        return page(rows, request, keys[request.sort]);
      }),
    project: (id) => answer(() => projectDetail(id, state) ?? refuse("not_found")),
    projectAdd: (project) =>
      write("project_added", ["project"], () => {
        const id = w.PROJECT(nextId++);
        const names = project.investors.map((share) => companyDetail(share.company_id, state)?.name_zh ?? "");
        state.projects.unshift({
          ...w.projectAt(40),
          id,
          code: project.code,
          name: project.name,
          investors: names.join("、"),
          stage: project.stage,
          agreed_fen: project.agreed_fen,
          delivered_fen: "0",
          signed_on: project.stage === "SIGNED" ? project.stage_on : null,
          owner: project.owner,
          stale: null,
        });
        return id;
      }),
    milestoneAdd: (id, stage) =>
      write("milestone_added", ["milestone", "project"], () => {
        const project = state.projects.find((row) => row.id === id) ?? refuse("not_found");
        project.stage = stage;
        return id;
      }),

    funds: (request) =>
      answer(() => {
        const { status: wanted, period, line: of, text } = request.filter;
        const rows = state.ledger
          .map(w.fundRow)
          .filter(
            (row) =>
              (!wanted || row.status === wanted) &&
              (!period || row.posted === period) &&
              (!of || row.line === of) &&
              (!text || `${row.ref}${row.investor}${row.project}`.includes(text)),
          );
        const keys: Record<m.FundSort, (row: m.FundRow) => string | bigint | null> = {
          ref: (row) => row.ref,
          arrived_on: (row) => row.arrived_on,
          recognised: (row) => BigInt(row.recognised_fen ?? "0"),
          status: (row) => row.status,
          investor: (row) => row.investor,
        };
        return page(rows, request, keys[request.sort]);
      }),
    fund: (id) => answer(() => fundDetail(line(id), state, me)),
    fundDraftSave: (draft) =>
      write("fund_saved", ["fund", "evidence"], () => {
        const known = draft.id ? line(draft.id) : undefined;
        const n = known?.n ?? nextId++;
        const company =
          Array.from({ length: 120 }, (_unused, at) => at).find(
            (at) => w.COMPANY(at) === draft.investor_id,
          ) ?? 20;
        const project =
          Array.from({ length: 41 }, (_unused, at) => at).find((at) => w.PROJECT(at) === draft.project_id) ??
          0;
        const fen = draft.currency === "CNY" ? draft.amount_minor : "0";
        const voucher = draft.evidence[0];
        const entry: w.LedgerLine = {
          ...w.LEDGER[12]!,
          n,
          company,
          project,
          lines: w.companyAt(company).lines,
          arrived: draft.arrived_on,
          fen,
          minor: draft.amount_minor,
          currency: draft.currency,
          rate: draft.rate,
          rateOn: draft.rate_on,
          share: draft.share_bp,
          form: draft.form,
          origin: draft.origin,
          voucher: [voucher?.kind ?? "contract", voucher?.number ?? ""],
          status: "DRAFT",
          by: me.name,
        };
        if (known) Object.assign(known, entry);
        else state.ledger.push(entry);
        return w.FUND(n);
      }),
    fundSubmit: (id) => move(id, "fund_submitted", ["DRAFT", "RETURNED"], "SUBMITTED"),
    fundPass: (id) => move(id, "fund_passed", ["SUBMITTED"], "FIRST_PASS"),
    fundRecheck: (id) => move(id, "fund_rechecked", ["FIRST_PASS"], "RECHECKED"),
    fundVerify: (id) =>
      write("fund_verified", ["fund"], () => {
        const entry = line(id);
        if (entry.by === me.name) refuse("self_verification", { ref: w.refOf(entry.n) });
        if (!REVIEW.includes(entry.status)) refuse("wrong_status", { status: entry.status });
        Object.assign(entry, { status: "VERIFIED", verified: w.TODAY, posted: "2025Q2" });
        return id;
      }),
    fundReturn: (id) => move(id, "fund_returned", REVIEW, "RETURNED"),
    fundReject: (id) => move(id, "fund_rejected", REVIEW, "REJECTED"),
    fundReverse: (id, amount, on) =>
      write("fund_reversed", ["fund"], () => {
        const entry = line(id);
        const n = nextId++;
        const fen = (-BigInt(amount)).toString();
        state.ledger.push({
          ...entry,
          n,
          fen,
          minor: fen,
          arrived: on,
          verified: null,
          posted: null,
          late: false,
          status: "DRAFT",
          reverses: entry.n,
          by: me.name,
        });
        return w.FUND(n);
      }),
    evidenceChoose: () => answer(() => [evidenceOf("进账单.png", 184_320)]),
    evidenceDrop: (name, bytes) => answer(() => evidenceOf(name, bytes.length)),
    evidenceImage: () => answer(() => ({ mime: "image/svg+xml", bytes: new TextEncoder().encode(SLIP) })),
    reviewQueue: () => answer(queue),

    reportPreview: (period) =>
      answer(() => ({
        kpi: kpiOf(state, { ...year, through: period }),
        checks: [
          { code: "sums", ok: true, detail: null },
          { code: "ratios", ok: true, detail: null },
          { code: "units", ok: true, detail: null },
          { code: "closed", ok: state.closed.has(period), detail: period },
          { code: "evidence", ok: false, detail: "DW-2025-0012" },
        ],
        formats: ["xlsx", "csv"],
      })),
    reportExport: async (period, format, progress) => {
      cancelled = false;
      for (let at = 0; at <= 20; at++) {
        if (cancelled) return null;
        progress({ done: at, total: 20, step: at < 14 ? "lines" : "file" });
        await new Promise((resolve) => setTimeout(resolve, delay ? 90 : 0));
      }
      return { token: "report-1", name: `${period}.${format}`, bytes: 48_200 };
    },
    reportCancel: () => {
      cancelled = true;
      return Promise.resolve();
    },
    openFolder: () => Promise.resolve(),

    users: () => answer(() => state.users),
    userAdd: (name, newRole) =>
      write("user_added", ["user"], () => {
        if (state.users.some((user) => user.name === name)) refuse("user_exists", { name });
        state.users.push({ id: w.id("a5e0", nextId++), name, role: newRole, active: true });
      }),
    zones: () => answer(() => state.zones),
    zoneAdd: (name, counts) =>
      write(
        "zone_added",
        ["zone"],
        () => void state.zones.push({ id: w.id("20e0", nextId++), name, counts, funds: 0 }),
      ),
    zoneSetCounts: (id, counts) =>
      write("zone_changed", ["zone"], () => {
        const zone = state.zones.find((entry) => entry.id === id) ?? refuse("not_found");
        zone.counts = counts;
      }),
    scheme: (of) => answer(() => ({ ...state.scheme, year: of })),
    schemeSet: (scheme) =>
      write("scheme_set", ["scheme"], () => {
        state.scheme = { ...scheme, version: state.scheme.version + 1, set_on: w.TODAY, set_by: me.name };
      }),
    targets: (of) =>
      answer(() =>
        (["F500", "C500", "I100", "FDI", "total"] as m.TargetLine[]).map((target): m.Target => {
          const fen = state.targets.get(`${of}${target}`) ?? null;
          const document = fen === null ? null : "高新管发〔2025〕3号";
          return {
            line: target,
            target_fen: fen,
            document,
            effective_on: fen === null ? null : "2025-01-20",
            revisions:
              target === "F500"
                ? [{ target_fen: "36000000000", document: "高新管发〔2025〕1号", effective_on: "2025-01-06" }]
                : [],
          };
        }),
      ),
    targetSet: (target) =>
      write(
        "target_set",
        ["target"],
        () => void state.targets.set(`${target.year}${target.line}`, target.target_fen),
      ),
    listsSetLine: (code, to) => write("list_line_set", ["list"], () => void state.lines.set(code, to)),
    closes: (of) =>
      answer(() =>
        [1, 2, 3, 4].map((quarter): m.Close => {
          const period = `${of}Q${quarter}`;
          const on = state.closed.get(period) ?? null;
          const next = !on && (quarter === 1 || state.closed.has(`${of}Q${quarter - 1}`));
          const over = quarter <= 2;
          return {
            period,
            closed_on: on,
            by: on ? "分管副局长" : null,
            sha256: on ? "9f3c1f6b2a77d0e4c58b6a19e3d2a4c7f0b1d8e2a6c39475f1e0b7d6c5a49382" : null,
            previous: null,
            pending: quarter === 2 ? queue().length : 0,
            can_close: next && over,
            can_close_reason: on ? "closed" : next ? (over ? null : "not_over") : "previous_open",
          };
        }),
      ),
    periodClose: (period, on) =>
      write("period_closed", ["close"], () => void state.closed.set(period, on), period),
    backups: () => answer(() => state.backups),
    backupNow: () =>
      answer(() => {
        const made: m.Backup = { name: "2025-07-07 11:20", at: w.NOW, bytes: 18_440_192, ok: true };
        state.backups.unshift(made);
        return made;
      }),
    importChoose: (request) =>
      answer((): m.ImportPlan => ({
        token: "import-1",
        name: "global500-2024.csv",
        kind: request.kind,
        rows: 500,
        created: 489,
        updated: 6,
        unchanged: 2,
        skipped: 1,
        rejected: 2,
        problems: [
          { row: 47, column: "rank", code: "not_a_number", args: { value: "四十七" } },
          { row: 312, column: "name_zh", code: "empty_name", args: {} },
        ],
      })),
    importCommit: () =>
      write("edition_imported", ["company", "edition", "entry"], () => {
        state.imports.unshift({
          id: w.id("1e00", nextId++),
          name: "global500-2024.csv",
          kind: "edition",
          at: w.NOW,
          by: me.name,
          created: 489,
          updated: 6,
          reverted: false,
        });
      }),
    importRevert: (id) =>
      write("import_reverted", ["company", "edition", "entry"], () => {
        const found = state.imports.find((entry) => entry.id === id) ?? refuse("not_found");
        found.reverted = true;
      }),
    imports: () => answer(() => state.imports),
    history: (limit) => answer(() => state.history.slice(0, limit)),

    undoPeek: () =>
      answer(() => {
        const [last, next] = [done.at(-1), undone.at(-1)];
        const fixed = last && ["fund_verified", "period_closed"].includes(last.op);
        return {
          undo: last ? { op: last.op, at: w.NOW, blocked: fixed ? "immutable" : null } : null,
          redo: next ? { op: next.op } : null,
        };
      }),
    undo: () =>
      answer(() => {
        const last = done.at(-1) ?? refuse("nothing_to_undo");
        if (["fund_verified", "period_closed"].includes(last.op)) refuse("undo_immutable", { op: last.op });
        done.pop();
        undone.push({ op: last.op, state: structuredClone(state) });
        state = last.state;
        return { op: last.op, tables: ["fund", "meeting", "project", "company", "scheme", "zone", "user"] };
      }),
    redo: () =>
      answer(() => {
        const next = undone.pop() ?? refuse("nothing_to_redo");
        done.push({ op: next.op, state: structuredClone(state) });
        state = next.state;
        return { op: next.op, tables: ["fund", "meeting", "project", "company"] };
      }),
    search: (text, limit) => answer(() => searchFake(text, limit, state)),
  };
}

function evidenceOf(name: string, bytes: number): m.ChosenEvidence {
  return {
    token: `evidence-${name}`,
    name,
    bytes,
    image: /\.(png|jpe?g)$/i.test(name),
    hash: "5e".repeat(32),
  };
}

function compare(left: string | number | bigint | null, right: string | number | bigint | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

const SLIP = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="240" font-family="sans-serif" font-size="15"><rect width="520" height="240" fill="#fffdf6" stroke="#b9b39b"/><text x="260" y="36" text-anchor="middle" font-size="20">示例银行 进账单</text><path d="M24 56H496M24 96H496M24 136H496M24 176H496" stroke="#b9b39b"/><text x="32" y="82">付款人 示例甲集团</text><text x="32" y="122">收款人 示例甲贵州公司</text><text x="32" y="162">金额 80,000,000.00 元</text><text x="32" y="204">凭证号 0012</text></svg>`;

/** For tests that need a day beside the fake's own. */
export const fakeToday = w.TODAY;
export const fakeDay = (days: number): string => addDays(w.TODAY, days);
