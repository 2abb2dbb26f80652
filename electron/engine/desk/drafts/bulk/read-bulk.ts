import { canonicalJson } from '../../../../../shared/ground/canonical-json.ts';
import type { RuledPack } from '../../../../../shared/rules/ruled-pack.ts';
import type { Content, TableRow } from '../../../../../shared/words/content.ts';
import type { Column, Field, NomineeKind } from '../../../../../shared/words/field-schema.ts';
import { columnLetters } from '../../../reading-room/spreadsheet/cell-address.ts';
import type { Workbook } from '../../../reading-room/spreadsheet/workbook.ts';
import {
  type BulkRow,
  type BulkSheet,
  bulkSheets,
  leftOut,
  mergedRows,
  ownerColumns,
  rowsBelow,
  sampleMark,
} from './bulk-sheets.ts';
import { cellText } from './cell-texts.ts';
import { bulkFields, readCell } from './cell-values.ts';
import { identityOf } from './identity.ts';
import { sampleText } from './sample-texts.ts';

/** Rows of nominees that one import takes. */
export const mostRows = 2000;

/** One thing wrong with a row: nothing of that row comes in. */
export interface BulkProblem {
  readonly sheet: string;
  readonly row: number;
  readonly cell: string;
  /** Whose row it is, as far as the row says. */
  readonly name: string;
  readonly message: string;
}

/** A row about a nominee as it stands on the sheet. */
export interface BulkPerson {
  readonly kind: NomineeKind;
  readonly sheet: string;
  readonly row: number;
  /** 序号 as a number; the place in the list where there is none. */
  readonly order: number;
  readonly name: string;
  readonly content: Content;
}

/** A row that does not come in, to be given back: its texts by field. */
export interface BadRow {
  readonly kind: NomineeKind;
  readonly table: string | null;
  readonly sheet: string;
  readonly row: number;
  readonly texts: Readonly<Record<string, string>>;
  /** Where each field stands on the sheet. */
  readonly cells: Readonly<Record<string, string>>;
  readonly order: string;
}

/** What a workbook says. */
export interface BulkReading {
  /** False when no sheet of it can be understood. */
  readonly known: boolean;
  readonly people: readonly BulkPerson[];
  readonly problems: readonly BulkProblem[];
  /** What was passed over, in sentences. */
  readonly remarks: readonly string[];
  readonly bad: readonly BadRow[];
}

interface Gathered {
  readonly people: BulkPerson[];
  readonly problems: BulkProblem[];
  readonly remarks: string[];
  readonly bad: BadRow[];
}

/** Numbers of rows for a sentence: 第3、5、7行, of many the first ones. */
function rowNumbers(rows: readonly number[]): string {
  const shown = rows.slice(0, 10).join('、');
  return rows.length > 10 ? `第${shown}行等 ${rows.length} 行` : `第${shown}行`;
}

/** What is passed over because the clerk does not see it, or because it is no list. */
function sheetRemarks({ sheet, columns, headings }: BulkSheet, rows: readonly BulkRow[]): string[] {
  const remarks: string[] = [];
  const hidden = rows.filter((row) => row.hidden).map(({ number }) => number);
  if (hidden.length > 0)
    remarks.push(
      `“${sheet.name}”${rowNumbers(hidden)}是隐藏或被筛选掉的，没有导入。要导入的请先取消隐藏和筛选。`,
    );
  for (const column of sheet.hiddenColumns) {
    if (!columns.has(column) || !rows.some((row) => !row.hidden && row.cells.has(column))) continue;
    const heading = headings.get(column) ?? columnLetters(column);
    remarks.push(`“${sheet.name}”的“${heading}”列是隐藏的，没有导入。要导入的请先取消隐藏。`);
  }
  const unknown = [...headings]
    .filter(([column, text]) => column > 1 && text !== '' && text !== problemHeading && !columns.has(column))
    .filter(([column]) => rows.some((row) => row.cells.has(column)));
  if (unknown.length > 0)
    remarks.push(`“${sheet.name}”里表格没有的列没有导入：${unknown.map(([, text]) => text).join('、')}。`);
  const totals = rows.filter((row) => !row.hidden && leftOut(row) === 'total').map(({ number }) => number);
  if (totals.length > 0)
    remarks.push(`“${sheet.name}”${rowNumbers(totals)}是合计、填表人一类的行，没有导入。`);
  if (sheet.beyondRows) remarks.push(`“${sheet.name}”超过 ${mostRows} 行，后面的没有导入。`);
  if (sheet.beyondColumns) remarks.push(`“${sheet.name}”第 500 列以后的没有导入。`);
  return remarks;
}

