import { nameProblem, tidyPersonName } from '../identifiers/person-name.ts';
import { codeOfText } from '../typed/code-text.ts';
import { isPresentText, PRESENT, parseDateText, parseMonthText, toHalfWidth } from '../typed/date-text.ts';
import { tidyCell } from '../typed/tidy-text.ts';
import type { TableRow } from '../words/content.ts';
import type { Column, Field } from '../words/field-schema.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { headingMeans, sameHeading } from './heading-words.ts';
import type { Incoming, IncomingLine, LeftOut } from './incoming.ts';
import { proseHeadAt, samePlaces } from './prose-dates.ts';

/** Cells of a pasted table, row by row. */
export type Grid = readonly (readonly string[])[];

/** Where one column of a pasted table goes: into a column, into the first two as 起止, nowhere by its nature, or unknown. */
export type ColumnUse =
  | { readonly kind: 'column'; readonly columnId: string }
  | { readonly kind: 'range' }
  | { readonly kind: 'number' }
  | { readonly kind: 'none' };

/** How a pasted table is read: which row names the columns, and where each column goes. */
export interface TableReading {
  /** The heading of each column of the grid, '' where there is none. */
  readonly headings: readonly string[];
  readonly uses: readonly ColumnUse[];
  /** The rows that hold things, each with its place in the grid. */
  readonly body: readonly { readonly at: number; readonly cells: readonly string[] }[];
  /** Rows above the headings. */
  readonly above: readonly string[];
  /** False when a person has to look at which column is which. */
  readonly sure: boolean;
}

type Codes = Readonly<Record<string, CodeTable>>;
type TableField = Extract<Field, { readonly type: 'table' }>;

/** A cell as its column stores it, and what is to be said of it. `value` null: it fits nowhere in this column. */
export interface CellReading {
  readonly value: string | boolean | null;
  readonly problem: string | null;
}

/** Endings of offices, which stand in a column of names when a table was put into the wrong columns. */
const OFFICE_END = /(?:办公室|委员会|党委|机关|团委|工会|支部|中心|管理局|[^\s]{2,}[局处厅科室])$/u;

/** Whether a text may be a person's name; offices, posts and numbers are none. */
function looksLikeName(text: string): boolean {
  const name = tidyPersonName(text);
  return nameProblem(name) === null && [...name].length <= 20 && !OFFICE_END.test(name);
}

function lengthProblem(column: Column, text: string): string | null {
  if ((column.type !== 'text' && column.type !== 'longText') || column.maxLength === undefined) return null;
  const length = [...text].length;
  return length > column.maxLength
    ? `“${column.label}”有 ${length} 个字，超过 ${column.maxLength} 个字，已全部保留，请改短`
    : null;
}

/** One pasted cell as its column stores it. Text that is no date stays text, for the clerk to mend; a choice cannot hold it. */
export function readCell(column: Column, text: string, codes: Codes): CellReading {
  const plain = tidyCell(column, text);
  if (plain === '') return { value: null, problem: null };
  switch (column.type) {
    case 'month': {
      if (column.allowPresent && isPresentText(plain)) return { value: PRESENT, problem: null };
      const month = parseMonthText(plain);
      return { value: month ?? plain, problem: month === null ? `“${column.label}”没看懂：${plain}` : null };
    }
    case 'date': {
      const date = parseDateText(plain);
      return { value: date ?? plain, problem: date === null ? `“${column.label}”没看懂：${plain}` : null };
    }
    case 'phone':
      return {
        value: plain,
        problem: /\d{5}/.test(toHalfWidth(plain).replace(/\D/g, '')) ? null : `“${column.label}”不像电话号码`,
      };
    case 'yesNo': {
      const value = /^(?:是|有|√|✓|Y|yes|1)$/i.test(plain)
        ? true
        : /^(?:否|无|×|N|no|0)$/i.test(plain)
          ? false
          : null;
      return { value, problem: value === null ? `“${column.label}”只能选是或否` : null };
    }
    case 'code': {
      const table = codes[column.table];
      const value = codeOfText(table, plain);
      const some = (table?.items ?? []).slice(0, 4).map((item) => item.short ?? item.label);
      const more = (table?.items.length ?? 0) > some.length ? '等' : '';
      return { value, problem: value === null ? `“${column.label}”只能选${some.join('、')}${more}` : null };
    }
    case 'longText': {
      const value = plain;
      return { value, problem: lengthProblem(column, value) };
    }
    case 'text': {
      const value = plain.replace(/\s*\n\s*/g, ' ');
      if (headingMeans(column.label) !== '姓名') return { value, problem: lengthProblem(column, value) };
      const name = tidyPersonName(value);
      return {
        value: name,
        problem: looksLikeName(name) ? lengthProblem(column, name) : `“${name}”不像姓名`,
      };
    }
  }
}

