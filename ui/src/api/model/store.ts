/** The program, its store, who is in it. */
import type { Id, IsoDate, Role } from "./words";

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
