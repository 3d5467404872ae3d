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
  tables: string[];
  /** The record that was made or changed, where there is one. */
  id?: Id;
}

/** A page of a list, and how many rows there are in all. */
export interface Page<Row> {
  rows: Row[];
  total: number;
}

/** Which rows of a list, in which order. */
export interface PageRequest<Filter, SortKey extends string> {
  filter: Filter;
  sort: SortKey;
  descending: boolean;
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
  user: { id: Id; name: string; role: Role } | null;
  counts: NavCounts | null;
  chain: { ok: boolean; entries: number } | null;
  backup: { at: Instant | null; ok: boolean } | null;
  now_at: Instant;
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
  holds: "nothing" | "store" | "other";
}

export interface NewStore {
  token: string;
  bureau: string;
  zone: string;
  user: string;
  passphrase: string;
}

// ——— today ———

export interface FollowUp {
  meeting_id: Id;
  company: string;
  next_step: string;
  due_on: IsoDate;
  owner: string;
  level: MeetingLevel;
  overdue_days: number;
}

export interface Today {
  follow_ups: FollowUp[];
  returned: FundRow[];
  waiting: FundRow[];
  /** Met above, not followed up below. */
  not_followed: FollowUp[];
  kpi: Kpi;
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
  sha256: string | null;
  rows: KpiRow[];
  total: KpiRow;
  double_counted_fen: Fen;
  not_counted: { code: string; count: number }[];
}

export interface KpiQuery {
  year: number;
  through: string;
  reading: Reading;
  attribution: Attribution;
}

export interface KpiMonth {
  month: number;
  in_fen: Fen;
  /** Withdrawals and reversals, zero or negative. */
  out_fen: Fen;
  /** Null for a month not yet reached. */
  cumulative_fen: Fen | null;
}

export interface KpiMonths {
  months: KpiMonth[];
  target_fen: Fen | null;
  needed_month_fen: Fen | null;
  last_year: (Fen | null)[];
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
  verified_on: IsoDate;
  verified_by: string;
  recognised_fen: Fen;
  currency: string;
  amount_minor: string;
  rate: string | null;
  rate_unit: number;
  rate_on: IsoDate | null;
  share_bp: number;
  posted: string;
  late: boolean;
  list: string;
  edition: number;
  rank: number | null;
  path: PathStep[];
  form: FundForm;
  origin: Origin;
  voucher: { kind: VoucherKind; number: string } | null;
  reverses: string | null;
  other_lines: Line[];
}

export interface Explanation {
  line: Line | null;
  total_fen: Fen;
  edition_year: number | null;
  edition_policy: EditionPolicy;
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
  detail: string;
}

// ——— companies ———

export type Tier = "1-50" | "51-100" | "101-200" | "201-500";

export interface CompanyFilter {
  list_code: string | null;
  edition_year: number | null;
  tier: Tier | null;
  visited: boolean | null;
  owner_id: Id | null;
  text: string;
}

export type CompanySort = "rank" | "name" | "country" | "revenue" | "last_met" | "delivered";

export interface CompanyRow {
  id: Id;
  rank: number | null;
  name_zh: string;
  name_en: string | null;
  country: string | null;
  industry: string | null;
  lines: Line[];
  revenue: string | null;
  meetings: number;
  last_met_on: IsoDate | null;
  delivered_fen: Fen;
  owner: string | null;
  invented: boolean;
}

export interface TimelineItem {
  kind: "meeting" | "project" | "fund";
  id: Id;
  on: IsoDate;
  title: string;
  detail: string;
  amount_fen: Fen | null;
  status: string | null;
}

export interface Company {
  id: Id;
  name_zh: string;
  name_en: string | null;
  aliases: string[];
  uscc: string | null;
  lei: string | null;
  country: string | null;
  headquarters: string | null;
  industry: string | null;
  note: string | null;
  owner: string | null;
  sources: string[];
  ranks: { list_code: string; list_name: string; line: Line | null; year: number; rank: number | null }[];
  parents: (PathStep & { id: Id; valid_from: IsoDate | null; valid_to: IsoDate | null })[];
  children: (PathStep & { id: Id; valid_from: IsoDate | null; valid_to: IsoDate | null })[];
  timeline: TimelineItem[];
  delivered_fen: Fen;
}

export interface ListInfo {
  code: string;
  name: string;
  line: Line | null;
  editions: {
    year: number;
    published_on: IsoDate;
    source: string;
    entries: number;
    locked: boolean;
    sample: boolean;
  }[];
}

// ——— meetings ———

export interface MeetingFilter {
  text: string;
  mode: MeetingMode | null;
  level: MeetingLevel | null;
  open_only: boolean;
  company_id: Id | null;
}

export type MeetingSort = "held_on" | "company" | "due_on";

export interface Meeting {
  id: Id;
  held_on: IsoDate;
  mode: MeetingMode;
  level: MeetingLevel;
  company_id: Id;
  company: string;
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
  entered_by: string;
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
  stage: Stage | null;
  unfunded: boolean;
}

