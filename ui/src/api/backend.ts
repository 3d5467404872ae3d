/** The commands there are, one a use case. `tauri.ts` speaks to the core, `fake/` serves tests and browsers. */
import type * as m from "./model";

export interface Backend {
  appStatus(): Promise<m.AppStatus>;
  storeChooseFolder(): Promise<m.ChosenFolder | null>;
  storeCreate(store: m.NewStore): Promise<m.AppStatus>;
  storeOpenSample(): Promise<m.AppStatus>;
  storeOpen(token: string): Promise<m.AppStatus>;
  unlock(user: string, passphrase: string): Promise<m.AppStatus>;
  lock(): Promise<m.AppStatus>;
  zoom(percent: number): Promise<void>;
  verify(): Promise<m.Verification>;
  passphraseChange(old: string, next: string): Promise<void>;

  today(): Promise<m.Today>;
  kpi(query: m.KpiQuery): Promise<m.Kpi>;
  kpiMonths(query: m.KpiQuery, line: m.Line | null): Promise<m.KpiMonth[]>;
  /** One figure read several ways, and the lines that make the difference. */
  kpiCompare(
    query: m.KpiQuery,
    by: m.CompareBy,
    line: m.Line | null,
    part: "ytd" | "quarter",
  ): Promise<m.Comparison>;
  kpiBridge(query: m.KpiQuery, line: m.Line | null): Promise<m.Bridge | null>;
  explain(query: m.KpiQuery, line: m.Line | null, part: m.Part): Promise<m.Explanation>;
  notCounted(query: m.KpiQuery): Promise<m.NotCounted[]>;

  outlook(query: m.KpiQuery): Promise<m.Outlook>;
  units(query: m.KpiQuery): Promise<m.Units>;
  fdi(query: m.KpiQuery): Promise<m.Fdi>;
  receiptSave(id: m.Id | null, receipt: m.NewReceipt): Promise<m.Changes>;
  /** It came, or was given up. */
  receiptSettle(id: m.Id): Promise<m.Changes>;
  /** Every rule of the rulebook asked of the whole store. */
  selfAudit(): Promise<m.RuleAsked[]>;
  fundFindings(id: m.Id): Promise<m.Finding[]>;
  gaps(year: number): Promise<m.Gaps>;

  companies(request: m.PageRequest<m.CompanyFilter>): Promise<m.Page<m.CompanyRow>>;
  company(id: m.Id): Promise<m.Company>;
  companyStanding(id: m.Id, on: m.IsoDate): Promise<m.CompanyStanding>;
  /** `own`: the company that is being changed. */
  creditCodeCheck(text: string, own: m.Id | null): Promise<m.CreditCodeCheck>;
  companyAdd(company: m.CompanyFields): Promise<m.Changes>;
  companyChange(id: m.Id, company: m.CompanyFields): Promise<m.Changes>;
  ownershipAdd(link: m.Ownership): Promise<m.Changes>;
  ownershipChange(linkId: m.Id, link: m.Ownership): Promise<m.Changes>;
  ownershipRemove(linkId: m.Id): Promise<m.Changes>;
  lists(): Promise<m.ListInfo[]>;
  editionEntries(edition: m.Id, offset: number, limit: number): Promise<m.Page<m.EditionEntry>>;
  /** `against`: a year; null: the edition before. */
  editionCompare(
    list: string,
    year: number,
    against: number | null,
    move: m.MoveKind | null,
    offset: number,
    limit: number,
  ): Promise<m.EditionMoves>;
  duplicates(): Promise<m.DuplicateGroups>;
  /** `fields`: the survivor's, where a choice was made. */
  mergePreview(kept: m.Id, merged: m.Id, fields: m.MergedCompany | null): Promise<m.MergePreview>;
  merge(kept: m.Id, merged: m.Id, fields: m.MergedCompany): Promise<m.Changes>;
  keepApart(one: m.Id, other: m.Id): Promise<m.Changes>;

  meetings(request: m.PageRequest<m.MeetingFilter>): Promise<m.Page<m.Meeting>>;
  meeting(id: m.Id): Promise<m.Meeting>;
  meetingAdd(meeting: m.NewMeeting): Promise<m.Changes>;
  followUpDone(meetingId: m.Id): Promise<m.Changes>;

