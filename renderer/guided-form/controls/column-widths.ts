import type { Column } from '../../../shared/campaign/field-schema.ts';

/** Width of the buttons that move and remove a row, in pixels. */
export const TOOLS_WIDTH = 96;

/** The narrowest sheet on which rows stand side by side, in pixels: 1366 less navigation, sections, checks and padding. */
const NARROW_SHEET = 620;

/** Pixels for what has a known length; null for text, which shares what is left. */
const FIXED: { readonly [T in Column['type']]: number | null } = {
  month: 104,
  date: 116,
  code: 112,
  yesNo: 96,
  phone: 132,
  text: null,
  longText: null,
};
/** How long a text may be where the pack does not say, in characters. */
const USUAL_LENGTH = 40;

/**
 * The CSS width of each column of a table shown side by side. Text columns share the rest by the square root of how long
 * they may be: a post gets more room than a name, but a name keeps enough.
 */
export function columnWidths(columns: readonly Column[]): string[] {
  const share = (column: Column) =>
    FIXED[column.type] === null
      ? Math.sqrt('maxLength' in column ? (column.maxLength ?? USUAL_LENGTH) : USUAL_LENGTH)
      : 0;
  const fixed = columns.reduce((sum, column) => sum + (FIXED[column.type] ?? 0), TOOLS_WIDTH);
  const shares = columns.reduce((sum, column) => sum + share(column), 0);
  const rest = Math.max(0, 100 - (fixed / NARROW_SHEET) * 100);
  return columns.map((column) => {
    const width = FIXED[column.type];
    return width === null ? `${((share(column) / shares) * rest).toFixed(2)}%` : `${width}px`;
  });
}
