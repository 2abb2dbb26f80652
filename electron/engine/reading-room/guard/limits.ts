/** How far a reader may go with one file. All counted while reading: what a file says of itself is not believed. */
export interface ReadingLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Entries of a zip. */
  readonly entries: number;
  /** Bytes of one part after unpacking; also of all parts that are read together, times `partsTogether`. */
  readonly partBytes: number;
  readonly partsTogether: number;
  /** Rows and columns of a table that are kept; what lies beyond is said, never kept. */
  readonly rows: number;
  readonly columns: number;
  /** Filled cells that are kept: 2,000 rows of a hundred columns and more. */
  readonly cells: number;
  /** Letters of all that is kept. */
  readonly textLength: number;
  /** The worker's JavaScript memory, in MB. */
  readonly heapMb: number;
  /** The worker is ended after so many milliseconds: the last net, since all the counts above bite before. */
  readonly deadlineMs: number;
}

/**
 * A workbook of 2,000 nominees has some 3 MB unpacked. A sheet whose million rows carry nothing but a format has 60 MB,
 * and is honest (clerks colour whole columns).
 */
export const usualLimits: ReadingLimits = {
  fileBytes: 20 << 20,
  entries: 2000,
  partBytes: 80 << 20,
  partsTogether: 2,
  rows: 2000,
  columns: 500,
  cells: 250_000,
  textLength: 16 << 20,
  heapMb: 384,
  deadlineMs: 60_000,
};