  projects(request: m.PageRequest<m.ProjectFilter>): Promise<m.Page<m.ProjectRow>>;
  project(id: m.Id): Promise<m.Project>;
  /** Projects by stage, and the rates of those that were signed. */
  projectFunnel(): Promise<m.Funnel>;
  /** Projects that have stood still for longer than the year's scheme allows. */
  projectsStale(): Promise<m.StaleProject[]>;
  projectAdd(project: m.NewProject): Promise<m.Changes>;
  projectSupplement(id: m.Id, supplement: m.Supplement): Promise<m.Changes>;
  projectCreditsSet(id: m.Id, credits: m.Credit[]): Promise<m.Changes>;
  milestoneAdd(projectId: m.Id, stage: m.Milestone, on: m.IsoDate, note: string): Promise<m.Changes>;

  funds(request: m.PageRequest<m.FundFilter>): Promise<m.FundPage>;
  fund(id: m.Id): Promise<m.Fund>;
  /** The voucher that this one would be the second of (D1); `fundId` is the line it is entered for. */
  voucherKnown(voucher: m.EvidenceData, fundId: m.Id | null): Promise<m.KnownVoucher | null>;
  fundDraftSave(draft: m.FundDraft): Promise<m.Changes>;
  fundDelete(id: m.Id): Promise<m.Changes>;
  fundSubmit(id: m.Id): Promise<m.Changes>;
  fundPass(id: m.Id): Promise<m.Changes>;
  fundRecheck(id: m.Id): Promise<m.Changes>;
  /** `despite`: why a blocking warning is overruled. */
  fundVerify(id: m.Id, despite?: string): Promise<m.Changes>;
  fundReturn(id: m.Id, reason: m.ReturnReason, text: string): Promise<m.Changes>;
  fundReject(id: m.Id, text: string): Promise<m.Changes>;
  fundReverse(
    id: m.Id,
    currency: string,
    amountMinor: string,
    on: m.IsoDate,
    text: string,
  ): Promise<m.Changes>;
  /** `amountMinor`: what it should have been. */
  fundCorrect(id: m.Id, currency: string, amountMinor: string, note: string): Promise<m.Changes>;
  fundTransfer(id: m.Id, to: m.TransferTo, note: string): Promise<m.Changes>;
  fundRecognise(
    id: m.Id,
    level: "city" | "province",
    amountFen: m.Fen,
    on: m.IsoDate,
    number: string,
  ): Promise<m.Changes>;
  evidenceChoose(): Promise<m.ChosenEvidence[]>;
  evidenceDrop(name: string, bytes: Uint8Array): Promise<m.ChosenEvidence>;
  /** The picture's bytes, by its hash: there is no asset protocol. */
  evidenceImage(hash: string): Promise<{ mime: string; bytes: Uint8Array }>;

  reportPreview(ask: m.ReportAsk): Promise<m.ReportPreview>;
  /** The report as paper shows it: a PDF. */
  reportPages(ask: m.ReportAsk): Promise<Uint8Array>;
  reportWords(ask: m.ReportAsk): Promise<m.ReportWords>;
  reportTemplateTry(ask: m.ReportAsk, key: string, template: string): Promise<m.TemplateTried>;
  /** Empty text goes back to what is built in. */
  reportTextSet(
    language: string,
    part: "sentence" | "paragraph",
    key: string,
    text: string,
  ): Promise<m.Changes>;
  reportExport(ask: m.ReportAsk, formats: m.ReportFormat[]): Promise<m.ReportDone[]>;
  reportExports(): Promise<m.ExportLine[]>;
  /** Asks for a file and says which export it is; nothing where none was chosen. */
  reportProve(): Promise<m.FileProved | null>;
  /** How far the report is that is being written. */
  reportProgress(): Promise<{ done: number; total: number }>;
  reportCancel(): Promise<void>;
  openFolder(token: string): Promise<void>;

