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
