/**
 * What crosses between the window and the core, as the views need it.
 *
 * Money is a decimal string of integer fen under a name that ends in `_fen` (or `_minor`: the original
 * currency's minor unit). Dates are `YYYY-MM-DD`, instants end in `_at` (RFC 3339, UTC). A shown
 * percentage is a string with two decimals, or null with a sibling `…_reason`.
 */

export type Id = string;
export type Fen = string;
export type IsoDate = string;
export type Instant = string;

export type Role = "officer" | "section_head" | "deputy_director" | "readonly" | "admin";
export type Line = "F500" | "C500" | "I100";
export type TargetLine = Line | "FDI" | "total";
export type Reading = "published" | "posted" | "restated";
export type Attribution = "exclusive" | "overlap";
export type Level = "district" | "city" | "province";
export type FundStatus =
  "DRAFT" | "SUBMITTED" | "FIRST_PASS" | "RECHECKED" | "VERIFIED" | "RETURNED" | "REJECTED";
export type FundForm =
  | "cash"
  | "shareholder_loan"
  | "fixed_assets"
  | "land"
  | "in_kind"
  | "intangible"
  | "reinvested_profit"
  | "equity_purchase";
export type Origin = "foreign" | "other_province" | "other_city" | "local";
export type VoucherKind =
  | "bank_slip"
  | "capital_verification"
  | "articles"
  | "resolution"
  | "invoice"
  | "payment_receipt"
  | "land_receipt"
  | "appraisal"
  | "customs"
  | "handover"
  | "audit_report"
  | "contract"
  | "other";
export type MeetingMode = "visit" | "received" | "video" | "call" | "event";
export type MeetingLevel = "province" | "city" | "district" | "section";
export type Stage =
  | "TARGET"
  | "LEAD"
  | "NEGOTIATING"
  | "TO_SIGN"
  | "SIGNED"
  | "REGISTERED"
  | "STARTED"
  | "FUNDED"
  | "PRODUCING"
  | "PAUSED"
  | "DROPPED";
/** What a figure is asked about: the year to date, the quarter, what of it is late, what still waits. */
export type Part = "ytd" | "quarter" | "late" | "pending";
/** What can be entered by hand; FUNDED is derived from the ledger. */
export type Milestone = Exclude<Stage, "FUNDED">;
export type Basis = "CAPITAL" | "EXPENDITURE";
export type EditionPolicy = "A" | "B" | "C";
export type Progress = "months" | "quarters" | "days";

/** An error as the core names it; `call` turns it into a sentence. */
export interface CoreError {
  code: string;
  args: Record<string, string | number>;
}

/** What a write changed: the undo bar names `op`, and the queries over `tables` reload. */
export interface Changes {
  op: string;
  /** To what: a company's name, a line's number. */
  subject: string;
  tables: string[];
  /** The record that was made or changed, where there is one. */
  id?: Id;
}

/** A page of a list, and how many rows there are in all. */
export interface Page<Row> {
  rows: Row[];
  total: number;
}

/** Which rows of a list. */
export interface PageRequest<Filter> {
  filter: Filter;
  offset: number;
  limit: number;
}

// ——— the store ———

export type StorePhase = "none" | "locked" | "open";

export interface AppStatus {
  phase: StorePhase;
  version: string;
  /** The core's today, which a trial run may replace. */
  today: IsoDate;
  store: { name: string; zone: string; sample: boolean } | null;
  /** Who can unlock it. */
  users: string[];
  /** The folder of the store that waits for a passphrase. */
  folder: string | null;
  /** Everyone may know the sample's. */
  sample_passphrase: string | null;
  user: { id: Id; name: string; role: Role } | null;
  counts: NavCounts | null;
  /** How many entries the journal has. */
  entries: number;
  /** Minutes since the last backup; null: there is none. */
  backup_minutes: number | null;
}

/** Chain, closes, references and files, looked through from the first to the last. */
export interface Verification {
  ok: boolean;
  /** Names of the checks that failed. */
  failed: string[];
}

export interface NavCounts {
  today: number;
  companies: number;
  meetings: number;
  projects: number;
  review: number;
}

/** A folder chosen in the system's dialog: the window holds a token, never a path it made. */
export interface ChosenFolder {
  token: string;
  label: string;
  holds_store: boolean;
}

export interface NewStore {
  /** Null: the program's own folder. */
  token: string | null;
  bureau: string;
  zone: string;
  user: string;
  passphrase: string;
}

// ——— today ———

export interface Today {
  /** My next steps, overdue or due soon. */
  follow_ups: Meeting[];
  /** Everyone's overdue ones, where mine are none. */
  others_overdue: Meeting[];
  returned: FundRow[];
  waiting: FundRow[];
  drafts: FundRow[];
}

