/** Figures, what they are made of, and the report of a quarter. */
import type {
  Attribution,
  Fen,
  FundForm,
  Id,
  IsoDate,
  Level,
  Line,
  Origin,
  Part,
  Progress,
  Reading,
  VoucherKind,
} from "./words";

export type {
  Cell_Serialize as CompareCell,
  CompareBy,
  Comparison_Serialize as Comparison,
  Difference_Serialize as Difference,
  Side_Serialize as CompareSide,
} from "../bindings";

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
  /** Whose recognised amount counts; the district's where nothing is said. */
  level?: Level;
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

export type ReportFormat = "docx" | "pdf" | "xlsx" | "csv";

/** What of a report is wanted beside its chapters. */
export interface ReportParts {
  charts: boolean;
  lines: boolean;
  notes: boolean;
  checks: boolean;
}

export interface ReportAsk {
  quarter: string;
  reading: Reading;
  attribution: Attribution;
  parts: ReportParts;
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

/** A sentence: its template, and what it says this quarter. */
export interface SentenceLine {
  key: string;
  template: string;
  built_in: string;
  own: boolean;
  places: string[];
  said: string[];
}

export interface ReportWords {
  sentences: SentenceLine[];
  chapters: { key: string; title: string; text: string }[];
}

/** A template before it is kept: what is wrong with it, or what it would say. */
export interface TemplateTried {
  faults: { code: string; detail: string }[];
  said: string[];
}

/** A report that was written. */
export interface ExportLine {
  id: Id;
  period: string;
  reading: Reading;
  language: string;
  format: string;
  file_name: string;
  bytes: number;
  sha256: string;
  exported_on: IsoDate;
  exported_by: string | null;
}

/** A file at hand, and the exports that it is. */
export interface FileProved {
  name: string;
  sha256: string;
  exports: ExportLine[];
}

export interface ReportDone {
  token: string;
  name: string;
  bytes: number;
  sha256: string;
}
