import type { Column } from '../../../shared/words/field-schema.ts';

/** Width of the buttons that move and remove a row, in pixels. */
export const TOOLS_WIDTH = 96;

/** What has a known length: its least width in pixels, and what it grows to on a wide sheet. Null: shares what is left. */
const FIXED: { readonly [T in Exclude<Column['type'], 'code'>]: readonly [number, number] | null } = {
  month: [92, 112],
  date: [116, 116],
  yesNo: [80, 110],
  phone: [132, 132],
  text: null,
  longText: null,
};
/** Around the label of a code: padding, the button that empties the box, the arrow. Pixels. */
const CODE_FRAME = 70;
const CHARACTER = 14;
const LONGEST_CODE = 200;
/** How long a text may be where the pack does not say, in characters. */
const USUAL_LENGTH = 40;
/** Below this a text column shows too few characters to be read, in pixels. */
const NARROWEST_TEXT = 96;
/** The sheet at 1366 pixels: less navigation, sections, checks and padding. */
const SHEET_AT_1366 = 622;

/** Least and greatest width of a column in pixels; null for text. */
function fixedWidth(column: Column, labels: readonly string[]): readonly [number, number] | null {
  if (column.type !== 'code') return FIXED[column.type];
  const longest = Math.max(1, ...labels.map((label) => [...label].length));
  const width = Math.min(LONGEST_CODE, CODE_FRAME + longest * CHARACTER);
  return [width, width];
}

/** The labels that the boxes of a code column show, by the id of its table. */
export type ShownLabels = (table: string) => readonly string[];

function labelsOf(column: Column, shown: ShownLabels): readonly string[] {
  return column.type === 'code' ? shown(column.table) : [];
}

/** Whether rows fit side by side on the narrowest usual screen; where not, each row is a card. */
export function fitsSideBySide(columns: readonly Column[], shown: ShownLabels): boolean {
  const least = columns.map((column) => fixedWidth(column, labelsOf(column, shown))?.[0] ?? NARROWEST_TEXT);
  return least.reduce((sum, width) => sum + width, TOOLS_WIDTH) <= SHEET_AT_1366;
}

/**
 * The CSS width of each column of a table shown side by side, in shares of the sheet (container units: percentages of a
 * table do not mix with lengths). Text columns share the rest by the square root of how long they may be: a post gets
 * more room than a name, but a name keeps enough.
 */
export function columnWidths(columns: readonly Column[], shown: ShownLabels): string[] {
  const fixed = columns.map((column) => fixedWidth(column, labelsOf(column, shown)));
  const css = fixed.map((range) =>
    range === null
      ? null
      : range[0] === range[1]
        ? `${range[0]}px`
        : `clamp(${range[0]}px, 11.5cqi, ${range[1]}px)`,
  );
  const share = (column: Column) =>
    Math.sqrt('maxLength' in column ? (column.maxLength ?? USUAL_LENGTH) : USUAL_LENGTH);
  const shares = columns.reduce((sum, column, at) => (fixed[at] === null ? sum + share(column) : sum), 0);
  const rest = `(100cqi - ${[...css.flatMap((width) => width ?? []), `${TOOLS_WIDTH}px`].join(' - ')})`;
  return columns.map(
    (column, at) =>
      css[at] ?? `max(${NARROWEST_TEXT}px, calc(${rest} * ${(share(column) / shares).toFixed(4)}))`,
  );
}