// ——— KPI ———

export interface KpiRow {
  line: Line | null;
  target_fen: Fen | null;
  target_fen_reason: string | null;
  quarter_fen: Fen;
  ytd_fen: Fen;
  late_fen: Fen;
  last_year_ytd_fen: Fen | null;
  yoy_pct: string | null;
  yoy_pct_reason: string | null;
  qoq_pct: string | null;
  qoq_pct_reason: string | null;
  completion_pct: string | null;
  completion_pct_reason: string | null;
  time_pct: string;
  lead_points: string | null;
  lead_points_reason: string | null;
  /** Delivered minus target × time progress; null without a target. */
  lead_fen: Fen | null;
  /** What is missing to half the target; null without one. */
  to_half_fen: Fen | null;
  needed_month_fen: Fen | null;
  needed_month_fen_reason: string | null;
  double_half: boolean | null;
  companies: number;
  new_companies: number;
  pending_fen: Fen;
}

export interface Kpi {
  year: number;
  through: string;
  reading: Reading;
  attribution: Attribution;
  progress: Progress;
  as_of_on: IsoDate;
  time_pct: string;
  closed_on: IsoDate | null;
  scheme_version: number;
  rows: KpiRow[];
  total: KpiRow;
  double_counted_fen: Fen;
}

export interface KpiQuery {
  year: number;
  through: string;
  reading: Reading;
  attribution: Attribution;
}

export interface KpiMonth {
  month: number;
  /** Posted in the month; below zero where more was reversed. */
  month_fen: Fen;
  cumulative_fen: Fen;
}

/** Published → late → reversed → restated, for one quarter. */
export interface Bridge {
  period: string;
  steps: { kind: "published" | "late" | "reversed" | "corrected" | "restated"; fen: Fen; count: number }[];
}

export interface PathStep {
  company: string;
  percent: string | null;
  control: "equity" | "actual_control" | "vie";
}

export interface ExplainedFund {
  id: Id;
  ref: string;
  investor: string;
  head: string;
  arrived_on: IsoDate;
  verified_on: IsoDate | null;
  verified_by: string | null;
  recognised_fen: Fen;
  currency: string;
  amount_minor: string;
  rate: string | null;
  rate_unit: number;
  rate_on: IsoDate | null;
  share_bp: number;
  posted: string | null;
  /** The month it is posted to. */
  month: number;
  late: boolean;
  list: string;
  edition: number;
  rank: number | null;
  path: PathStep[];
  form: FundForm;
  origin: Origin;
  vouchers: { kind: VoucherKind; number: string | null }[];
  reverses: string | null;
  other_lines: Line[];
}

export interface Explanation {
  line: Line | null;
  part: Part;
  total_fen: Fen;
  scheme_version: number;
  funds: ExplainedFund[];
}

export interface NotCounted {
  fund_id: Id;
  ref: string;
  investor: string;
  amount_fen: Fen;
  arrived_on: IsoDate;
  reason: string;
  zone: string;
}

// ——— companies ———

export type Tier = "1-50" | "51-100" | "101-200" | "201-500";

export type CompanySort = "rank" | "name" | "last_met";

export interface CompanyFilter {
  edition_id: Id | null;
  tier: Tier | null;
  visited: boolean | null;
  owner_id: Id | null;
  text: string;
  sort: CompanySort;
}

export interface CompanyRow {
  id: Id;
  rank: number | null;
  name: string;
  /** The other language's name, where there is one. */
  also: string | null;
  country: string | null;
  headquarters: string | null;
  industry: string | null;
  meetings: number;
  last_met_on: IsoDate | null;
  delivered_fen: Fen;
  owner: string | null;
}

export interface TimelineItem {
  kind: "meeting" | "project" | "fund";
  id: Id;
  on: IsoDate | null;
  title: string;
  detail: string | null;
  amount_fen: Fen | null;
  status: string | null;
}

/** A link up or down, with the company at its other end. */
export interface Owned {
  id: Id;
  name: string;
  percent: string | null;
  control: PathStep["control"];
  valid_from: IsoDate | null;
  valid_to: IsoDate | null;
}

export interface Company {
  id: Id;
  name: string;
  also: string | null;
  aliases: string[];
  uscc: string | null;
  lei: string | null;
  country: string | null;
  headquarters: string | null;
  industry: string | null;
  note: string | null;
  owner_id: Id | null;
  ranks: { list_code: string; list_name: string; line: Line | null; year: number; rank: number | null }[];
  parents: Owned[];
  children: Owned[];
  timeline: TimelineItem[];
}

