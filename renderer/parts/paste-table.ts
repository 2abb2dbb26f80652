import { normalisePhone } from '../../shared/identifiers/phone.ts';
import { codeOfText } from '../../shared/typed/code-text.ts';
import {
  isPresentText,
  PRESENT,
  parseDateText,
  parseMonthText,
  toHalfWidth,
} from '../../shared/typed/date-text.ts';
import { tidyLines } from '../../shared/typed/tidy-text.ts';
import type { TableRow } from '../../shared/words/content.ts';
import type { Column } from '../../shared/words/field-schema.ts';
import type { CodeTable } from '../../shared/words/pack-schema.ts';

/** Cells of a pasted table, row by row. */
export type Grid = readonly (readonly string[])[];

/**
 * Tab-separated text as Excel and WPS put it on the clipboard: quoted cells may hold line breaks, tabs and doubled
 * quotes. Empty lines at the end are dropped.
 */
export function parseTsv(text: string): Grid {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let fresh = true;
  const source = text.replace(/\r\n?/g, '\n');
  for (let i = 0; i < source.length; i++) {
    const sign = source[i];
    if (quoted) {
      if (sign === '"' && source[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
      continue;
    }
    if (sign === '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (sign === '\t' || sign === '\n') {
      row.push(cell);
      cell = '';
      fresh = true;
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else {
      cell += sign;
      fresh = false;
    }
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  while (rows.at(-1)?.every((one) => one.trim() === '') === true) rows.pop();
  return rows;
}

/**
 * The first table in pasted HTML, as Word and Excel put it on the clipboard; null when there is none. Merged cells are
 * repeated down the rows they cover and left empty across. Scripts never run: the text is parsed into a detached
 * document and only read.
 */
export function parseHtmlTable(html: string, parse: (html: string) => Document): Grid | null {
  const table = parse(html).querySelector('table');
  if (table === null) return null;
  const rows: string[][] = [];
  const carried = new Map<number, { text: string; rows: number }>();
  for (const tr of table.querySelectorAll('tr')) {
    const cells: string[] = [];
    const takeCarried = () => {
      for (let above = carried.get(cells.length); above !== undefined; above = carried.get(cells.length)) {
        if (above.rows === 1) carried.delete(cells.length);
        else carried.set(cells.length, { text: above.text, rows: above.rows - 1 });
        cells.push(above.text);
      }
    };
    for (const td of tr.querySelectorAll('td, th')) {
      takeCarried();
      const text = cellText(td);
      const down = Math.min(Number(td.getAttribute('rowspan') ?? '1') || 1, 500);
      const across = Math.min(Number(td.getAttribute('colspan') ?? '1') || 1, 100);
      if (down > 1) carried.set(cells.length, { text, rows: down - 1 });
      cells.push(text, ...Array.from({ length: across - 1 }, () => ''));
    }
    takeCarried();
    if (cells.some((cell) => cell !== '')) rows.push(cells);
  }
  return rows;
}

function cellText(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const br of copy.querySelectorAll('br')) br.replaceWith('\n');
  const blocks = [...copy.querySelectorAll('p, div')];
  const parts = blocks.length > 0 ? blocks.map((block) => block.textContent) : [copy.textContent];
  return parts
    .map((part) => part.replace(/[^\S\n]+/g, ' ').trim())
    .filter((part) => part !== '')
    .join('\n');
}

/** One pasted cell as the stored value of its column; text that does not fit stays text, for the clerk to mend. */
export function cellValue(
  column: Column,
  text: string,
  codes: Readonly<Record<string, CodeTable>>,
): string | boolean | null {
  const plain = text.trim();
  if (plain === '') return null;
  switch (column.type) {
    case 'month':
      if (column.allowPresent && isPresentText(plain)) return PRESENT;
      return parseMonthText(plain) ?? plain;
    case 'date':
      return parseDateText(plain) ?? plain;
    case 'phone':
      return normalisePhone(plain);
    case 'yesNo':
      return /^(?:是|有|√|Y|yes|1)$/i.test(plain) ? true : /^(?:否|无|×|N|no|0)$/i.test(plain) ? false : null;
    case 'code':
      return codeOfText(codes[column.table], plain);
    case 'longText':
      return tidyLines(plain);
    case 'text':
      return plain.replace(/\s*\n\s*/g, ' ');
  }
}

/** What may stand between the two ends of a range of months. */
const TO = String.raw`\s*(?:--+|[—―─–]+|[~～]+|至|到|-)\s*`;
const END = String.raw`至\s*今|至现在|现在|今`;
const RANGE = new RegExp(String.raw`^(.+?)${TO}(\d{4}.*|${END})$`);
const MONTH = String.raw`\d{4}(?:\s*[-./。．年]\s*\d{1,2}\s*(?:月份?)?|\d{2})`;
/** A line of a résumé as Word has it: 2005.07—2010.03　某单位科员. */
const RESUME_LINE = new RegExp(
  String.raw`^(${MONTH})${TO}(${MONTH}|${END})(?:\s*[:：,，、;；]\s*|\s*)(\D.*)$`,
);

/** `2010.07-2015.03`, `2010年7月至今` in one cell as its two ends; null when it is no range of months. */
export function splitMonthRange(text: string): readonly [string, string] | null {
  const plain = toHalfWidth(text)
    .trim()
    .replace(/[:;,、]$/, '');
  const dashed = /^(\d{4}-\d{1,2})-(\d{4}-\d{1,2})$/.exec(plain) ?? /^(\d{4}-\d{1,2})-(至今|今)$/.exec(plain);
  const match = dashed ?? RANGE.exec(plain);
  if (match === null) return null;
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  if (parseMonthText(from) === null) return null;
  return parseMonthText(to) !== null || isPresentText(to) ? [from, to] : null;
}

/** Full-width digits, points and dashes as half-width; every other sign of the text stays as it was written. */
function digitsHalfWidth(text: string): string {
  return text.replace(/[０-９．－]/g, toHalfWidth);
}

/**
 * A résumé pasted as plain lines, each with its months first, as a grid; null when the first line is no such line. A line
 * without months (其间……) belongs to the one before.
 */
export function linesToGrid(text: string): Grid | null {
  const rows: [string, string, string][] = [];
  for (const raw of tidyLines(text).split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.includes('\t')) return null;
    const match = RESUME_LINE.exec(digitsHalfWidth(line));
    const last = rows.at(-1);
    if (match !== null) rows.push([match[1] ?? '', match[2] ?? '', match[3] ?? '']);
    else if (last === undefined) return null;
    else last[2] += line;
  }
  return rows.length === 0 ? null : rows;
}

/** Whether a table begins with a pair of months, as a résumé does. */
export function beginsWithRange(columns: readonly Column[]): boolean {
  return columns[0]?.type === 'month' && columns[1]?.type === 'month';
}

/** Whether a first row only names its columns: it repeats a label, or has words where the others have a month. */
function isHeading(cells: readonly string[], columns: readonly Column[], others: Grid): boolean {
  const hasMonth = (row: readonly string[]) =>
    row.some((cell) => parseMonthText(cell) !== null || splitMonthRange(cell) !== null);
  if (hasMonth(cells)) return false;
  if (cells.some((cell) => columns.some((column) => column.label === cell.trim()))) return true;
  return (
    columns.some((column) => column.type === 'month') &&
    !cells.some((cell) => /\d/.test(cell)) &&
    others.some(hasMonth)
  );
}

/**
 * A pasted grid as rows of a table field. A first row that repeats column headings is left out; a leading 序号 column is
 * left out; a cell with a range of months fills two month columns that stand side by side.
 */
export function gridToRows(
  grid: Grid,
  columns: readonly Column[],
  codes: Readonly<Record<string, CodeTable>>,
): TableRow[] {
  const rows = grid.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const body = isHeading(rows[0] ?? [], columns, rows.slice(1)) ? rows.slice(1) : rows;
  const numbered =
    body.length > 0 &&
    body.every(
      (cells, at) =>
        cells.length > columns.length - 1 && toHalfWidth(cells[0] ?? '').trim() === String(at + 1),
    );
  const ranges = beginsWithRange(columns);
  return body
    .map((cells) => {
      const plain = numbered ? cells.slice(1) : [...cells];
      const range = ranges ? splitMonthRange(plain[0] ?? '') : null;
      const values = range === null ? plain : [...range, ...plain.slice(1)];
      return Object.fromEntries(
        columns.map((column, at) => [column.id, cellValue(column, values[at] ?? '', codes)]),
      );
    })
    .filter((row) => Object.values(row).some((value) => value !== null));
}