  users(): Promise<m.User[]>;
  userAdd(name: string, role: m.Role, passphrase: string): Promise<m.Changes>;
  userRoleSet(id: m.Id, role: m.Role): Promise<m.Changes>;
  userDeactivate(id: m.Id): Promise<m.Changes>;
  savedViews(): Promise<m.SavedView[]>;
  viewSave(view: m.SavedView): Promise<m.Changes>;
  viewRemove(area: string, name: string): Promise<m.Changes>;
  zones(): Promise<m.Zone[]>;
  zoneAdd(name: string, counts: boolean): Promise<m.Changes>;
  zoneSetCounts(id: m.Id, counts: boolean): Promise<m.Changes>;
  scheme(year: number): Promise<m.Scheme>;
  schemeSet(scheme: m.Scheme): Promise<m.Changes>;
  /** What setting it would change of its year; nothing is kept. */
  schemePreview(scheme: m.Scheme): Promise<m.SchemePreview>;
  targets(year: number): Promise<m.Target[]>;
  targetSet(target: m.NewTarget): Promise<m.Changes>;
  listsSetLine(id: m.Id, line: m.Line | null): Promise<m.Changes>;
  closes(year: number): Promise<m.Close[]>;
  closeCheck(period: string, on: m.IsoDate): Promise<m.CloseCheck>;
  /** `despite`: why it is closed although something is open. */
  periodClose(period: string, on: m.IsoDate, despite: string | null): Promise<m.Changes>;
  backups(): Promise<m.Backup[]>;
  backupNow(): Promise<void>;
  /** Null where the person closed the dialog. */
  importChoose(): Promise<m.ChosenFile | null>;
  importDrop(file: File): Promise<m.ChosenFile>;
  importPaste(text: string, html: string): Promise<m.ChosenFile>;
  /** Reads the file and says what it is; nothing is kept. One file is on its way in at a time. */
  importOpen(token: string): Promise<m.ImportLook>;
  /** As `importOpen`, with what a person says about the file. */
  importShape(shape: m.ImportShape): Promise<m.ImportLook>;
  /** What would become of the rows; nothing is kept. */
  importPlan(edition: m.EditionAsk | null): Promise<m.ImportCounts>;
  importReplan(): Promise<m.ImportCounts>;
  importRows(filter: m.RowFilter, offset: number, limit: number): Promise<m.Page<m.ImportRow>>;
  /** Types over a cell, or with null takes that back, and plans again. */
  importMend(row: number, column: number, text: string | null): Promise<m.ImportCounts>;
  /** Companies that the edition brings into a KPI line, or takes out of it. */
  importImpactCompanies(
    line: m.Line,
    moving: "entered" | "left",
    offset: number,
    limit: number,
  ): Promise<m.Page<m.CompanyMoved>>;
  /** The lines of the ledger behind money that moves, by its place under a policy. */
  importImpactFunds(
    policy: m.EditionPolicy,
    place: number,
    offset: number,
    limit: number,
  ): Promise<m.Page<m.FundMoved>>;
  importDoubts(offset: number, limit: number): Promise<m.Page<m.ImportDoubt>>;
  /** Decides for a name, for every row that writes it; the next plan knows. */
  importDecide(written: string, choice: m.MatchChoice | null): Promise<void>;
  /** Decides for every name that is in doubt for the same reasons as this one. */
  importDecideLike(written: string, choice: m.LikeChoice): Promise<void>;
  importProgress(): Promise<m.ImportProgress | null>;
  importCancel(): Promise<void>;
  importCommit(partial: boolean): Promise<m.ImportDone>;
  /** Writes the rows that were not taken; null where the person closed the dialog. */
  importRejects(name: string): Promise<m.SavedFile | null>;
  importLeave(): Promise<void>;
  imports(): Promise<m.ImportRecord[]>;
  importRevertLook(id: m.Id): Promise<m.TakeBackLook>;
  importRevert(id: m.Id, words: m.TakeBackWord[]): Promise<m.Changes>;
  history(limit: number): Promise<m.HistoryEntry[]>;

  undoPeek(): Promise<m.UndoState>;
  undo(): Promise<m.Changes>;
  redo(): Promise<m.Changes>;
  search(text: string, kind: m.HitKind | null, limit: number): Promise<m.SearchHit[]>;
}

/** What a backend does for audits, outlooks and what puts a line right. */
export type AuditPart = Pick<
  Backend,
  | "outlook"
  | "units"
  | "fdi"
  | "receiptSave"
  | "receiptSettle"
  | "selfAudit"
  | "fundFindings"
  | "gaps"
  | "fundCorrect"
  | "fundTransfer"
  | "fundRecognise"
  | "schemePreview"
  | "projectSupplement"
  | "projectCreditsSet"
>;

/** What a backend does for files that come in; each backend gives this part in a file of its own. */
export type ImportPart = Pick<
  Backend,
  | "importChoose"
  | "importDrop"
  | "importPaste"
  | "importOpen"
  | "importShape"
  | "importPlan"
  | "importReplan"
  | "importRows"
  | "importMend"
  | "importImpactCompanies"
  | "importImpactFunds"
  | "importDoubts"
  | "importDecide"
  | "importDecideLike"
  | "importProgress"
  | "importCancel"
  | "importCommit"
  | "importRejects"
  | "importLeave"
  | "imports"
  | "importRevertLook"
  | "importRevert"
>;