export interface ListInfo {
  id: Id;
  code: string;
  name: string;
  line: Line | null;
  editions: {
    id: Id;
    year: number;
    published_on: IsoDate;
    source: string | null;
    entries: number;
    locked: boolean;
  }[];
}

// ——— meetings ———

export interface MeetingFilter {
  text: string;
  level: MeetingLevel | null;
  open_only: boolean;
}

export interface Meeting {
  id: Id;
  held_on: IsoDate;
  mode: MeetingMode;
  level: MeetingLevel;
  company_id: Id;
  company: string;
  project_id: Id | null;
  project: string | null;
  place: string | null;
  lead_person: string | null;
  our_people: string | null;
  their_people: string | null;
  topics: string | null;
  asks: string | null;
  promises: string | null;
  blockers: string | null;
  next_step: string | null;
  next_owner: string | null;
  due_on: IsoDate | null;
  done_on: IsoDate | null;
  trip: string | null;
  logged_by: string | null;
}

export interface NewMeeting {
  held_on: IsoDate;
  mode: MeetingMode;
  level: MeetingLevel;
  company_id: Id;
  project_id: Id | null;
  place: string;
  lead_person: string;
  our_people: string;
  their_people: string;
  topics: string;
  asks: string;
  next_step: string;
  next_owner: string;
  due_on: IsoDate | null;
}

// ——— projects ———

export interface ProjectFilter {
  text: string;
  owner_id: Id | null;
}

export interface ProjectRow {
  id: Id;
  code: string;
  name: string;
  investors: string[];
  zone: string | null;
  zone_counts: boolean | null;
  industry: string | null;
  stage: Stage;
  agreed_fen: Fen | null;
  delivered_fen: Fen;
  signed_on: IsoDate | null;
  owner_unit: string | null;
  owner: string | null;
  last_met_on: IsoDate | null;
}

export interface Project extends ProjectRow {
  basis: Basis | null;
  side_reason: string | null;
  shares: { company_id: Id; company: string; share_bp: number | null }[];
  milestones: { stage: Stage; on: IsoDate; note: string | null }[];
  funds: FundRow[];
  meetings: Meeting[];
}

export interface NewProject {
  code: string;
  name: string;
  investors: { company_id: Id; share_bp: number | null }[];
  zone_id: Id;
  industry: string;
  agreed_fen: Fen | null;
  basis: Basis;
  stage: Milestone;
  stage_on: IsoDate;
  owner: string;
}

// ——— funds ———

export interface FundFilter {
  statuses: FundStatus[];
  /** Arrived within this quarter. */
  arrived_in: string | null;
  text: string;
}

/** A page of the ledger, with what all its lines sum to. */
export interface FundPage extends Page<FundRow> {
  sum_fen: Fen;
}

export interface FundRow {
  id: Id;
  ref: string;
  project_id: Id | null;
  project: string | null;
  investor_id: Id;
  investor: string;
  payer: string | null;
  form: FundForm;
  origin: Origin;
  arrived_on: IsoDate;
  currency: string;
  amount_minor: string;
  rate: string | null;
  rate_unit: number | null;
  rate_on: IsoDate | null;
  rate_source: string | null;
  share_bp: number;
  zone_id: Id;
  zone: string;
  zone_counts: boolean;
  recognised_fen: Fen;
  status: FundStatus;
  reverses: string | null;
  reversed_by: string | null;
  submitted_by: string | null;
  verified_by: string | null;
  verified_on: IsoDate | null;
  papers: number;
  /** Why it was returned or rejected. */
  reason: string | null;
  note: string | null;
}

export interface Evidence {
  id: Id;
  /** Null where only its data were entered. */
  hash: string | null;
  name: string | null;
  image: boolean;
  kind: VoucherKind;
  number: string | null;
  payer: string | null;
  payee: string | null;
  account_tail: string | null;
  dated_on: IsoDate | null;
  /** In whole units of its currency. */
  amount: string | null;
  currency: string | null;
  /** Where it proves another line too. */
  also: string | null;
}

export interface FundStep {
  status: FundStatus;
  by: string | null;
  on: IsoDate;
  reason_code: string | null;
  text: string | null;
}

/** A field of it that was changed. */
export interface FieldChange {
  op: string;
  at: Instant;
  by: string | null;
  field: string;
  before: string | null;
  after: string | null;
}

export type FundAction =
  "submit" | "pass" | "recheck" | "verify" | "return" | "reject" | "reverse" | "edit" | "delete";

