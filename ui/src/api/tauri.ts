/**
 * The real core behind the window's commands. `bindings.ts` is generated from them; what differs between
 * how the core keeps a thing and how a view shows it is bridged in `core/`, and nowhere else.
 */
import { quarterEnd, quarterStart } from "@/lib/dates";
import type { Backend } from "./backend";
import { commands, type Stage } from "./bindings";
import { fromBase64, ok, orNull, toBase64 } from "./core/answer";
import { auditPart } from "./core/audit";
import { duplicatesPart } from "./core/duplicates";
import { kpiPart } from "./core/kpi";
import {
  companyOf,
  companyRow,
  decimalOf,
  fundOf,
  fundRow,
  meetingOf,
  projectOf,
  projectRow,
} from "./core/records";
import { importsPart } from "./core/imports";
import { changed, settingsPart } from "./core/settings";
import type * as m from "./model";

async function statusOf(answer: ReturnType<typeof commands.appStatus>): Promise<m.AppStatus> {
  const { chain_entries, ...status } = await ok(answer);
  return { ...status, entries: chain_entries };
}

const DATED = new Set<string>(["SIGNED", "REGISTERED", "STARTED", "PRODUCING"]);
const evidenceOf = ({
  token,
  name,
  bytes,
  media_type,
  sha256,
}: {
  token: string;
  name: string;
  bytes: number;
  media_type: string;
  sha256: string;
}): m.ChosenEvidence => ({
  token,
  name,
  bytes,
  image: media_type.startsWith("image/"),
  hash: sha256,
});

const voucherOf = (paper: m.EvidenceData) => ({
  kind: paper.kind,
  number: orNull(paper.number),
  payer: orNull(paper.payer),
  payee: orNull(paper.payee),
  account_tail: orNull(paper.account_tail),
  dated_on: paper.dated_on,
  amount: paper.amount_minor === null ? null : decimalOf(paper.amount_minor, paper.currency),
  currency: paper.currency,
});

/** Empty texts are not there. */
const companyFields = ({ owner_id, ...texts }: Omit<m.CompanyFields, "aliases">) => ({
  owner_id,
  name_zh: orNull(texts.name_zh),
  name_en: orNull(texts.name_en),
  uscc: orNull(texts.uscc),
  lei: orNull(texts.lei),
  country: orNull(texts.country),
  headquarters: orNull(texts.headquarters),
  industry: orNull(texts.industry),
  note: orNull(texts.note),
});

/** A milestone with a date of its own is added; an early stage, a pause or a drop is a field of the project. */
async function enterStage(id: m.Id, stage: m.Milestone, on: m.IsoDate, note: string): Promise<m.Changes> {
  if (DATED.has(stage)) {
    const kind = stage as "SIGNED" | "REGISTERED" | "STARTED" | "PRODUCING";
    return changed(commands.milestoneAdd(id, { kind, happened_on: on, note: orNull(note) }));
  }
  const { project } = await ok(commands.project(id));
  const aside = stage === "PAUSED" || stage === "DROPPED";
  const next = aside
    ? { ...project, side_exit: stage as Stage, side_reason: orNull(note) }
    : { ...project, stage: stage as Stage, side_exit: null, side_reason: null };
  return changed(commands.projectChange(id, next));
}