/** `2010.07-2015.03`, `2010年7月至今`, `2010.07--` in one cell as its two ends; null when it is no range of months. */
export function splitMonthRange(text: string): readonly [string, string] | null {
  const plain = samePlaces(text)
    .trim()
    .replace(/[:;,、：；，]$/, '');
  const head = proseHeadAt(plain, 0);
  if (head === null || head.length !== plain.length || head.to === 'none') return null;
  return [head.from, head.to === 'open' || head.to === 'present' ? '至今' : head.to];
}

/** Whether a table begins with a pair of months, as a résumé does. */
export function beginsWithRange(columns: readonly Column[]): boolean {
  return columns[0]?.type === 'month' && columns[1]?.type === 'month';
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function meantUse(heading: string, columns: readonly Column[], taken: ReadonlySet<string>): ColumnUse | null {
  const meaning = headingMeans(heading);
  if (meaning === '序号') return { kind: 'number' };
  if (meaning === '起止年月' && beginsWithRange(columns)) return { kind: 'range' };
  const free = columns.filter((column) => !taken.has(column.id));
  const exact =
    free.find((column) => sameHeading(heading, column.label)) ??
    // 职务 beside no column of its own is what 单位及职务 asks for; 时间 is the only month of its table.
    free.find((column) => column.label === '单位及职务' && ['职务', '工作单位'].includes(meaning ?? '')) ??
    free.find((column) => column.type === 'month' && meaning === '获奖时间' && !beginsWithRange(columns));
  if (exact !== undefined) return { kind: 'column', columnId: exact.id };
  return beginsWithRange(columns) && meaning === '获奖时间' ? { kind: 'range' } : null;
}

function meantUses(cells: readonly string[], columns: readonly Column[]): ColumnUse[] {
  const taken = new Set<string>();
  const uses: (ColumnUse | null)[] = cells.map(() => null);
  // Exact labels first, so that 职务 does not take the column that 单位及职务 names.
  for (const exact of [true, false]) {
    cells.forEach((cell, at) => {
      if (uses[at] !== null || cell.trim() === '') return;
      const own = columns.find((column) => column.label === cell.trim());
      const use =
        own !== undefined && !taken.has(own.id)
          ? ({ kind: 'column', columnId: own.id } as const)
          : exact
            ? null
            : meantUse(cell, columns, taken);
      if (use?.kind === 'column') taken.add(use.columnId);
      uses[at] = use;
    });
  }
  return uses.map((use) => use ?? { kind: 'none' });
}

function isMonthLike(cell: string): boolean {
  return parseMonthText(cell) !== null || splitMonthRange(cell) !== null;
}

/** Which of the first rows names the columns; -1 when none does. */
function headingAt(rows: Grid, columns: readonly Column[]): number {
  return rows.slice(0, 3).findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const known = filled.filter(
      (cell) => columns.some((column) => sameHeading(cell, column.label)) || headingMeans(cell) !== null,
    );
    return (
      filled.length > 0 &&
      known.length >= Math.min(2, filled.length) &&
      known.length * 2 >= filled.length &&
      !cells.some(isMonthLike)
    );
  });
}

/** Whether a first row only has words where the others have months: a heading in words that nobody knows. */
function isUnknownHeading(first: readonly string[], others: Grid, columns: readonly Column[]): boolean {
  return (
    columns.some((column) => column.type === 'month') &&
    !first.some((cell) => /\d/.test(cell)) &&
    others.some((cells) => cells.some(isMonthLike))
  );
}

function positions(rows: Grid, columns: readonly Column[]): ColumnUse[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const numbered =
    width > columns.length - 1 &&
    rows.length > 0 &&
    rows.every((cells, at) => toHalfWidth(cells[0] ?? '').trim() === String(at + 1));
  const uses: ColumnUse[] = numbered ? [{ kind: 'number' }] : [];
  const from = uses.length;
  const ranged =
    beginsWithRange(columns) && rows.some((cells) => splitMonthRange(cells[from] ?? '') !== null);
  if (ranged) uses.push({ kind: 'range' });
  const next = ranged ? columns.slice(2) : columns;
  for (let at = 0; uses.length < width; at++) {
    const column = next[at];
    uses.push(column === undefined ? { kind: 'none' } : { kind: 'column', columnId: column.id });
  }
  return uses;
}