export interface Fund extends FundRow {
  steps: FundStep[];
  files: Evidence[];
  /** Whether its papers prove it (rulebook section 5). */
  proven: boolean;
  history: FieldChange[];
  /** What this user may do with it now. */
  actions: FundAction[];
  /** This user submitted it, and so never verifies it (I5). */
  own: boolean;
}

export interface FundDraft {
  id: Id | null;
  project_id: Id;
  investor_id: Id;
  payer: string;
  form: FundForm;
  origin: Origin;
  arrived_on: IsoDate;
  currency: string;
  amount_minor: string;
  rate: string | null;
  rate_unit: number | null;
  rate_on: IsoDate | null;
  share_bp: number;
  zone_id: Id | null;
  note: string;
  evidence: EvidenceData[];
}

export interface EvidenceData {
  /** Null: its data alone, without a file. */
  token: string | null;
  kind: VoucherKind;
  number: string;
  payer: string;
  payee: string;
  account_tail: string;
  dated_on: IsoDate | null;
  amount_minor: string | null;
  currency: string;
}

/** A file taken into the vault's waiting room; it belongs to nothing until a draft names its token. */
export interface ChosenEvidence {
  token: string;
  name: string;
  bytes: number;
  image: boolean;
  hash: string;
}

export type ReturnReason = "evidence" | "amount" | "payer" | "party" | "duplicate" | "other";

// ——— reports ———

export type ReportFormat = "xlsx" | "csv";

export interface ReportAsk {
  quarter: string;
  reading: Reading;
  attribution: Attribution;
}

/** A figure that was computed again before it is written. */
export interface ReportCheck {
  name: string;
  ok: boolean;
  detail: string;
}

export interface ReportPreview {
  title: string;
  kpi: Kpi;
  /** How many lines stand behind it. */
  lines: number;
  /** The rules and choices behind the figures. */
  notes: string[];
  checks: ReportCheck[];
  /** What a reader should know. */
  warnings: string[];
}

export interface ReportDone {
  token: string;
  name: string;
  bytes: number;
  sha256: string;
}

// ——— settings ———

export interface User {
  id: Id;
  name: string;
  role: Role;
  active: boolean;
}

export interface Zone {
  id: Id;
  name: string;
  counts: boolean;
}

export interface Scheme {
  year: number;
  version: number;
  edition_policy: EditionPolicy;
  attribution: Attribution;
  origins: Origin[];
  forms: FundForm[];
  progress: Progress;
  merge_reviews: boolean;
  list_lines: Record<string, Line | null>;
  note: string | null;
}

export interface Target {
  line: TargetLine;
  target_fen: Fen | null;
  document: string | null;
  effective_on: IsoDate | null;
  revisions: { target_fen: Fen | null; document: string | null; effective_on: IsoDate }[];
}

export interface NewTarget {
  year: number;
  line: TargetLine;
  target_fen: Fen | null;
  document: string;
  effective_on: IsoDate;
}

export interface Close {
  period: string;
  closed_on: IsoDate | null;
  by: string | null;
  sha256: string | null;
  can_close: boolean;
  can_close_reason: string | null;
}

/** Each was opened and checked after it was made. */
export interface Backup {
  name: string;
  bytes: number;
}

export type ImportKind =
  "companies" | "ownership" | "edition" | "projects" | "meetings" | "funds" | "targets" | "rates";

export interface ImportRequest {
  kind: ImportKind;
  list_code: string | null;
  year: number | null;
  published_on: IsoDate | null;
  source: string | null;
}

export interface ImportProblem {
  row: number;
  column: string | null;
  code: string;
  args: Record<string, string | number>;
}

export interface ChosenFile {
  token: string;
  name: string;
}

export interface ImportPlan {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  problems: ImportProblem[];
  warnings: ImportProblem[];
  /** What it changed, where it was kept. */
  changes: Changes | null;
}

export interface ImportRecord {
  id: Id;
  name: string;
  kind: ImportKind;
  rows: number;
}

export interface HistoryEntry {
  entry: number;
  op: string;
  subject: string;
  at: Instant;
  by: string | null;
  means: "user" | "import" | "undo" | "redo" | "sync" | "system";
  undone: boolean;
}

// ——— search, undo ———

export type HitKind = "company" | "project" | "fund" | "meeting";

export interface SearchHit {
  kind: HitKind;
  id: Id;
  title: string;
  /** Characters of the title that matched, as [from, to) pairs. */
  marks: [number, number][];
  score: number;
}

export interface UndoStep {
  op: string;
  subject: string;
  /** Whether the rulebook lets it be undone. */
  allowed: boolean;
}

export interface UndoState {
  undo: UndoStep | null;
  redo: UndoStep | null;
}