/** Heading of the column that a corrected copy has at its end. */
export const problemHeading = '问题';

/** Rows that are about somebody, of columns that are seen. */
function rowsOfPeople(one: BulkSheet, rows: readonly BulkRow[]): readonly BulkRow[] {
  const hiddenColumns = new Set(one.sheet.hiddenColumns);
  return rows
    .filter((row) => !row.hidden && leftOut(row) !== 'total')
    .map((row) => ({
      ...row,
      cells: new Map([...row.cells].filter(([column]) => !hiddenColumns.has(column))),
    }))
    .filter((row) => [...one.columns.keys()].some((column) => row.cells.has(column)));
}

/** The sample row as it was given, or one that somebody has typed over without taking its mark off. */
function sampleProblem(pack: RuledPack, one: BulkSheet, row: BulkRow, name: string): string | null {
  if (leftOut(row) !== 'sample') return null;
  const ours = sampleText(pack, one.kind, ownerColumns.name, null);
  return name === ours || name === ''
    ? ''
    : `A${row.number} 还写着“${sampleMark}”，这一行没有导入。要导入的请把 A${row.number} 改成序号。`;
}

interface ReadRow {
  readonly values: Content;
  readonly problems: readonly Omit<BulkProblem, 'name'>[];
}

function readCells(
  pack: RuledPack,
  one: BulkSheet,
  row: BulkRow,
  fields: ReadonlyMap<string, Field | Column>,
): ReadRow {
  const values: Content = {};
  const problems: Omit<BulkProblem, 'name'>[] = [];
  for (const [column, id] of one.columns) {
    const cell = row.cells.get(column);
    const field = fields.get(id);
    // An apostrophe alone, or invisible marks: nothing stands there for the clerk.
    if (cell === undefined || field === undefined || (cell.kind === 'text' && cellText(cell) === ''))
      continue;
    const reading = readCell(pack, one.kind, field, cell);
    if ('value' in reading) {
      values[id] = reading.value;
      continue;
    }
    const address = `${columnLetters(column)}${row.number}`;
    const message = `${field.label}：${reading.problem}。`;
    problems.push({ sheet: one.sheet.name, row: row.number, cell: address, message });
  }
  return { values, problems };
}

function textOf(row: BulkRow, column: number | undefined): string {
  const cell = column === undefined ? undefined : row.cells.get(column);
  return cell === undefined ? '' : cellText(cell);
}

function columnFor(one: BulkSheet, id: string): number | undefined {
  return [...one.columns].find(([, field]) => field === id)?.[0];
}

function badRow(one: BulkSheet, row: BulkRow): BadRow {
  const texts = Object.fromEntries(
    [...one.columns].flatMap(([column, id]) => {
      const text = textOf(row, column);
      return text === '' ? [] : [[id, text]];
    }),
  );
  const { kind, table } = one;
  const cells = Object.fromEntries(
    [...one.columns].map(([column, id]) => [id, `${columnLetters(column)}${row.number}`]),
  );
  return {
    kind,
    table,
    sheet: one.sheet.name,
    row: row.number,
    texts,
    cells,
    order: textOf(row, 1) || String(orderOf(one, row)),
  };
}

function orderOf({ first }: BulkSheet, row: BulkRow): number {
  const cell = row.cells.get(1);
  const value = cell?.kind === 'number' ? cell.value : Number(textOf(row, 1) || Number.NaN);
  return Number.isFinite(value) ? value : row.number - first + 1;
}

