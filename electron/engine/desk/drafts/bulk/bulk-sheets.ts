import type { NomineeKind } from '../../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../../shared/words/pack-schema.ts';
import type { Cell, CellValue, Sheet, Workbook } from '../../../reading-room/spreadsheet/workbook.ts';
import { cellText } from './cell-texts.ts';
import { bulkFields } from './cell-values.ts';

/** Word in the first column of the row that shows how to fill the sheet. */
export const sampleMark = '示例';

/** What a sheet of the workbook is about: nominees, or the rows of one of their tables. */
export interface SheetSubject {
  readonly kind: NomineeKind;
  /** The table field whose rows stand here; null on the sheet of the nominees themselves. */
  readonly table: string | null;
}

/** Stands in the first column of the hidden row of field ids. */
export function markerOf({ kind, table }: SheetSubject): string {
  return table === null ? `jianbiao:${kind}` : `jianbiao:${kind}:${table}`;
}

function subjectOf(pack: CampaignPack, marker: string): SheetSubject | null {
  const [program, kind, table, ...more] = marker.split(':');
  if (program !== 'jianbiao' || more.length > 0 || (kind !== 'collective' && kind !== 'individual'))
    return null;
  if (table === undefined) return { kind, table: null };
  return pack.fields[kind].some(({ id, type }) => id === table && type === 'table') ? { kind, table } : null;
}

/** A sheet of the workbook, its head understood. */
export interface BulkSheet extends SheetSubject {
  readonly sheet: Sheet;
  /** Field or column ids by the sheet's columns. */
  readonly columns: ReadonlyMap<number, string>;
  /** The heading above each column of the sheet, as the clerk sees it. */
  readonly headings: ReadonlyMap<number, string>;
  /** The first row below the head. */
  readonly first: number;
  /** Ids of fields whose columns appear twice. */
  readonly twice: readonly string[];
}

/** How far down the head may have moved by rows put in above it. */
const deepestHead = 20;

/** Where columns tell whose row it is on the sheet of a table. */
export const ownerColumns = { name: '@name', idNumber: '@id' } as const;

function textsOf(cells: readonly Cell[]): ReadonlyMap<number, string> {
  return new Map(cells.map(({ column, value }) => [column, cellText(value)]));
}

/** The sheet by its hidden row of ids. */
function byMarker(pack: CampaignPack, sheet: Sheet): BulkSheet | null {
  for (const row of sheet.rows) {
    if (row.number > deepestHead) return null;
    const texts = textsOf(row.cells);
    const subject = subjectOf(pack, texts.get(1) ?? '');
    if (subject === null) continue;
    const headings = textsOf(sheet.rows.findLast(({ number }) => number < row.number)?.cells ?? []);
    const columns = new Map([...texts].filter(([column]) => column > 1));
    const ids = [...columns.values()];
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    return { ...subject, sheet, columns, headings, first: row.number + 1, twice };
  }
  return null;
}

/** A heading as it is compared: without the mark of required columns, notes in brackets at its end and blanks. */
function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*＊]+/gu, '')
    .replace(/\(必填\)$/u, '');
}

/** The sheet by its headings: one that somebody has made, with the names of the form's fields above the columns. */
function byHeadings(pack: CampaignPack, sheet: Sheet): BulkSheet | null {
  for (const row of sheet.rows) {
    if (row.number > deepestHead) return null;
    const headings = textsOf(row.cells);
    for (const kind of ['individual', 'collective'] as const) {
      const fields = bulkFields(pack, kind);
      const idOf = (heading: string): string | undefined => {
        const found = fields.filter(({ label }) => plainHeading(label) === plainHeading(heading));
        return found.length === 1 ? found[0]?.id : undefined;
      };
      const columns = new Map(
        [...headings].flatMap(([column, heading]): [number, string][] => {
          const id = idOf(heading);
          return id === undefined ? [] : [[column, id]];
        }),
      );
      const ids = [...columns.values()];
      if (columns.size < 2 || !ids.includes(pack.campaign.nameField[kind])) continue;
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      return { kind, table: null, sheet, columns, headings, first: row.number + 1, twice };
    }
  }
  return null;
}

/** The sheets that can be read, and those of ours that are hidden. */
export function bulkSheets(
  pack: CampaignPack,
  book: Workbook,
): { readonly sheets: readonly BulkSheet[]; readonly hidden: readonly string[] } {
  const marked = book.sheets.flatMap((sheet) => byMarker(pack, sheet) ?? []);
  const found = marked.length > 0 ? marked : book.sheets.flatMap((sheet) => byHeadings(pack, sheet) ?? []);
  return {
    sheets: found.filter(({ sheet }) => !sheet.hidden),
    hidden: found.filter(({ sheet }) => sheet.hidden).map(({ sheet }) => sheet.name),
  };
}

/** A row below the head: its cells by column, those of vertically merged ranges repeated. */
export interface BulkRow {
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: ReadonlyMap<number, CellValue>;
}

/**
 * The rows below the head. A cell merged over several rows is true of each of them (one employer for five people); a merged
 * name is not, and is told by `mergedRows`.
 */
export function rowsBelow({ sheet, first }: BulkSheet): readonly BulkRow[] {
  const own = new Map(sheet.rows.map((row) => [row.number, row]));
  const cellAt = (row: number, column: number): CellValue | undefined =>
    own.get(row)?.cells.find((cell) => cell.column === column)?.value;
  const added = new Map<number, Map<number, CellValue>>();
  for (const { top, left, bottom } of sheet.merges) {
    const value = cellAt(top, left);
    if (value === undefined || top < first) continue;
    for (let row = top + 1; row <= bottom; row += 1) {
      // A row that holds nothing of its own stays one that does not exist.
      if (!own.has(row)) continue;
      const cells = added.get(row) ?? new Map<number, CellValue>();
      added.set(row, cells.set(left, value));
    }
  }
  return sheet.rows
    .filter(({ number }) => number >= first)
    .map(({ number, hidden, cells }) => ({
      number,
      hidden,
      cells: new Map([
        ...(added.get(number) ?? []),
        ...cells.map(({ column, value }): [number, CellValue] => [column, value]),
      ]),
    }));
}

/** The rows over which the cell of a column is merged, by each of them. */
export function mergedRows(sheet: Sheet, column: number): ReadonlyMap<number, readonly [number, number]> {
  const rows = new Map<number, readonly [number, number]>();
  for (const { top, left, right, bottom } of sheet.merges) {
    if (left > column || right < column || top === bottom) continue;
    for (let row = top; row <= bottom; row += 1) rows.set(row, [top, bottom]);
  }
  return rows;
}

const belowTheList =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总人数|人数合计|填\s*表\s*人|填\s*报\s*人|制\s*表\s*人|制\s*表|经\s*办\s*人|审\s*核\s*人|审\s*核|复\s*核|校\s*对|联\s*系\s*人|联系电话|负\s*责\s*人|单位负责人|填报单位|填表日期|填报日期|填报时间|备\s*注|说\s*明|注)(?:\s*[:：（(]|\s|\d|$)/u;

/** Why a row is none about a nominee though something stands in it; null when it may be one. */
export function leftOut(row: BulkRow): 'sample' | 'total' | null {
  const filled = [...row.cells.values()].map(cellText).filter((text) => text !== '');
  if (plainHeading(cellText(row.cells.get(1) ?? { kind: 'text', text: '' })) === sampleMark) return 'sample';
  // A total has numbers beside it, a signature a telephone number: never as many cells as a person.
  return filled.length <= 4 && belowTheList.test(filled[0] ?? '') ? 'total' : null;
}
