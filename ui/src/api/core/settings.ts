/** The core's reports, rules, people, imports and history as the views take them. */
import { language } from "@/i18n";
import { quarterEnd } from "@/lib/dates";
import type { Backend } from "../backend";
import { commands, type Changed_Serialize, type Target_Serialize } from "../bindings";
import type * as m from "../model";
import { queryClient } from "../changes";
import { fromBase64, ok, orNull } from "./answer";
import { closedOn, tableOf } from "./kpi";
import { namesOf } from "./records";

const LINES: m.TargetLine[] = ["F500", "C500", "I100", "FDI", "total"];

export function changesOf({ op, subject, tables, id }: Changed_Serialize): m.Changes {
  return { op, subject, tables, ...(id ? { id } : {}) };
}
export const changed = async (answer: Parameters<typeof ok<Changed_Serialize>>[0]): Promise<m.Changes> =>
  changesOf(await ok(answer));

/** The last revision stands; those before it are kept beside it. They come in the order they took effect. */
function inForce(unit: string | null, sets: Target_Serialize[]): m.TargetOf {
  const sorted = [...sets];
  const last = sorted.pop();
  return {
    unit,
    leader: last?.leader ?? null,
    target_fen: last?.target_fen ?? null,
    document: last?.document ?? null,
    effective_on: last?.effective_on ?? null,
    revisions: sorted.map((old) => ({
      target_fen: old.target_fen,
      document: old.document,
      effective_on: old.effective_on ?? "",
    })),
  };
}

/** A line's targets, those of the whole bureau (without a unit, or under its own name or its zone's) and of its units. */
function targetOf(line: m.TargetLine, all: Target_Serialize[], whole: (string | null)[]): m.Target {
  const sets = all.filter((target) => target.line === line);
  const unitless = sets.some(({ unit }) => unit === null);
  const own = ({ unit }: Target_Serialize): boolean => unit === null || (!unitless && whole.includes(unit));
  const units = [...new Set(sets.map(({ unit }) => unit))].filter(
    (unit): unit is string => unit !== null && !whole.includes(unit),
  );
  return {
    line,
    ...inForce(null, sets.filter(own)),
    units: units.map((unit) =>
      inForce(
        unit,
        sets.filter((target) => target.unit === unit),
      ),
    ),
  };
}

async function closesOf(year: number): Promise<m.Close[]> {
  const [{ closed, due }, { today }] = await Promise.all([ok(commands.closes()), ok(commands.appStatus())]);
  const periods = [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`);
  return [...periods, String(year)].map((period): m.Close => {
    const found = closed.find((close) => close.period === period);
    const whole = period === String(year);
    const over = (whole ? `${year}-12-31` : quarterEnd(period)) < today;
    const earlier = whole ? periods.slice(0, 3) : periods.slice(0, periods.indexOf(period));
    const waits = earlier.some((before) => due.includes(before));
    const open = !found && (whole || due.includes(period));
    return {
      period,
      closed_on: found?.closed_on ?? null,
      by: found?.closed_by ?? null,
      sha256: found?.sha256 ?? null,
      can_close: open && over && !waits,
      can_close_reason: found ? "closed" : !over ? "not_over" : waits ? "previous_open" : null,
    };
  });
}

type Part = Pick<
  Backend,
  | "reportPreview"
  | "reportPages"
  | "reportWords"
  | "reportTemplateTry"
  | "reportTextSet"
  | "reportExport"
  | "reportExports"
  | "reportProve"
  | "reportProgress"
  | "reportCancel"
  | "openFolder"
  | "users"
  | "userAdd"
  | "userRoleSet"
  | "userDeactivate"
  | "savedViews"
  | "viewSave"
  | "viewRemove"
  | "zones"
  | "zoneAdd"
  | "zoneSetCounts"
  | "scheme"
  | "schemeSet"
  | "lists"
  | "listsSetLine"
  | "targets"
  | "targetSet"
  | "closes"
  | "closeCheck"
  | "periodClose"
  | "backups"
  | "backupNow"
  | "history"
>;

export const settingsPart: Part = {
  async reportPreview(ask) {
    const [preview, closed] = await Promise.all([
      ok(commands.reportPreview({ ...ask, language: language.value })),
      closedOn(ask.quarter),
    ]);
    const { title, table, lines, notes, checks, warnings } = preview;
    return { title, kpi: tableOf(table, closed), lines, notes, checks, warnings };
  },
  reportPages: async (ask) =>
    fromBase64(await ok(commands.reportPages({ ...ask, language: language.value }))),
  reportWords: (ask) => ok(commands.reportWords({ ...ask, language: language.value })),
  reportTemplateTry: (ask, key, template) =>
    ok(commands.reportTemplateTry({ ...ask, language: language.value }, key, template)),
  reportTextSet: (of, part, key, text) => changed(commands.reportTextSet(of, part, key, text)),
  async reportExport(ask, formats) {
    const done = await ok(commands.reportExport({ ...ask, language: language.value }, formats));
    // Each export is noted in the store.
    void queryClient.invalidateQueries({ queryKey: ["reports", "exports"] });
    return done;
  },
  reportExports: () => ok(commands.reportExports()),
  reportProve: () => ok(commands.reportProve()),
  reportProgress: () => commands.reportProgress(),
  reportCancel: async () => void (await commands.reportCancel()),
  openFolder: async (token) => void (await ok(commands.openFolder(token))),
  users: () => ok(commands.users()),
  userAdd: (name, role, passphrase) => changed(commands.userAdd(name, role, passphrase)),
  userRoleSet: (id, role) => changed(commands.userRoleSet(id, role)),
  userDeactivate: (id) => changed(commands.userDeactivate(id)),
  savedViews: () => ok(commands.savedViews()),
  viewSave: (view) => changed(commands.viewSave(view)),
  viewRemove: (area, name) => changed(commands.viewRemove(area, name)),
  zones: () => ok(commands.zonesAll()),
  zoneAdd: (name, counts) => changed(commands.zoneAdd(name, counts)),
  zoneSetCounts: (id, counts) => changed(commands.zoneSetCounts(id, counts)),
  scheme: (year) => ok(commands.schemeOf(year)),
  schemeSet: (scheme) => changed(commands.schemeSet(scheme)),
  async lists() {
    const [lists, editions] = await Promise.all([ok(commands.companyLists()), ok(commands.editions())]);
    return lists.map((list) => ({
      id: list.id,
      code: list.code,
      name: namesOf(list.name_zh, list.name_en).name,
      line: list.line,
      editions: editions
        .filter((edition) => edition.list_id === list.id)
        .toSorted((left, right) => right.year - left.year),
    }));
  },
  listsSetLine: (id, line) => changed(commands.listSetLine(id, line)),
  async targets(year) {
    const [all, { store }] = await Promise.all([ok(commands.targetsOf(year)), ok(commands.appStatus())]);
    return LINES.map((line) => targetOf(line, all, [store?.name ?? null, store?.zone ?? null]));
  },
  targetSet: ({ document, ...target }) =>
    changed(commands.targetSet({ ...target, document: orNull(document) })),
  closes: closesOf,
  closeCheck: (period, on) => ok(commands.closeCheck(period, on)),
  periodClose: (period, on, despite) => changed(commands.periodClose(period, on, despite)),
  backups: () => ok(commands.backups()),
  backupNow: async () => void (await ok(commands.backupNow())),
  async history(limit) {
    const entries = await ok(commands.history(null, limit));
    return entries.map(({ entry, op, subject, at, user, means, undone }) => ({
      entry,
      op,
      subject,
      at,
      by: user,
      means,
      undone,
    }));
  },
};
