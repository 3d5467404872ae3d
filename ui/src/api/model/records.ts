/** Companies, meetings, projects and lines of the ledger. */
import type { Credit, Supplement } from "./audit";
import type {
  Basis,
  EditionPolicy,
  Fen,
  FundForm,
  FundStatus,
  Id,
  Instant,
  IsoDate,
  Line,
  MeetingLevel,
  MeetingMode,
  Milestone,
  Origin,
  Page,
  Stage,
  VoucherKind,
} from "./words";
import type { PathStep } from "./kpi";

export interface Today {
  /** My next steps, overdue or due soon. */
  follow_ups: Meeting[];
  /** Everyone's overdue ones, where mine are none. */
  others_overdue: Meeting[];
  returned: FundRow[];
  waiting: FundRow[];
  drafts: FundRow[];
}

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
  link_id: Id;
  percent: string | null;
  percent_ppm: number | null;
  control: PathStep["control"];
  valid_from: IsoDate | null;
  valid_to: IsoDate | null;
}

/** What a person enters of a company; empty texts are not there. */
export interface CompanyFields {
  name_zh: string;
  name_en: string;
  uscc: string;
  lei: string;
  country: string;
  headquarters: string;
  industry: string;
  note: string;
  owner_id: Id | null;
  aliases: string[];
}

/** What a text typed as a credit code comes to. */
export interface CreditCodeCheck {
  code: string | null;
  fault: string | null;
  expected: string | null;
  taken_by: string[];
}

export interface Ownership {
  parent_id: Id;
  child_id: Id;
  /** Parts per million: 55 % is 550000. */
  percent_ppm: number | null;
  control: PathStep["control"];
  valid_from: IsoDate | null;
  valid_to: IsoDate | null;
}

export interface PathLink {
  parent_id: Id;
  child_id: Id;
  percent: string | null;
  control: PathStep["control"];
}

/** Whether and why a company's money would count if it arrived on a day. */
export interface CompanyStanding {
  on: IsoDate;
  policy: EditionPolicy;
  scheme_version: number;
  grounds: {
    line: Line;
    list: string;
    edition_year: number;
    rank: number | null;
    head_id: Id;
    /** Names from the company up to the listed one. */
    path: string[];
    links: PathLink[];
  }[];
  uncounted: string | null;
  /** Its group on that day, the head first, as a tree. */
  group: { id: Id; name: string; depth: number; link: PathLink | null }[];
}

export interface Company {
  id: Id;
  name: string;
  also: string | null;
  name_zh: string | null;
  name_en: string | null;
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

/** An entry of an edition as it was printed; `id` is the entry's. */
export interface EditionEntry {
  id: Id;
  company_id: Id;
  company: string;
  rank: number | null;
  printed_name: string;
  country: string | null;
  industry: string | null;
  /** Decimal, in its unit. */
  revenue: string | null;
  revenue_unit: string | null;
}

/** What became of a company between two editions. */
export type MoveKind = "entered" | "left" | "rose" | "fell" | "stayed";

export interface EditionMove {
  id: Id;
  company_id: Id;
  name: string;
  move: MoveKind;
  rank: number | null;
  rank_before: number | null;
  /** How many ranks it rose; below zero: fell. */
  places: number | null;
  owner: string | null;
  in_zone: boolean;
  last_met_on: IsoDate | null;
  delivered_fen: Fen;
}

export interface EditionMoves extends Page<EditionMove> {
  /** The year of the edition compared with; null where there is none before. */
  before: number | null;
  counts: Record<MoveKind, number>;
}

export interface MeetingFilter {
  text: string;
  mode: MeetingMode | null;
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

export interface ProjectFilter {
  text: string;
  stage: Stage | null;
  owner_id: Id | null;
  /** Only those that are stale on this day. */
  stale_on: IsoDate | null;
}

export type {
  FunnelStage,
  Funnel_Serialize as Funnel,
  Rate_Serialize as Rate,
  StaleProject_Serialize as StaleProject,
} from "../bindings";

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
  /** Agreements that add to its own (I12). */
  supplements: Supplement[];
  /** Units that its money is credited to, or that claim it. */
  credits: Credit[];
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

export interface FundFilter {
  statuses: FundStatus[];
  /** Arrived within this quarter. */
  arrived_in: string | null;
  /** Posted to this quarter. */
  posted: string | null;
  /** Counted in this line, or in none. */
  line: Line | "none" | null;
  /** Only late ones (补报). */
  late: boolean;
  project_id: Id | null;
  text: string;
}

/** What the figures make of a line of the ledger. */
export interface FundStanding {
  /** Where it counts, or would once it is verified. */
  counts_in: Line[];
  /** Further lines it qualifies for, where one of higher priority takes it. */
  also_on: Line[];
  /** Why it counts 0. */
  uncounted: string | null;
  /** The quarter it is posted to. */
  posted: string | null;
  late: boolean;
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
  /** Null for a draft, a returned or a rejected line: no figure holds it. */
  standing: FundStanding | null;
}

export interface Evidence {
  id: Id;
  /** Null where only its data were entered. */
  hash: string | null;
  name: string | null;
  image: boolean;
  /** It is drawn page by page. */
  pdf?: boolean;
  kind: VoucherKind;
  number: string | null;
  payer: string | null;
  payee: string | null;
  account_tail: string | null;
  dated_on: IsoDate | null;
  /** In whole units of its currency. */
  amount: string | null;
  currency: string | null;
  /** How much of it proves this line, in whole units. */
  used: string;
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
  | "submit"
  | "pass"
  | "recheck"
  | "verify"
  | "return"
  | "reject"
  | "reverse"
  | "correct"
  | "transfer"
  | "recognise"
  | "edit"
  | "delete";

export interface Fund extends FundRow {
  audited_year?: number | null;
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
  /** Of reinvested profit (R14). */
  audited_year: number | null;
  note: string;
  evidence: EvidenceData[];
  /** Vouchers it had that prove it no more. */
  released: Id[];
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
  /** One voucher for several lines: this one takes a part of it. */
  split: boolean;
  /** The part, in minor units of the line's currency; null: as much as the line. */
  used_minor: string | null;
}

/** A voucher that the ledger knows already; amounts in whole units of its currency. */
export interface KnownVoucher {
  id: Id;
  kind: VoucherKind;
  number: string | null;
  payer: string | null;
  file_name: string | null;
  amount: string | null;
  used: string;
  left: string | null;
  currency: string | null;
  /** The other lines it proves. */
  funds: string[];
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