function readPeople(pack: RuledPack, one: BulkSheet, rows: readonly BulkRow[], into: Gathered): void {
  const nameField = pack.campaign.nameField[one.kind];
  const nameColumn = columnFor(one, nameField);
  const fields = new Map(bulkFields(pack, one.kind).map((field) => [field.id, field]));
  const merged = mergedRows(one.sheet, nameColumn ?? 0);
  const nameCell = (row: BulkRow) => `${columnLetters(nameColumn ?? 1)}${row.number}`;
  for (const row of rowsOfPeople(one, rows)) {
    const read = readCells(pack, one, row, fields);
    const name = textOf(row, nameColumn);
    const at = { sheet: one.sheet.name, row: row.number, cell: nameCell(row) };
    const sample = sampleProblem(pack, one, row, name);
    if (sample === '') continue;
    const problems = [...read.problems, ...(sample === null ? [] : [{ ...at, message: sample }])];
    const range = merged.get(row.number);
    if (range !== undefined) {
      const message = `名称合并了第 ${range[0]} 至 ${range[1]} 行，分不清是一个还是几个。请取消合并，一个推荐对象只占一行。`;
      problems.push({ ...at, message });
    } else if (problems.length === 0 && Object.keys(read.values).length === 0) continue;
    else if (name === '') problems.push({ ...at, message: '名称为空，这一行没有导入。' });
    if (problems.length > 0) {
      into.problems.push(...problems.map((problem) => ({ ...problem, name })));
      into.bad.push(badRow(one, row));
      continue;
    }
    const tidyName = read.values[nameField];
    into.people.push({
      kind: one.kind,
      sheet: one.sheet.name,
      row: row.number,
      order: orderOf(one, row),
      name: typeof tidyName === 'string' ? tidyName : name,
      content: read.values,
    });
  }
}

/** Rows of a table, each with whom it belongs to. */
interface OwnedRow {
  readonly one: BulkSheet;
  readonly row: BulkRow;
  readonly name: string;
  readonly idNumber: string;
  readonly values: Content;
}

function readOwned(pack: RuledPack, one: BulkSheet, rows: readonly BulkRow[], into: Gathered): OwnedRow[] {
  const table = pack.fields[one.kind].find(({ id }) => id === one.table);
  if (table?.type !== 'table') return [];
  const fields = new Map(table.columns.map((column) => [column.id, column]));
  const nameColumn = columnFor(one, ownerColumns.name);
  const idColumn = columnFor(one, ownerColumns.idNumber);
  return rowsOfPeople(one, rows).flatMap((row) => {
    const read = readCells(pack, one, row, fields);
    const name = textOf(row, nameColumn).replace(/\s+/gu, '');
    const cell = `${columnLetters(nameColumn ?? 1)}${row.number}`;
    const at = { sheet: one.sheet.name, row: row.number, cell };
    const sample = sampleProblem(pack, one, row, name);
    if (sample === '') return [];
    const problems = [...read.problems, ...(sample === null ? [] : [{ ...at, message: sample }])];
    if (name === '' && Object.keys(read.values).length + problems.length === 0) return [];
    if (name === '') problems.push({ ...at, message: '没有写是谁的，这一行没有导入。' });
    if (problems.length > 0) {
      into.problems.push(...problems.map((problem) => ({ ...problem, name })));
      into.bad.push(badRow(one, row));
      return [];
    }
    const idNumber = textOf(row, idColumn).replace(/\s+/gu, '').toUpperCase();
    return [{ one, row, name, idNumber, values: read.values }];
  });
}

function cellValuesOf(values: Content): TableRow {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
        ? [[id, value]]
        : [],
    ),
  );
}

/** The one nominee whom a row of a table belongs to, or why there is none. */
function ownerOf(pack: RuledPack, row: OwnedRow, into: Gathered): BulkPerson | string {
  const { kind } = row.one;
  const idField = pack.fields[kind].find(({ type }) => type === 'idNumber')?.id ?? '';
  const plain = (text: string | undefined) => text?.replace(/\s+/gu, '');
  const fitting = into.people.filter(
    (person) =>
      person.kind === kind &&
      plain(person.name) === row.name &&
      (row.idNumber === '' || person.content[idField] === row.idNumber),
  );
  const [person, other] = fitting;
  if (other !== undefined) return `有 ${fitting.length} 个同名的，请在这一行写上身份证号`;
  if (person !== undefined) return person;
  const waiting = into.bad.some(
    (bad) =>
      bad.table === null && bad.kind === kind && plain(bad.texts[pack.campaign.nameField[kind]]) === row.name,
  );
  return waiting
    ? '本人那一行有问题，没有导入；改好后和这一行一起再导入'
    : '没有找到这个推荐对象的那一行（名称和身份证号要与第一张工作表一致）';
}

