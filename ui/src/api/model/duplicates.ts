/** Companies that are there twice, and what merging them would do. */
import type { Fen, Id, Line } from "./words";

export type Verdict = "clear" | "doubtful";

/** Why two companies may be one; its sentence is `match-<ground>`. */
export interface MatchReason {
  ground: string;
  detail: string | null;
}

export interface Duplicate {
  id: Id;
  title: string;
  name_en: string | null;
  country: string | null;
  uscc: string | null;
  /** Entries, meetings, projects and lines that hang on it. */
  records: number;
}

export interface DuplicatePair {
  one: Id;
  other: Id;
  /** Thousandths. */
  score: number;
  verdict: Verdict;
  reasons: MatchReason[];
}

export interface DuplicateGroup {
  score: number;
  verdict: Verdict;
  /** The one with the most records first: that is proposed to go on. */
  companies: Duplicate[];
  pairs: DuplicatePair[];
}

export interface DuplicateGroups {
  groups: DuplicateGroup[];
  found: number;
}

export type MergeField =
  "name_zh" | "name_en" | "uscc" | "lei" | "country" | "headquarters" | "industry" | "note";

export interface FieldPair {
  field: MergeField;
  kept: string | null;
  merged: string | null;
  /** What the survivor has afterwards. */
  chosen: string | null;
}

/** A company's own fields as a merge takes them. */
export type MergedCompany = Record<MergeField, string | null> & { owner_id: Id | null };

export interface MergePreview {
  kept: Id;
  merged: Id;
  fields: FieldPair[];
  company: MergedCompany;
  aliases: string[];
  moved: {
    aliases: number;
    entries: number;
    locked_entries: number;
    ownership: number;
    shares: number;
    meetings: number;
    funds: number;
  };
  /** Lines of this year's table that would show another sum; null is the total. */
  effects: { line: Line | null; before_fen: Fen; after_fen: Fen }[];
}
