/** A backend in memory: the same commands, a made-up bureau, nothing kept. Serves tests and browsers. */
import { quarterOf } from "@/lib/dates";
import { formatMinor, minorDigits, minorOf, sumFen } from "@/lib/money";
import type { Backend } from "../backend";
import { Refused } from "../call";
import { auditOf } from "./audit";
import type * as m from "../model";
import {
  checkCode,
  companyDetail,
  fundDetail,
  editionEntries,
  editionMoves,
  listInfos,
  nameOf,
  projectDetail,
  searchFake,
  standingOf,
} from "./detail";
import { duplicatesOf } from "./duplicates";
import { bridgeOf, compareOf, explainOf, kpiOf, monthsOf, notCountedOf } from "./kpi";
import { importsOf } from "./imports";
import { settingsOf } from "./settings";
import { freshState, type State } from "./state";
import { funnelOf, staleOf } from "./funnel";
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

/** What the parts of the fake share. */
export interface Fake {
  state: State;
  me: m.User;
  delay: number;
  nextId(): number;
  answer<T>(value: () => T): Promise<T>;
  refuse(code: string, args?: Record<string, string | number>): never;
  write(op: string, tables: string[], change: () => m.Id | void, subject?: string): Promise<m.Changes>;
}

const REVIEW: m.FundStatus[] = ["SUBMITTED", "FIRST_PASS", "RECHECKED"];
/** What the rulebook lets nobody take back. */
const FIXED = ["fund-verified", "period-closed"];

interface Step {
  op: string;
  subject: string;
  state: State;
}

function page<Row>(rows: Row[], { offset, limit }: { offset: number; limit: number }): m.Page<Row> {
  return { rows: rows.slice(offset, offset + limit), total: rows.length };
}

