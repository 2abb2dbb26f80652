/** How a number is shown, as far as it matters for what it means. */
export type NumberFormat =
  | { readonly kind: 'general' }
  /** 文本 format, with a number in it all the same: the number was there first. */
  | { readonly kind: 'text' }
  /** Whole numbers filled up with zeros to so many digits: `000000`. */
  | { readonly kind: 'zeros'; readonly digits: number }
  /** Which parts of a day are shown. */
  | { readonly kind: 'date'; readonly year: boolean; readonly month: boolean; readonly day: boolean }
  /** Decimals, per cent, money, times. */
  | { readonly kind: 'other' };

/** What a cell holds, as the one who filled it in sees it. Comments, phonetic text and links are no part of it. */
export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly format: NumberFormat;
      /** The day that it counts in the workbook's date system, `YYYY-MM-DD`; null when it can be none up to 2100. */
      readonly day: string | null;
    }
  /** A date written as text (ISO 8601), as Strict Open XML and other writers do. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'error'; readonly text: string }
  /** A formula and what its program computed last. */
  | { readonly kind: 'formula'; readonly shown: string };

export interface Cell {
  /** From 1. */
  readonly column: number;
  readonly value: CellValue;
}

export interface Row {
  /** From 1. */
  readonly number: number;
  /** Hidden by hand or by a filter. */
  readonly hidden: boolean;
  /** Filled cells alone, from left to right. */
  readonly cells: readonly Cell[];
}

/** A merged range, clipped to the rows and columns that are kept. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows with a filled cell alone, from top to bottom. */
  readonly rows: readonly Row[];
  /** From 1, from left to right. */
  readonly hiddenColumns: readonly number[];
  readonly merges: readonly Merge[];
  /** Whether anything stands beyond the rows or columns that are kept. */
  readonly beyondRows: boolean;
  readonly beyondColumns: boolean;
}

/** What a spreadsheet file holds. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
}
