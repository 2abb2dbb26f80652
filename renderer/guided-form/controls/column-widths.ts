import type { Column } from '../../../shared/campaign/field-schema.ts';

/** Width of the buttons that move and remove a row. */
export const TOOLS_WIDTH = '96px';

/** What has a known length grows a little with the sheet; null for text, which shares what is left. */
const FIXED: { readonly [T in Column['type']]: string | null } = {
  month: 'clamp(92px, 12cqi, 112px)',
  date: '116px',
  code: 'clamp(110px, 13cqi, 140px)',
  yesNo: 'clamp(80px, 11cqi, 110px)',
  phone: '132px',
  text: null,
  longText: null,
};
/** How long a text may be where the pack does not say, in characters. */
const USUAL_LENGTH = 40;
/** Below this a text column shows too few characters to be read: the table scrolls instead. */
const NARROWEST_TEXT = '96px';

/**
 * The CSS width of each column of a table shown side by side, in shares of the sheet (container units: percentages of a
 * table do not mix with lengths). Text columns share the rest by the square root of how long they may be: a post gets
 * more room than a name, but a name keeps enough.
 */
export function columnWidths(columns: readonly Column[]): string[] {
  const share = (column: Column) =>
    FIXED[column.type] === null
      ? Math.sqrt('maxLength' in column ? (column.maxLength ?? USUAL_LENGTH) : USUAL_LENGTH)
      : 0;
  const shares = columns.reduce((sum, column) => sum + share(column), 0);
  const fixed = [...columns.flatMap((column) => FIXED[column.type] ?? []), TOOLS_WIDTH];
  const rest = `(100cqi - ${fixed.join(' - ')})`;
  return columns.map(
    (column) =>
      FIXED[column.type] ?? `max(${NARROWEST_TEXT}, calc(${rest} * ${(share(column) / shares).toFixed(4)}))`,
  );
}