/** Makes one; each has a world of its own. */
export function fakeBackend(options: FakeOptions = {}): Backend {
  const { role = "deputy_director", companies: total = 612, delay = 0, sample = true } = options;
  let phase = options.phase ?? "open";
  let lastId = 900;
  const undone: Step[] = [];
  const done: Step[] = [];
  const first = freshState();
  const fake: Fake = {
    state: first,
    me: first.users.find((user) => user.role === role) ?? { ...first.users[0]!, role },
    delay,
    nextId: () => lastId++,
    async answer(value) {
      if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
      return structuredClone(value());
    },
    refuse(code, args = {}) {
      throw new Refused({ code, args });
    },
    write: (op, tables, change, subject = "") =>
      fake.answer(() => {
        if (fake.me.role === "readonly") fake.refuse("forbidden");
        const before = structuredClone(fake.state);
        const id = change() ?? undefined;
        done.push({ op, subject, state: before });
        undone.length = 0;
        const entry = (fake.state.history[0]?.entry ?? 0) + 1;
        fake.state.history.unshift({
          entry,
          op,
          subject,
          at: w.NOW,
          by: fake.me.name,
          means: "user",
          undone: false,
        });
        return { op, subject, tables, ...(id ? { id } : {}) };
      }),
  };
  const { answer, refuse, write, me } = fake;

  const line = (id: m.Id): w.LedgerLine =>
    fake.state.ledger.find((entry) => w.FUND(entry.n) === id) ?? refuse("not_found");
  const move = (id: m.Id, op: string, from: m.FundStatus[], to: m.FundStatus): Promise<m.Changes> => {
    const entry = line(id);
    const change = (): m.Id => {
      if (!from.includes(entry.status)) refuse("wrong_status", { status: entry.status });
      line(id).status = to;
      return id;
    };
    return write(op, ["fund", "fund_step"], change, w.refOf(entry.n));
  };
  const queue = (): m.FundRow[] =>
    fake.state.ledger.filter((entry) => REVIEW.includes(entry.status)).map(w.fundRow);
  const of = (status: m.FundStatus): m.FundRow[] =>
    fake.state.ledger.filter((entry) => entry.status === status).map(w.fundRow);
  const followUps = (): m.Meeting[] =>
    fake.state.meetings
      .filter((meeting) => meeting.due_on && !meeting.done_on)
      .toSorted((left, right) => ((left.due_on ?? "") < (right.due_on ?? "") ? -1 : 1));
  const status = (): m.AppStatus => ({
    phase,
    version: "0.1.0",
    today: w.TODAY,
    store: phase === "none" ? null : { name: "高新区投资促进局", zone: "高新区", sample },
    users: fake.state.users.filter((user) => user.active).map((user) => user.name),
    folder: phase === "none" ? null : "招商台账",
    sample_passphrase: null,
    user: phase === "open" ? { id: me.id, name: me.name, role: me.role } : null,
    counts:
      phase === "open"
        ? {
            today: followUps().length + 2,
            companies: total,
            meetings: fake.state.meetings.length,
            projects: fake.state.projects.length,
            review: queue().length,
          }
        : null,
    entries: phase === "open" ? (fake.state.history[0]?.entry ?? 0) : 0,
    backup_minutes: phase === "open" ? 14 : null,
  });
  const opened = (): Promise<m.AppStatus> => {
    phase = "open";
    return answer(status);
  };
  let found: { asked: string; rows: m.CompanyRow[] } = { asked: "", rows: [] };
  const step = (from: Step[], to: Step[], code: string): m.Changes => {
    const last = from.at(-1) ?? refuse(code);
    if (FIXED.includes(last.op)) refuse("undo-refused", { op: last.op, subject: last.subject });
    from.pop();
    to.push({ op: last.op, subject: last.subject, state: structuredClone(fake.state) });
    fake.state = last.state;
    return {
      op: last.op,
      subject: last.subject,
      tables: ["fund", "meeting", "project", "company", "scheme", "zone", "user"],
    };
  };

  return {
    appStatus: () => answer(status),
    storeChooseFolder: () => answer(() => ({ token: "folder-1", label: "招商台账", holds_store: false })),
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
    zoom: () => Promise.resolve(),
    verify: () => answer(() => ({ ok: true, failed: [] })),
    passphraseChange: (old) =>
      old === "wrong" ? answer(() => refuse("wrong_passphrase")) : Promise.resolve(),

    today: () =>
      answer(() => ({
        follow_ups: followUps().slice(0, 6),
        others_overdue: [],
        returned: of("RETURNED"),
        waiting: queue(),
        drafts: of("DRAFT"),
      })),
    ...auditOf(fake),
    kpi: (query) => answer(() => kpiOf(fake.state, query)),
    kpiMonths: (query, to) => answer(() => monthsOf(fake.state, query, to)),
    kpiCompare: (query, by, to, part) => answer(() => compareOf(fake.state, query, by, to, part)),
    kpiBridge: (query, to) => answer(() => bridgeOf(fake.state, query, to)),
    explain: (query, to, part) => answer(() => explainOf(fake.state, query, to, part)),
    notCounted: (query) => answer(() => notCountedOf(fake.state, query)),

    companies: (request) =>
      answer(() => {
        const { text, visited, edition_id: edition, owner_id: owner, sort, tier } = request.filter;
        if (!text && visited === null && !edition && !owner && !tier && sort === "rank") {
          const count = Math.max(0, Math.min(request.limit, total - request.offset));
          return {
            rows: Array.from({ length: count }, (_unused, n) => w.companyAt(request.offset + n)),
            total,
          };
        }
        // The made-up companies do not change: a long list is worked out once a filter, as an index would.
        const asked = JSON.stringify(request.filter);
        if (found.asked === asked) return page(found.rows, request);
        const list = listInfos(fake.state.lines).find((entry) =>
          entry.editions.some((known) => known.id === edition),
        );
        const [from = 0, to = Infinity] = tier ? tier.split("-").map(Number) : [];
        const rows = Array.from({ length: total }, (_unused, n) => n)
          .filter((n) => !list || w.linesOf(n).includes(list.code as m.Line))
          .map((n) => w.companyAt(n))
          .filter(
            (row) =>
              (!text || `${row.name} ${row.also}`.toLowerCase().includes(text.toLowerCase())) &&
              (visited === null || row.meetings > 0 === visited) &&
              (!tier || (row.rank !== null && row.rank >= from && row.rank <= to)),
          );
        if (sort === "name") rows.sort((left, right) => (left.name < right.name ? -1 : 1));
        if (sort === "last_met")
          rows.sort((left, right) => ((left.last_met_on ?? "") < (right.last_met_on ?? "") ? 1 : -1));
        found = { asked, rows };
        return page(rows, request);
      }),
    company: (id) => answer(() => companyDetail(id, fake.state) ?? refuse("not_found")),
    companyStanding: (id, on) => answer(() => standingOf(id, on, fake.state)),
    creditCodeCheck: (text) => answer(() => checkCode(text)),
    companyAdd: (company) => {
      const add = (): m.Id => {
        const id = w.COMPANY(fake.nextId());
        fake.state.companies.set(id, company);
        return id;
      };
      return write("company-added", ["company", "company_alias"], add, company.name_zh || company.name_en);
    },
    companyChange: (id, company) =>
      write(
        "company-changed",
        ["company", "company_alias"],
        () => {
          fake.state.companies.set(id, company);
          return id;
        },
        company.name_zh || company.name_en,
      ),
    ownershipAdd: (link) =>
      write("ownership-added", ["ownership"], () => {
        const above = (id: m.Id): boolean =>
          fake.state.links.some(
            (known) => known.child_id === id && (known.parent_id === link.child_id || above(known.parent_id)),
          );
        const [parent, child] = [nameOf(link.parent_id, fake.state), nameOf(link.child_id, fake.state)];
        if (link.parent_id === link.child_id || above(link.parent_id))
          refuse("ownership-cycle", { parent, child });
        fake.state.links.push({ ...link, id: w.id("11de", fake.nextId()) });
      }),
    ownershipChange: (id, link) =>
      write("ownership-changed", ["ownership"], () => {
        Object.assign(fake.state.links.find((known) => known.id === id) ?? refuse("not_found"), link);
      }),
    ownershipRemove: (id) =>
      write("ownership-removed", ["ownership"], () => {
        fake.state.links = fake.state.links.filter((known) => known.id !== id);
      }),
    lists: () => answer(() => listInfos(fake.state.lines)),
    editionEntries: (_edition, offset, limit) =>
      answer(() => {
        const rows = editionEntries();
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      }),
    editionCompare: (_list, year, against, move, offset, limit) =>
      answer(() => {
        const all = editionMoves();
        const rows = all.filter((row) => !move || row.move === move);
        const counts = { entered: 0, left: 0, rose: 0, fell: 0, stayed: 0 };
        for (const row of all) counts[row.move]++;
        return {
          rows: rows.slice(offset, offset + limit),
          total: rows.length,
          before: against ?? year - 1,
          counts,
        };
      }),

    meetings: (request) =>
      answer(() => {
        const { text, mode, level, open_only: open } = request.filter;
        const rows = fake.state.meetings.filter(
          (row) =>
            (!text || `${row.company}${row.topics}${row.place}`.includes(text)) &&
            (!mode || row.mode === mode) &&
            (!level || row.level === level) &&
            (!open || (row.due_on !== null && row.done_on === null)),
        );
        return page(
          rows.toSorted((left, right) => (left.held_on < right.held_on ? 1 : -1)),
          request,
        );
      }),
    meeting: (id) => answer(() => fake.state.meetings.find((row) => row.id === id) ?? refuse("not_found")),
    meetingAdd: (meeting) => {
      const company = companyDetail(meeting.company_id, fake.state)?.name;
      const add = (): m.Id => {
        const id = w.MEETING(fake.nextId());
        const rest = { project: null, promises: null, blockers: null, trip: null, done_on: null };
        fake.state.meetings.unshift({
          ...rest,
          ...meeting,
          id,
          company: company ?? refuse("not_found"),
          logged_by: me.name,
        });
        return id;
      };
      return write("meeting-logged", ["meeting"], add, company);
    },
    followUpDone: (id) =>
      write("follow-up-done", ["meeting"], () => {
        const meeting = fake.state.meetings.find((row) => row.id === id) ?? refuse("not_found");
        meeting.done_on = w.TODAY;
        return id;
      }),

    projects: (request) =>
      answer(() => {
        const { text, stage, stale_on } = request.filter;
        const stale = new Set(staleOf(fake.state.projects).map((one) => one.id));
        const rows = fake.state.projects.filter(
          (row) =>
            (!stage || row.stage === stage) &&
            (!stale_on || stale.has(row.id)) &&
            (!text || `${row.code}${row.name}${row.investors.join()}`.includes(text)),
        );
        return page(rows, request);
      }),
    projectFunnel: () => answer(() => funnelOf(fake.state.projects)),
    projectsStale: () => answer(() => staleOf(fake.state.projects)),
    project: (id) => answer(() => projectDetail(id, fake.state) ?? refuse("not_found")),
    projectAdd: (project) => {
      const add = (): m.Id => {
        const id = w.PROJECT(fake.nextId());
        const investors = project.investors.map(
          (share) => companyDetail(share.company_id, fake.state)?.name ?? "",
        );
        const signed_on = project.stage === "SIGNED" ? project.stage_on : null;
        const { code, name, stage, agreed_fen, owner } = project;
        fake.state.projects.unshift({
          ...w.projectAt(40),
          id,
          code,
          name,
          investors,
          stage,
          agreed_fen,
          delivered_fen: "0",
          signed_on,
          owner,
        });
        return id;
      };
      return write("project-added", ["project"], add, project.name);
    },
    milestoneAdd: (id, stage) =>
      write("milestone-added", ["milestone", "project"], () => {
        const project = fake.state.projects.find((row) => row.id === id) ?? refuse("not_found");
        project.stage = stage;
        return id;
      }),

    funds: (request) =>
      answer(() => {
        const { statuses, arrived_in: quarter, posted, late, project_id: project, text } = request.filter;
        const to = request.filter.line;
        const counted = ({ standing }: m.FundRow): boolean =>
          to === null ||
          (to === "none" ? Boolean(standing?.uncounted) : standing?.counts_in.includes(to) === true);
        const rows = fake.state.ledger
          .map(w.fundRow)
          .filter(
            (row) =>
              (statuses.length === 0 || statuses.includes(row.status)) &&
              (!quarter || quarterOf(row.arrived_on) === quarter) &&
              (!posted || row.standing?.posted === posted) &&
              (!late || row.standing?.late === true) &&
              (!project || row.project_id === project) &&
              counted(row) &&
              (!text || `${row.ref}${row.investor}${row.project}`.includes(text)),
          )
          .toSorted((left, right) => (left.arrived_on < right.arrived_on ? 1 : -1));
        return { ...page(rows, request), sum_fen: sumFen(rows.map((row) => row.recognised_fen)) };
      }),
    fund: (id) => answer(() => fundDetail(line(id), me)),
    voucherKnown: (paper, fundId) => answer(() => knownVoucher(fake.state.ledger, paper, fundId)),
    fundDraftSave: (draft) =>
      write("fund-drafted", ["fund", "evidence", "evidence_use"], () => {
        for (const paper of draft.evidence) {
          const found = knownVoucher(fake.state.ledger, paper, draft.id);
          if (!found?.funds.length) continue;
          if (!paper.split) refuse("voucher-twice", { voucher: paper.number, fund: found.funds.join() });
          if (
            BigInt(paper.used_minor ?? draft.amount_minor) >
            BigInt(minorOf(found.left ?? "0", paper.currency))
          )
            refuse("voucher-exceeded", { voucher: paper.number, left: found.left ?? "0" });
        }
        const known = draft.id ? line(draft.id) : undefined;
        const n = known?.n ?? fake.nextId();
        const numbers = Array.from({ length: 120 }, (_unused, at) => at);
        const company = numbers.find((at) => w.COMPANY(at) === draft.investor_id) ?? 20;
        const project = numbers.find((at) => w.PROJECT(at) === draft.project_id) ?? 0;
        const voucher = draft.evidence[0];
        const entry: w.LedgerLine = {
          ...w.LEDGER[12]!,
          n,
          company,
          project,
          lines: w.linesOf(company),
          arrived: draft.arrived_on,
          fen: draft.currency === "CNY" ? draft.amount_minor : "0",
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
        else fake.state.ledger.push(entry);
        return w.FUND(n);
      }),
    fundDelete: (id) =>
      write("fund-deleted", ["fund"], () => {
        fake.state.ledger = fake.state.ledger.filter((entry) => w.FUND(entry.n) !== id);
      }),
    fundSubmit: (id) => move(id, "fund-submitted", ["DRAFT", "RETURNED"], "SUBMITTED"),
    fundPass: (id) => move(id, "fund-passed", ["SUBMITTED"], "FIRST_PASS"),
    fundRecheck: (id) => move(id, "fund-rechecked", ["FIRST_PASS"], "RECHECKED"),
    fundVerify: (id) =>
      write("fund-verified", ["fund", "fund_step"], () => {
        const entry = line(id);
        if (entry.by === me.name) refuse("self_verification", { ref: w.refOf(entry.n) });
        if (entry.status !== "RECHECKED") refuse("wrong_status", { status: entry.status });
        Object.assign(entry, { status: "VERIFIED", verified: w.TODAY, posted: "2025Q2" });
        return id;
      }),
    fundReturn: (id) => move(id, "fund-returned", REVIEW, "RETURNED"),
    fundReject: (id) => move(id, "fund-rejected", REVIEW, "REJECTED"),
    fundReverse: (id, _currency, amount, on) =>
      write("fund-reversed", ["fund"], () => {
        const entry = line(id);
        const n = fake.nextId();
        const fen = (-BigInt(amount)).toString();
        fake.state.ledger.push({
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

    ...settingsOf(fake),
    ...duplicatesOf(fake),
    ...importsOf(fake),

    undoPeek: () =>
      answer(() => {
        const [last, next] = [done.at(-1), undone.at(-1)];
        return {
          undo: last ? { op: last.op, subject: last.subject, allowed: !FIXED.includes(last.op) } : null,
          redo: next ? { op: next.op, subject: next.subject, allowed: true } : null,
        };
      }),
    undo: () => answer(() => step(done, undone, "nothing_to_undo")),
    redo: () => answer(() => step(undone, done, "nothing_to_redo")),
    search: (text, kind, limit) => answer(() => searchFake(text, kind, limit, fake.state)),
  };
}

/** The lines that a voucher of this kind and number proves already. */
function knownVoucher(
  ledger: w.LedgerLine[],
  paper: m.EvidenceData,
  fundId: m.Id | null,
): m.KnownVoucher | null {
  const same = ledger.filter(
    ({ n, voucher: [kind, number], status }) =>
      kind === paper.kind && number === paper.number && status !== "REJECTED" && w.FUND(n) !== fundId,
  );
  if (!paper.number || same.length === 0) return null;
  const digits = minorDigits(paper.currency);
  const whole = (minor: string): string => formatMinor(minor, digits).replaceAll(",", "");
  const used = sumFen(same.map((line) => line.minor));
  return {
    id: w.id("e1de", same[0]!.n),
    kind: paper.kind,
    number: paper.number,
    payer: null,
    file_name: null,
    amount: paper.amount_minor && whole(paper.amount_minor),
    used: whole(used),
    left: paper.amount_minor && whole((BigInt(paper.amount_minor) - BigInt(used)).toString()),
    currency: paper.currency,
    funds: same.map((line) => w.refOf(line.n)),
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

const SLIP = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="240" font-family="sans-serif" font-size="15"><rect width="520" height="240" fill="#fffdf6" stroke="#b9b39b"/><text x="260" y="36" text-anchor="middle" font-size="20">示例银行 进账单</text><path d="M24 56H496M24 96H496M24 136H496M24 176H496" stroke="#b9b39b"/><text x="32" y="82">付款人 示例甲集团</text><text x="32" y="122">收款人 示例甲贵州公司</text><text x="32" y="162">金额 80,000,000.00 元</text><text x="32" y="204">凭证号 0012</text></svg>`;
