/** Rules, people, imports, history, search and undo. */
import type {
  Attribution,
  EditionPolicy,
  Fen,
  FundForm,
  Id,
  Instant,
  IsoDate,
  Line,
  Origin,
  Progress,
  Role,
  TargetLine,
} from "./words";
import type {
  Finding_Serialize as Finding,
  Score_Serialize as Score,
  Stage,
  Stale_Serialize as Stale,
} from "../bindings";

export interface User {
  id: Id;
  name: string;
  role: Role;
  active: boolean;
}

/** The filters of a grid under a name; each user's own. */
export interface SavedView {
  area: string;
  name: string;
  /** A JSON object. */
  filter: string;
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
  /** Basis points by stage (R15); what it leaves out is the rulebook's. */
  forecast?: Partial<Record<Stage, number>>;
  stale?: Stale;
  reach?: "cumulative" | "current";
  score?: Score;
  note: string | null;
}

/** A target in force, with what was set before it. */
export interface TargetOf {
  /** Null: the whole bureau. */
  unit: string | null;
  /** Who answers for it. */
  leader: string | null;
  target_fen: Fen | null;
  document: string | null;
  effective_on: IsoDate | null;
  revisions: { target_fen: Fen | null; document: string | null; effective_on: IsoDate }[];
}

/** A line's target: the bureau's own, and beside it those of its units. */
export interface Target extends TargetOf {
  line: TargetLine;
  units: TargetOf[];
}

export interface NewTarget {
  year: number;
  line: TargetLine;
  unit: string | null;
  leader: string | null;
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

/** Lines of one state: how many, and what they come to. */
export interface Unsettled {
  lines: number;
  sum_fen: Fen;
}

/** What to look at before a period is closed; what is open must be settled, or a reason given. */
export interface CloseCheck {
  period: string;
  period_fen: Fen;
  ytd_fen: Fen;
  funds: number;
  waiting: Unsettled;
  drafts: Unsettled;
  rates_missing: string[];
  targets_missing: string[];
  over_agreed: string[];
  /** Money that has arrived and cannot be proved. */
  gaps: Unsettled;
  /** Findings of rules that must never be broken; they forbid the close. */
  broken: Finding[];
  locks: string[];
}

/** Each was opened and checked after it was made. */
export interface Backup {
  name: string;
  bytes: number;
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

/** A person is somebody whom meetings name: the id is that of the latest. */
export type HitKind = "company" | "project" | "person" | "user" | "fund" | "meeting";

export interface SearchHit {
  kind: HitKind;
  id: Id;
  title: string;
  /** Characters of the title that matched, as [from, to) pairs. */
  marks: [number, number][];
  score: number;
  /** What was found where that is not the title: another name, a code, a sentence. */
  detail: { text: string; marks: [number, number][] } | null;
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