/** Puts the rows of tables to the people they belong to, by name and, where it is given, ID number. */
function joinOwned(pack: RuledPack, owned: readonly OwnedRow[], into: Gathered): void {
  const tables = new Map<BulkPerson, Map<string, TableRow[]>>();
  for (const owning of owned) {
    const { one, row, name, values } = owning;
    const owner = ownerOf(pack, owning, into);
    if (typeof owner === 'string') {
      const cell = `${columnLetters(columnFor(one, ownerColumns.name) ?? 1)}${row.number}`;
      into.problems.push({ sheet: one.sheet.name, row: row.number, cell, name, message: `${owner}。` });
      into.bad.push(badRow(one, row));
      continue;
    }
    const own = tables.get(owner) ?? new Map<string, TableRow[]>();
    tables.set(owner, own);
    const table = one.table ?? '';
    own.set(table, [...(own.get(table) ?? []), cellValuesOf(values)]);
  }
  for (const [person, own] of tables) Object.assign(person.content, Object.fromEntries(own));
}

/** The same nominee twice: rows alike to the letter are one; others are all refused, for nobody knows which is right. */
function settleDoubles(pack: RuledPack, found: Gathered, sheets: readonly BulkSheet[]): Gathered {
  const groups = new Map<string, BulkPerson[]>();
  for (const person of found.people) {
    const key = `${person.kind}\n${identityOf(pack, person) ?? canonicalJson(person.content)}`;
    groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  const into: Gathered = { people: [], problems: found.problems, remarks: found.remarks, bad: found.bad };
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const place = (person: BulkPerson) => `“${person.sheet}”第 ${person.row} 行`;
    const alike = others.every((other) => canonicalJson(other.content) === canonicalJson(first.content));
    if (alike) {
      into.people.push(first);
      if (others.length > 0)
        into.remarks.push(
          `${others.map(place).join('、')}与${place(first)} ${first.name}完全相同，只导入一次。`,
        );
      continue;
    }
    for (const person of [first, ...others]) {
      const rest = [first, ...others].filter((other) => other !== person);
      const one = sheets.find(({ sheet, table }) => sheet.name === person.sheet && table === null);
      const column = one === undefined ? 1 : (columnFor(one, pack.campaign.nameField[person.kind]) ?? 1);
      const message = `与${rest.map(place).join('、')}是同一个推荐对象，内容却不一样，都没有导入。请只留一行。`;
      const { sheet, row, name } = person;
      into.problems.push({ sheet, row, cell: `${columnLetters(column)}${row}`, name, message });
      const source = one === undefined ? undefined : rowsBelow(one).find(({ number }) => number === row);
      if (one !== undefined && source !== undefined) into.bad.push(badRow(one, source));
    }
  }
  return into;
}

/** Reads a workbook as nominees. Every row that does not come in whole is named with its reason. */
export function readBulk(pack: RuledPack, book: Workbook): BulkReading {
  const { sheets, hidden } = bulkSheets(pack, book);
  const into: Gathered = { people: [], problems: [], remarks: [], bad: [] };
  for (const name of hidden) into.remarks.push(`工作表“${name}”是隐藏的，没有导入。`);
  const owned: OwnedRow[] = [];
  for (const one of sheets) {
    const rows = rowsBelow(one).slice(0, mostRows);
    into.remarks.push(...sheetRemarks(one, rows));
    if (one.twice.length > 0) {
      const labels = one.twice.map((id) => one.headings.get(columnFor(one, id) ?? 0) ?? id);
      const at = { sheet: one.sheet.name, row: one.first - 1, cell: `A${one.first - 1}`, name: '' };
      into.problems.push({
        ...at,
        message: `有两列都是“${labels.join('、')}”，这张工作表没有导入。请删去一列。`,
      });
    } else if (one.table === null) readPeople(pack, one, rows, into);
    else owned.push(...readOwned(pack, one, rows, into));
  }
  joinOwned(pack, owned, into);
  const settled = settleDoubles(pack, into, sheets);
  const byPlace = (one: { readonly sheet: string; readonly row: number }) =>
    sheets.findIndex(({ sheet }) => sheet.name === one.sheet) * 1_000_000 + one.row;
  return {
    known: sheets.length > 0,
    people: settled.people.toSorted((one, other) => byPlace(one) - byPlace(other)),
    problems: settled.problems.toSorted((one, other) => byPlace(one) - byPlace(other)),
    remarks: settled.remarks,
    bad: settled.bad.toSorted((one, other) => byPlace(one) - byPlace(other)),
  };
}
