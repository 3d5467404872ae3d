/** The core's audits, outlooks and corrections as the views take them. */
import type { AuditPart } from "../backend";
import { commands } from "../bindings";
import { ok, orNull } from "./answer";
import { decimalOf } from "./records";
import { changed } from "./settings";

export const auditPart: AuditPart = {
  outlook: (query) => ok(commands.outlook(query)),
  units: (query) => ok(commands.kpiUnits(query)),
  fdi: (query) => ok(commands.fdi(query)),
  receiptSave: (id, receipt) => changed(commands.receiptSave(id, receipt)),
  receiptSettle: (id) => changed(commands.receiptSettle(id)),
  selfAudit: () => ok(commands.selfAudit()),
  fundFindings: (id) => ok(commands.fundFindings(id)),
  gaps: (year) => ok(commands.gaps(year)),
  fundCorrect: (id, currency, amount, note) =>
    changed(commands.fundCorrect(id, decimalOf(amount, currency), orNull(note))),
  fundTransfer: (id, to, note) => changed(commands.fundTransfer(id, to, orNull(note))),
  fundRecognise: (id, level, amount, on, number) =>
    changed(commands.fundRecognise(id, level, amount, on, orNull(number))),
  schemePreview: (scheme) => ok(commands.schemePreview(scheme)),
  projectSupplement: (id, supplement) => changed(commands.projectSupplement(id, supplement)),
  projectCreditsSet: (id, credits) => changed(commands.projectCreditsSet(id, credits)),
};
