/** A file on its way in: what it was found to be, what becomes of its rows, and taking it back. */
import type { Changes, CoreError, EditionPolicy, Fen, Id, Instant, IsoDate, Line } from "./words";

export type ImportKind =
  "companies" | "ownership" | "edition" | "projects" | "meetings" | "funds" | "targets" | "rates";
export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | "big5" | "windows-1252";
export type Fate = "created" | "updated" | "unchanged" | "skipped" | "rejected";

export interface ChosenFile {
  token: string;
  name: string;
}

/** A table that was found in the file. */
export interface ImportTable {
  sheet: string;
  /** Its title lines, where it has some. */
  title: string | null;
  /** The header's first row as a person counts, and how many rows it has. */
  header_row: number;
  header_rows: number;
  /** Rows below the header. */
  rows: number;
}

export interface ImportColumn {
  /** Its place in the table. */
  at: number;
  header: string;
  /** What it is taken as; null: left out. */
  key: string | null;
  /** What it may be, where that is too unsure to be taken. */
  perhaps: string | null;
  /** Percent. */
  confidence: number;
  /** Why: alias, pinyin, content, given, remembered. */
  reason: string | null;
  unit: string | null;
  /** A few of its values. */
  samples: string[];
}

/** A column that the kind has. */
export interface ImportField {
  key: string;
  header: string;
  required: boolean;
}

export interface EditionAsk {
  list_code: string;
  year: number | null;
  published_on: IsoDate | null;
  source: string;
}

/** What a file was found to be; nothing is kept, and all of it can be changed. */
export interface ImportLook {
  name: string;
  format: string | null;
  encoding: Encoding | null;
  /** Percent; 100 where it is certain. */
  encoding_certainty: number | null;
  encodings: Encoding[];
  tables: ImportTable[];
  table: number | null;
  kind: ImportKind | null;
  /** How well each kind fits, percent, the best first. */
  kinds: { kind: ImportKind; score: number }[];
  columns: ImportColumn[];
  fields: ImportField[];
  /** What every row says of a key that has no column. */
  constants: Record<string, string>;
  /** Headers of columns that the kind needs and nothing gives. */
  missing: string[];
  /** The first lines as they were read. */
  preview: { row: number; header: boolean; cells: string[] }[];
  /** A file with these headers was imported before, and what was said then answers for this one. */
  remembered: boolean;
  /** For a list that was remembered. */
  list_code: string | null;
  source: string | null;
  /** Why it cannot be taken as it is. */
  problem: CoreError | null;
}

/** What a person says about the file, over what was found. */
export interface ImportShape {
  encoding: Encoding | null;
  table: number | null;
  header_row: number | null;
  header_rows: number | null;
  kind: ImportKind | null;
  /** A header to a key, or to null for a column left out. */
  mapping: Record<string, string | null>;
  /** What every row says of a key that has no column; an empty text takes back what is remembered. */
  constants: Record<string, string>;
  edition: EditionAsk | null;
}

/** A plan in numbers. rows = created + updated + unchanged + skipped + rejected. */
export interface ImportCounts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  /** Rows with a company in doubt; a mark beside their fate. */
  doubtful: number;
  /** Rows with something worth saying. */
  warned: number;
  companies_made: number;
  /** The columns of the grid: those that are taken. */
  columns: { at: number; header: string; key: string }[];
  /** What is to be said about the file as a whole. */
  notices: ImportProblem[];
  /** What an edition would change beyond its own rows, while it is looked at. */
  impact: EditionImpact | null;
}

/** What a list edition would change, in numbers. */
export interface EditionImpact {
  /** The KPI lines are compared on the day of publication. */
  on: IsoDate;
  /** Those whose companies change. */
  lines: { line: Line; entered: number; left: number; stayed: number; to_assign: number }[];
  /** Companies that enter and have no owner yet, each once. */
  to_assign: number;
  policies: { policy: EditionPolicy; years: number[]; moves: FundsMoved[] }[];
}

/** Verified money of a year that would be counted elsewhere. */
export interface FundsMoved {
  year: number;
  /** None: it counts 0. */
  from: Line[];
  to: Line[];
  moved_fen: Fen;
  funds: number;
  /** The year's scheme has this policy. */
  in_force: boolean;
  /** A period of the year is closed. */
  closed: boolean;
}

export interface CompanyMoved {
  company_id: Id;
  name: string;
  rank: number | null;
  rank_before: number | null;
  owner: string | null;
}

/** Why a line of the ledger counts. */
export interface MoveGround {
  line: Line;
  list: string;
  edition_year: number;
  rank: number | null;
  path: string[];
}

export interface FundMoved {
  id: Id;
  ref: string;
  investor: string;
  arrived_on: IsoDate;
  recognised_fen: Fen;
  before: MoveGround[];
  after: MoveGround[];
}

export interface ImportProblem {
  row: number;
  column: string | null;
  code: string;
  args: Record<string, string | number>;
}

export interface MatchCandidate {
  id: Id;
  title: string;
  /** Thousandths. */
  score: number;
  reasons: { ground: string; detail: string | null }[];
}

/** A name whose company is in doubt. */
export interface ImportDoubt {
  field: string;
  written: string;
  /** How many rows write it. */
  rows: number;
  /** The first of them. */
  row: number;
  candidates: MatchCandidate[];
  /** What was decided. */
  choice: MatchChoice | null;
}

/** What is decided for every name in doubt for the same reasons as this one. */
export type LikeChoice = "first" | "new";
export type MatchChoice = { means: "company"; id: Id } | { means: "new" };

export interface ImportRow {
  id: string;
  row: number;
  title: string;
  fate: Fate;
  doubtful: boolean;
  /** By the grid's columns. */
  cells: string[];
  /** Places in the grid's columns that a person typed over. */
  mended: number[];
  changes: { field: string; old: string | null; new: string | null }[];
  problems: ImportProblem[];
  warnings: ImportProblem[];
}

export type RowFilter = Fate | "all" | "doubtful" | "warned";

export interface ImportProgress {
  done: number;
  all: number;
}

export interface ImportDone {
  /** The import, to take it back by. */
  id: Id | null;
  counts: ImportCounts;
  changes: Changes | null;
}

export interface SavedFile {
  token: string;
  name: string;
}

export interface ImportRecord {
  id: Id;
  name: string;
  kind: ImportKind;
  rows: number;
  created: number;
  updated: number;
  rejected: number;
  at: Instant | null;
  by: string | null;
}

/** A field with three values: before the import, as imported, and now. */
export interface TakeBackConflict {
  /** field: edited since; row: made by the import and edited since; used, final: it stays. */
  kind: "field" | "row" | "used" | "final";
  table: string;
  row: Id;
  title: string;
  field: string;
  before: string | null;
  imported: string | null;
  now: string | null;
}

export interface TakeBackLook {
  restored: number;
  conflicts: TakeBackConflict[];
}

/** A person's word: take this back all the same. */
export interface TakeBackWord {
  row: Id;
  field: string;
}
