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

  today(): Promise<m.Today>;
  kpi(query: m.KpiQuery): Promise<m.Kpi>;
  kpiMonths(query: m.KpiQuery, line: m.Line | null): Promise<m.KpiMonths>;
  kpiBridge(query: m.KpiQuery, line: m.Line | null): Promise<m.Bridge | null>;
  explain(query: m.KpiQuery, line: m.Line | null): Promise<m.Explanation>;
  notCounted(query: m.KpiQuery, line: m.Line | null): Promise<m.NotCounted[]>;

  companies(request: m.PageRequest<m.CompanyFilter, m.CompanySort>): Promise<m.Page<m.CompanyRow>>;
  company(id: m.Id): Promise<m.Company>;
  lists(): Promise<m.ListInfo[]>;

  meetings(request: m.PageRequest<m.MeetingFilter, m.MeetingSort>): Promise<m.Page<m.Meeting>>;
  meeting(id: m.Id): Promise<m.Meeting>;
  meetingAdd(meeting: m.NewMeeting): Promise<m.Changes>;
  followUpDone(meetingId: m.Id): Promise<m.Changes>;

  projects(request: m.PageRequest<m.ProjectFilter, m.ProjectSort>): Promise<m.Page<m.ProjectRow>>;
  project(id: m.Id): Promise<m.Project>;
  projectAdd(project: m.NewProject): Promise<m.Changes>;
  milestoneAdd(projectId: m.Id, stage: m.Milestone, on: m.IsoDate, note: string): Promise<m.Changes>;

  funds(request: m.PageRequest<m.FundFilter, m.FundSort>): Promise<m.Page<m.FundRow>>;
  fund(id: m.Id): Promise<m.Fund>;
  fundDraftSave(draft: m.FundDraft): Promise<m.Changes>;
  fundSubmit(id: m.Id): Promise<m.Changes>;
  fundPass(id: m.Id): Promise<m.Changes>;
  fundRecheck(id: m.Id): Promise<m.Changes>;
  fundVerify(id: m.Id): Promise<m.Changes>;
  fundReturn(id: m.Id, reason: m.ReturnReason, text: string): Promise<m.Changes>;
  fundReject(id: m.Id, text: string): Promise<m.Changes>;
  fundReverse(id: m.Id, amountMinor: string, on: m.IsoDate, text: string): Promise<m.Changes>;
  evidenceChoose(): Promise<m.ChosenEvidence[]>;
  evidenceDrop(name: string, bytes: Uint8Array): Promise<m.ChosenEvidence>;
  /** The picture's bytes, by its hash: there is no asset protocol. */
  evidenceImage(hash: string): Promise<{ mime: string; bytes: Uint8Array }>;
  reviewQueue(): Promise<m.FundRow[]>;

  reportPreview(period: string): Promise<m.ReportPreview>;
  /** Null where the person closed the dialog. */
  reportExport(
    period: string,
    format: m.ReportFormat,
    progress: (at: m.TaskProgress) => void,
  ): Promise<m.ReportDone | null>;
  reportCancel(): Promise<void>;
  openFolder(token: string): Promise<void>;

  users(): Promise<m.User[]>;
  userAdd(name: string, role: m.Role, passphrase: string): Promise<m.Changes>;
  zones(): Promise<m.Zone[]>;
  zoneAdd(name: string, counts: boolean): Promise<m.Changes>;
  zoneSetCounts(id: m.Id, counts: boolean): Promise<m.Changes>;
  scheme(year: number): Promise<m.Scheme>;
  schemeSet(scheme: m.Scheme): Promise<m.Changes>;
  targets(year: number): Promise<m.Target[]>;
  targetSet(target: m.NewTarget): Promise<m.Changes>;
  listsSetLine(code: string, line: m.Line | null): Promise<m.Changes>;
  closes(year: number): Promise<m.Close[]>;
  periodClose(period: string, on: m.IsoDate): Promise<m.Changes>;
  backups(): Promise<m.Backup[]>;
  backupNow(): Promise<m.Backup>;
  /** Null where the person closed the dialog. */
  importChoose(request: m.ImportRequest): Promise<m.ImportPlan | null>;
  importCommit(token: string): Promise<m.Changes>;
  importRevert(id: m.Id): Promise<m.Changes>;
  imports(): Promise<m.ImportRecord[]>;
  history(limit: number): Promise<m.HistoryEntry[]>;

  undoPeek(): Promise<m.UndoState>;
  undo(): Promise<m.Changes>;
  redo(): Promise<m.Changes>;
  search(text: string, limit: number): Promise<m.SearchHit[]>;
}