export type ProjectSort = "code" | "name" | "stage" | "agreed" | "delivered" | "signed_on";

export interface ProjectRow {
  id: Id;
  code: string;
  name: string;
  investors: string;
  zone: string;
  zone_counts: boolean;
  industry: string | null;
  stage: Stage;
  agreed_fen: Fen | null;
  delivered_fen: Fen;
  signed_on: IsoDate | null;
  owner: string | null;
  stale: string | null;
}

export interface Project extends ProjectRow {
  basis: Basis;
  shares: { company_id: Id; company: string; share_bp: number | null; lines: Line[] }[];
  milestones: { stage: Stage; on: IsoDate; note: string | null; derived: boolean }[];
  funds: FundRow[];
  meetings: { id: Id; held_on: IsoDate; title: string }[];
  owner_unit: string | null;
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
  status: FundStatus | null;
  period: string | null;
  line: Line | null;
  text: string;
}

export type FundSort = "ref" | "arrived_on" | "recognised" | "status" | "investor";

export interface FundRow {
  id: Id;
  ref: string;
  project: string;
  investor: string;
  line: Line | null;
  arrived_on: IsoDate;
  currency: string;
  amount_minor: string;
  recognised_fen: Fen | null;
  status: FundStatus;
  late: boolean;
  posted: string | null;
  reverses: string | null;
  counts: boolean;
  counts_reason: string | null;
  submitted_by: string | null;
  evidence: number;
}

export interface Evidence {
  hash: string;
  name: string;
  bytes: number;
  image: boolean;
  kind: VoucherKind;
  number: string;
  payer: string | null;
  payee: string | null;
  account_tail: string | null;
  dated_on: IsoDate | null;
  amount_minor: string | null;
  currency: string | null;
}

export interface FundStep {
  status: FundStatus;
  by: string;
  at: Instant;
  reason_code: string | null;
  text: string | null;
}

export type FundAction = "submit" | "pass" | "recheck" | "verify" | "return" | "reject" | "reverse" | "edit";

export interface Fund extends FundRow {
  project_id: Id;
  investor_id: Id;
  payer: string;
  form: FundForm;
  origin: Origin;
  zone: string;
  zone_counts: boolean;
  rate: string | null;
  rate_unit: number;
  rate_on: IsoDate | null;
  rate_source: string | null;
  share_bp: number;
  steps: FundStep[];
  files: Evidence[];
  reversed_by: { id: Id; ref: string; recognised_fen: Fen }[];
  list_entry: { list: string; year: number; rank: number | null; path: PathStep[] } | null;
  warnings: CoreError[];
  /** What this user may do with it now; what is missing has its reason in `refused`. */
  actions: FundAction[];
  refused: { action: FundAction; code: string }[];
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
  rate_unit: number;
  rate_on: IsoDate | null;
  share_bp: number;
  zone_id: Id;
  evidence: EvidenceData[];
}

export interface EvidenceData {
  token: string;
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

export type ReturnReason =
  "evidence_missing" | "payer_mismatch" | "amount_mismatch" | "wrong_date" | "wrong_rate" | "other";

// ——— reports ———

export type ReportFormat = "xlsx" | "csv" | "docx" | "pdf";

export interface ReportCheck {
  code: string;
  ok: boolean;
  detail: string | null;
}

export interface ReportPreview {
  kpi: Kpi;
  checks: ReportCheck[];
  formats: ReportFormat[];
}

export interface ReportDone {
  token: string;
  name: string;
  bytes: number;
}

/** How far a long task is; `total` null while it is not known. */
export interface TaskProgress {
  done: number;
  total: number | null;
  step: string;
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
  funds: number;
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
  set_on: IsoDate;
  set_by: string;
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
  previous: string | null;
  pending: number;
  can_close: boolean;
  can_close_reason: string | null;
}

export interface Backup {
  name: string;
  at: Instant;
  bytes: number;
  ok: boolean;
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

export interface ImportPlan {
  token: string;
  name: string;
  kind: ImportKind;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  problems: ImportProblem[];
}

export interface ImportRecord {
  id: Id;
  name: string;
  kind: ImportKind;
  at: Instant;
  by: string;
  created: number;
  updated: number;
  reverted: boolean;
}

export interface HistoryEntry {
  seq: number;
  op: string;
  at: Instant;
  by: string;
  means: "user" | "import" | "undo" | "sync";
  summary: string | null;
}

// ——— search, undo ———

export type HitKind = "company" | "project" | "fund" | "meeting" | "person";

export interface SearchHit {
  kind: HitKind;
  id: Id;
  title: string;
  detail: string;
  /** Characters of the title that matched, as [from, to) pairs. */
  marks: [number, number][];
  score: number;
}

export interface UndoState {
  undo: { op: string; at: Instant; blocked: string | null } | null;
  redo: { op: string } | null;
}
