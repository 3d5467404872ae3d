/** What a column of a grid is. */
export interface Column<Row, SortKey extends string = string> {
  /** Its name; the slot `cell-<key>` draws it, else `text`. */
  key: string;
  label: string;
  /** Printed once in the header. */
  unit?: string;
  text?: (row: Row) => string | null | undefined;
  /** Smallest width in px. */
  min: number;
  /** Its part of what is left. */
  grow?: number;
  /** A number: right-aligned. */
  num?: boolean;
  /** The order it stands for, and whether its largest or latest come first. */
  sort?: SortKey;
  descending?: boolean;
  /** The higher, the sooner it leaves a narrow sheet; without one it stays. */
  rank?: number;
}