/** How a pasted table is to be read, from its headings where it has some that are known, from its places otherwise. */
export function readTable(grid: Grid, columns: readonly Column[], codes: Codes): TableReading {
  const rows = grid.map((cells, at) => ({ at, cells })).filter(({ cells }) => !isBlank(cells));
  const plain = rows.map(({ cells }) => cells);
  const known = headingAt(plain, columns);
  const unknown = known < 0 && isUnknownHeading(plain[0] ?? [], plain.slice(1), columns);
  const heading = known >= 0 ? known : unknown ? 0 : -1;
  const body = rows.slice(heading + 1);
  const width = Math.max(0, ...plain.map((cells) => cells.length));
  const headings = Array.from({ length: width }, (_, at) => (plain[heading]?.[at] ?? '').trim());
  const places = positions(
    body.map(({ cells }) => cells),
    columns,
  );
  const uses = known >= 0 ? meantUses(headings, columns) : places;
  const filled = uses.map((use, at) => ({ use, cells: body.map(({ cells }) => cells[at] ?? '') }));
  const placed = filled.every(({ use, cells }) => use.kind !== 'none' || isBlank(cells));
  // Without headings only the values can tell whether each stands where it belongs.
  const fitting =
    known >= 0 ||
    filled.every(({ use, cells }) => {
      const column = use.kind === 'column' ? columns.find((one) => one.id === use.columnId) : undefined;
      return column === undefined || cells.every((cell) => readCell(column, cell, codes).problem === null);
    });
  return {
    headings,
    uses,
    body,
    above: plain
      .slice(0, Math.max(0, heading))
      .map((cells) => cells.filter((cell) => cell.trim() !== '').join(' ')),
    sure: placed && fitting,
  };
}

/**
 * What a pasted table would bring into a table field, each row a line. A value that its column cannot hold is left out and
 * named; a row whose name is no name is offered, not taken by itself.
 */
export function tableIncoming(
  field: Pick<TableField, 'id'>,
  reading: TableReading,
  uses: readonly ColumnUse[],
  columns: readonly Column[],
  codes: Codes,
): Incoming {
  const leftOut: LeftOut[] = reading.above.map((source) => ({
    source,
    reason: '在表头上面，不是表里的内容',
  }));
  const lines: IncomingLine[] = [];
  for (const { at, cells } of reading.body) {
    const row: Record<string, TableRow[string]> = {};
    const notes: string[] = [];
    let likely = true;
    const take = (column: Column | undefined, text: string) => {
      if (column === undefined || text.trim() === '') return;
      const { value, problem } = readCell(column, text, codes);
      if (value === null && problem !== null) {
        leftOut.push({ source: `第${at + 1}行“${column.label}”：${text.trim()}`, reason: problem });
      }
      if (problem !== null) notes.push(value === null ? `${problem}，“${text.trim()}”没有收入` : problem);
      // Where nobody said which column is which, a value that does not fit speaks against the whole row.
      if (problem?.endsWith('不像姓名') === true || (value === null && problem !== null && !reading.sure))
        likely = false;
      if (value !== null) row[column.id] = value;
    };
    cells.forEach((cell, place) => {
      const use = uses[place] ?? { kind: 'none' };
      if (use.kind === 'column')
        take(
          columns.find((column) => column.id === use.columnId),
          cell,
        );
      else if (use.kind === 'range') {
        const ends = splitMonthRange(cell) ?? [cell, ''];
        take(columns[0], ends[0]);
        take(columns[1], ends[1]);
      } else if (use.kind === 'none' && cell.trim() !== '') {
        const heading = reading.headings[place] ?? '';
        leftOut.push({
          source: `第${at + 1}行${heading === '' ? `第${place + 1}列` : `“${heading}”`}：${cell.trim()}`,
          reason: '本表没有对应的栏目',
        });
      }
    });
    if (Object.keys(row).length === 0) continue;
    lines.push({
      id: `row:${at}`,
      source: cells.filter((cell) => cell.trim() !== '').join('　'),
      fieldId: field.id,
      target: { kind: 'row', row },
      notes,
      likely,
    });
  }
  return { lines, leftOut };
}