/** Speaks to the core through the shell. */
export function tauriBackend(): Backend {
  return {
    appStatus: () => statusOf(commands.appStatus()),
    storeChooseFolder: () => ok(commands.storeChooseFolder()),
    storeCreate: (store) => statusOf(commands.storeCreate(store)),
    storeOpenSample: () => statusOf(commands.storeOpenSample()),
    storeOpen: (token) => statusOf(commands.storeOpen(token)),
    unlock: (user, passphrase) => statusOf(commands.unlock(user, passphrase)),
    lock: () => statusOf(commands.lock()),
    zoom: async (percent) => void (await ok(commands.zoom(percent))),
    async verify() {
      const { ok: good, checks } = await ok(commands.verify());
      return { ok: good, failed: checks.filter((check) => !check.ok).map((check) => check.name) };
    },
    passphraseChange: async (old, next) => void (await ok(commands.passphraseChange(old, next))),

    async today() {
      const found = await ok(commands.today());
      return {
        follow_ups: found.follow_ups.map(meetingOf),
        others_overdue: found.others_overdue.map(meetingOf),
        returned: found.returned.map(fundRow),
        waiting: found.waiting.map(fundRow),
        drafts: found.drafts.map(fundRow),
      };
    },
    ...kpiPart,
    ...auditPart,
    ...duplicatesPart,

    async companies({ filter, offset, limit }) {
      const { tier, sort, text, ...rest } = filter;
      const [from, to] = tier ? tier.split("-").map(Number) : [];
      const wanted = { ...rest, rank_from: from ?? null, rank_to: to ?? null, text: orNull(text) };
      const page = await ok(commands.companies(wanted, sort, offset, limit));
      return { rows: page.rows.map(companyRow), total: page.total };
    },
    company: async (id) => companyOf(await ok(commands.company(id))),
    companyStanding: (id, on) => ok(commands.companyStanding(id, on)),
    creditCodeCheck: (text, own) => ok(commands.creditCodeCheck(text, own)),
    companyAdd: ({ aliases, ...company }) => changed(commands.companyAdd(companyFields(company), aliases)),
    companyChange: (id, { aliases, ...company }) =>
      changed(commands.companyChange(id, companyFields(company), aliases)),
    ownershipAdd: (link) => changed(commands.ownershipAdd(link)),
    ownershipChange: (id, link) => changed(commands.ownershipChange(id, link)),
    ownershipRemove: (id) => changed(commands.ownershipRemove(id)),

    async meetings({ filter, offset, limit }) {
      const page = await ok(
        commands.meetings(
          { mode: filter.mode, level: filter.level, open: filter.open_only, text: orNull(filter.text) },
          offset,
          limit,
        ),
      );
      return { rows: page.rows.map(meetingOf), total: page.total };
    },
    meeting: async (id) => meetingOf(await ok(commands.meeting(id))),
    meetingAdd: ({ held_on, mode, level, company_id, project_id, due_on, ...texts }) =>
      changed(
        commands.meetingAdd({
          held_on,
          mode,
          level,
          company_id,
          project_id,
          next_due_on: due_on,
          place: orNull(texts.place),
          lead_person: orNull(texts.lead_person),
          our_people: orNull(texts.our_people),
          their_people: orNull(texts.their_people),
          topics: orNull(texts.topics),
          asks: orNull(texts.asks),
          next_step: orNull(texts.next_step),
          next_owner: orNull(texts.next_owner),
        }),
      ),
    followUpDone: (id) => changed(commands.followUpDone(id)),

    async projects({ filter, offset, limit }) {
      const page = await ok(
        commands.projects(
          {
            stage: filter.stage,
            owner_id: filter.owner_id,
            text: orNull(filter.text),
            stale_on: filter.stale_on,
          },
          offset,
          limit,
        ),
      );
      return { rows: page.rows.map(projectRow), total: page.total };
    },
    projectFunnel: () => ok(commands.projectFunnel()),
    projectsStale: () => ok(commands.projectsStale()),
    project: async (id) => projectOf(await ok(commands.project(id))),
    projectAdd({ code, name, investors, zone_id, industry, agreed_fen, basis, stage, stage_on, owner }) {
      const dated = DATED.has(stage);
      const kind = stage as "SIGNED" | "REGISTERED" | "STARTED" | "PRODUCING";
      const project = {
        code,
        name,
        zone_id,
        agreed_fen,
        basis,
        industry: orNull(industry),
        stage: dated ? null : (stage as Stage),
        owner_name: orNull(owner),
      };
      return changed(
        commands.projectAdd(project, investors, dated ? [{ kind, happened_on: stage_on, note: null }] : []),
      );
    },
    milestoneAdd: enterStage,

    async funds({ filter, offset, limit }) {
      const { statuses, arrived_in: quarter, posted, late, project_id, text } = filter;
      const from = quarter ? quarterStart(quarter) : null;
      const to = quarter ? quarterEnd(quarter) : null;
      const uncounted = filter.line === "none";
      const line = filter.line === "none" ? null : filter.line;
      const wanted = { statuses, from, to, posted, line, uncounted, late, project_id, text: orNull(text) };
      const page = await ok(commands.funds(wanted, offset, limit));
      return { rows: page.rows.map(fundRow), total: page.total, sum_fen: page.sum_fen };
    },
    fund: async (id) => fundOf(await ok(commands.fund(id))),
    voucherKnown: (paper, fundId) => ok(commands.voucherKnown(paper.token, voucherOf(paper), fundId)),
    fundDraftSave({ id, evidence, released, amount_minor, note, payer, ...draft }) {
      const fund = {
        ...draft,
        payer: orNull(payer),
        note: orNull(note),
        amount: decimalOf(amount_minor, draft.currency),
      };
      const vouchers = evidence.map((paper) => ({
        token: paper.token,
        split: paper.split,
        used: paper.split && paper.used_minor ? decimalOf(paper.used_minor, draft.currency) : null,
        voucher: voucherOf(paper),
      }));
      return changed(commands.fundDraftSave(id, fund, vouchers, released));
    },
    fundDelete: (id) => changed(commands.fundDelete(id)),
    fundSubmit: (id) => changed(commands.fundSubmit(id)),
    fundPass: (id) => changed(commands.fundPass(id)),
    fundRecheck: (id) => changed(commands.fundRecheck(id)),
    fundVerify: (id, despite) => changed(commands.fundVerify(id, orNull(despite ?? ""))),
    fundReturn: (id, reason, text) => changed(commands.fundReturn(id, reason, text)),
    fundReject: (id, text) => changed(commands.fundReject(id, text)),
    fundReverse: (id, currency, amount, on, text) =>
      changed(commands.fundReverse(id, on, decimalOf(amount, currency), orNull(text))),
    evidenceChoose: async () => (await ok(commands.evidenceChoose())).map(evidenceOf),
    evidenceDrop: async (name, bytes) => evidenceOf(await ok(commands.evidenceDrop(name, toBase64(bytes)))),
    async evidenceImage(hash) {
      const { media_type, base64 } = await ok(commands.evidenceFile(hash));
      return { mime: media_type, bytes: fromBase64(base64) };
    },

    ...settingsPart,
    ...importsPart,
    editionEntries: (edition, offset, limit) => ok(commands.editionEntries(edition, offset, limit)),
    async editionCompare(list, year, against, move, offset, limit) {
      const page = await ok(commands.editionCompare(list, year, against, move, offset, limit));
      const counts = { entered: 0, left: 0, rose: 0, fell: 0, stayed: 0 };
      for (const { move: kind, count } of page.counts) counts[kind] = count;
      const rows = page.rows.map((row) => ({ ...row, id: row.company_id }));
      return { rows, total: page.total, before: page.before?.year ?? null, counts };
    },

    undoPeek: () => ok(commands.undoPeek()),
    undo: () => changed(commands.undo()),
    redo: () => changed(commands.redo()),
    async search(text, kind, limit) {
      const hits = await ok(commands.find(text, kind, limit));
      return hits.map(({ matched, snippet, ...hit }) => ({
        ...hit,
        marks: matched,
        detail: snippet && { text: snippet.text, marks: snippet.matched },
      }));
    },
  };
}
