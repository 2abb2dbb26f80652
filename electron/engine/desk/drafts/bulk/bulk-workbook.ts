import ExcelJS from 'exceljs';
import { kindTitle } from '../../../../../shared/reading/titles.ts';
import { yesNoWords } from '../../../../../shared/reading/yes-no-words.ts';
import type { RuledPack } from '../../../../../shared/rules/ruled-pack.ts';
import type { Column, Field, NomineeKind } from '../../../../../shared/words/field-schema.ts';
import { columnLetters } from '../../../reading-room/spreadsheet/cell-address.ts';
import { markerOf, ownerColumns, type SheetSubject, sampleMark } from './bulk-sheets.ts';
import { bulkFields } from './cell-values.ts';
import { type BadRow, type BulkProblem, problemHeading } from './read-bulk.ts';
import { sampleText } from './sample-texts.ts';

const optionsSheet = '选项';
/** The head, the hidden row of ids; then the sample row, then the nominees. */
const sampleRow = 3;
const preparedRows = 300;
const colours = {
  required: 'FFFFF2CC',
  optional: 'FFE7EEF7',
  sample: 'FFF2F2F2',
  bad: 'FFFFC7CE',
} as const;

/** A column of a sheet of the workbook. */
interface SheetColumn {
  readonly id: string;
  readonly label: string;
  readonly field: Field | Column | null;
  readonly required: boolean;
}

function fill(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** A sheet's name within what spreadsheets allow (31 characters, no []*?:/\\). */
function sheetName(name: string): string {
  return name.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31);
}

function hint(field: Field | Column): string {
  switch (field.type) {
    case 'date':
      return '写成 2021-09-02';
    case 'month':
      return 'allowPresent' in field && field.allowPresent ? '写成 2006-07，或写“至今”' : '写成 2006-07';
    case 'yesNo':
      return `写“${yesNoWords(field).yes}”或“${yesNoWords(field).no}”`;
    case 'codes':
      return '可填多项，用顿号隔开';
    default:
      return field.help ?? '';
  }
}

/** Fields that only forms of later rounds ask for: their dates are not known while the first round is filled in. */
function laterFields(pack: RuledPack, kind: NomineeKind): ReadonlySet<string> {
  const first = pack.campaign.rounds[0]?.id;
  const own = pack.forms.filter((form) => form.subject === kind);
  const asked = (now: boolean) =>
    own
      .filter(({ rounds }) => rounds.some((round) => round === first) === now)
      .flatMap(({ sections }) => sections.flatMap(({ fields }) => fields));
  const early = new Set(asked(true));
  return new Set(asked(false).filter((id) => !early.has(id)));
}

/** Labels that stand for two fields are told apart by the field on which the second one hangs. */
function distinctLabel(fields: readonly Field[], field: Field): string {
  if (fields.filter(({ label }) => label === field.label).length < 2) return field.label;
  const group = field.id.split('.')[0];
  const start = fields.find(({ id }) => id.split('.')[0] === group);
  return `${field.label}（${start?.label.replace(/(?:开始|起始)?日期$/u, '') ?? field.id}）`;
}

function peopleColumns(pack: RuledPack, kind: NomineeKind, allRounds: boolean): readonly SheetColumn[] {
  const later = allRounds ? new Set<string>() : laterFields(pack, kind);
  const fields = bulkFields(pack, kind).filter(({ id }) => !later.has(id));
  return fields.map((field) => ({
    id: field.id,
    label: distinctLabel(fields, field),
    field,
    required: field.required === true,
  }));
}

/** Tables with a sheet of their own: those that the first forms ask for, one row for each of their rows. */
function tablesOf(pack: RuledPack, kind: NomineeKind, allRounds: boolean) {
  const later = laterFields(pack, kind);
  return pack.fields[kind].flatMap((field) =>
    field.type === 'table' && field.presetRows.length === 0 && (allRounds || !later.has(field.id))
      ? [field]
      : [],
  );
}

function tableColumns(
  pack: RuledPack,
  kind: NomineeKind,
  table: Extract<Field, { readonly type: 'table' }>,
): readonly SheetColumn[] {
  const name = pack.fields[kind].find(({ id }) => id === pack.campaign.nameField[kind]);
  const idNumber = pack.fields[kind].find(({ type }) => type === 'idNumber');
  const owner = (id: string, field: Field | undefined, required: boolean): SheetColumn[] =>
    field === undefined ? [] : [{ id, label: field.label, field: null, required }];
  return [
    ...owner(ownerColumns.name, name, true),
    ...owner(ownerColumns.idNumber, idNumber, false),
    ...table.columns.map((column) => ({
      id: column.id,
      label: column.label,
      field: column,
      required: column.required === true,
    })),
  ];
}

interface Options {
  readonly sheet: ExcelJS.Worksheet;
  /** Column of the options sheet by code table. */
  readonly columns: Map<string, { readonly letter: string; readonly count: number }>;
}

function optionsOf(pack: RuledPack, options: Options, field: Field | Column | null) {
  if (field?.type !== 'code') return null;
  const known = options.columns.get(field.table);
  if (known !== undefined) return known;
  const labels = pack.codes[field.table]?.items.map((item) => item.label) ?? [];
  if (labels.length === 0) return null;
  const column = options.columns.size + 1;
  options.sheet.getCell(1, column).value = field.label;
  for (const [row, label] of labels.entries()) options.sheet.getCell(row + 2, column).value = label;
  const made = { letter: columnLetters(column), count: labels.length };
  options.columns.set(field.table, made);
  return made;
}

/** A sheet with its head, its hidden row of ids, colours and lists to choose from. All cells are text. */
function addSheet(
  pack: RuledPack,
  book: ExcelJS.Workbook,
  options: Options,
  about: SheetSubject & { readonly name: string; readonly columns: readonly SheetColumn[] },
): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(sheetName(about.name), {
    // 序号 and the name stay in sight.
    views: [{ state: 'frozen', xSplit: 2, ySplit: 2 }],
  });
  sheet.getCell(1, 1).value = '序号';
  sheet.getCell(2, 1).value = markerOf(about);
  sheet.getColumn(1).width = 7;
  for (const [index, { id, label, field, required }] of about.columns.entries()) {
    const column = index + 2;
    const head = sheet.getCell(1, column);
    head.value = required ? `${label} *` : label;
    head.font = { bold: true };
    head.fill = fill(required ? colours.required : colours.optional);
    head.alignment = { wrapText: true, vertical: 'middle' };
    if (field !== null && hint(field) !== '') head.note = hint(field);
    sheet.getCell(2, column).value = id;
    sheet.getColumn(column).width = field?.type === 'longText' ? 40 : Math.max(12, label.length * 2 + 4);
    // Text everywhere: numbers with 18 digits keep their end, and nothing typed becomes a formula.
    sheet.getColumn(column).numFmt = '@';
    const list = optionsOf(pack, options, field);
    if (list === null) continue;
    for (let row = sampleRow + 1; row <= sampleRow + preparedRows; row += 1) {
      sheet.getCell(row, column).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`'${optionsSheet}'!$${list.letter}$2:$${list.letter}$${list.count + 1}`],
        showErrorMessage: true,
        errorTitle: label,
        error: '请从下拉选项中选择',
      };
    }
  }
  sheet.getRow(1).height = 32;
  sheet.getRow(2).hidden = true;
  return sheet;
}

/** A row that shows how to fill the sheet; its mark in the first column keeps it from being imported. */
function addSample(
  pack: RuledPack,
  sheet: ExcelJS.Worksheet,
  kind: NomineeKind,
  columns: readonly SheetColumn[],
): void {
  const note = '带“*”的必填；本行只作示范，不会导入';
  sheet.getCell(sampleRow, 1).value = sampleMark;
  sheet.getCell(sampleRow, 1).note = note;
  for (const [index, { id, field }] of columns.entries()) {
    const cell = sheet.getCell(sampleRow, index + 2);
    cell.value = sampleText(pack, kind, id, field);
    cell.font = { italic: true, color: { argb: 'FF7F7F7F' } };
    cell.fill = fill(colours.sample);
  }
}

interface MadeSheet {
  readonly sheet: ExcelJS.Worksheet;
  readonly columns: readonly SheetColumn[];
  readonly table: string | null;
}

function makeBook(
  pack: RuledPack,
  kind: NomineeKind,
  allRounds: boolean,
): { readonly book: ExcelJS.Workbook; readonly sheets: readonly MadeSheet[] } {
  const book = new ExcelJS.Workbook();
  const stamp = new Date(`${pack.campaign.notice.issued}T00:00:00Z`);
  book.created = stamp;
  book.modified = stamp;
  const columns = new Map<string, { readonly letter: string; readonly count: number }>();
  // Its place is the last one, though the others name it.
  const options: Options = { sheet: new ExcelJS.Workbook().addWorksheet(optionsSheet), columns };
  const title = kindTitle(pack.campaign, kind);
  const people = { columns: peopleColumns(pack, kind, allRounds), table: null };
  const sheets: MadeSheet[] = [
    {
      ...people,
      sheet: addSheet(pack, book, options, { kind, table: null, name: title, columns: people.columns }),
    },
    ...tablesOf(pack, kind, allRounds).map((table) => {
      const own = tableColumns(pack, kind, table);
      const name = shortTable(table.label);
      return {
        columns: own,
        table: table.id,
        sheet: addSheet(pack, book, options, { kind, table: table.id, name, columns: own }),
      };
    }),
  ];
  const last = book.addWorksheet(optionsSheet);
  options.sheet.eachRow((row, number) => {
    row.eachCell((cell, column) => {
      last.getCell(number, column).value = cell.value;
    });
  });
  return { book, sheets };
}

/** 个人简历 as 简历, 何时何地受过何种奖励 as 奖励: what clerks call the sheets. */
function shortTable(label: string): string {
  return /奖励/u.test(label) ? '奖励' : label.replace(/^个人/u, '');
}

async function bytesOf(book: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/**
 * The workbook to fill in: a sheet for the nominees and one for each of their tables, required columns marked, a sample
 * row. `allRounds` gives the columns of later rounds too.
 */
export async function bulkTemplate(
  pack: RuledPack,
  kind: NomineeKind,
  allRounds: boolean,
): Promise<Uint8Array> {
  const { book, sheets } = makeBook(pack, kind, allRounds);
  for (const { sheet, columns } of sheets) addSample(pack, sheet, kind, columns);
  return bytesOf(book);
}

/**
 * The rows that could not come in, as the same workbook: bad cells coloured and noted, and a column that says what is
 * wrong. Mended, it is imported like any other; the column is passed over.
 */
export async function bulkCorrections(
  pack: RuledPack,
  kind: NomineeKind,
  bad: readonly BadRow[],
  problems: readonly BulkProblem[],
): Promise<Uint8Array> {
  const { book, sheets } = makeBook(pack, kind, true);
  for (const { sheet, columns, table } of sheets) {
    const problemColumn = columns.length + 2;
    sheet.getCell(1, problemColumn).value = problemHeading;
    sheet.getCell(1, problemColumn).font = { bold: true };
    sheet.getColumn(problemColumn).width = 60;
    const own = bad.filter((row) => row.kind === kind && row.table === table);
    for (const [index, row] of own.entries()) {
      const at = sampleRow + index;
      sheet.getCell(at, 1).value = row.order;
      const wrong = problems.filter((problem) => problem.sheet === row.sheet && problem.row === row.row);
      for (const [place, { id }] of columns.entries()) {
        const cell = sheet.getCell(at, place + 2);
        cell.value = row.texts[id] ?? null;
        const told = wrong.find((problem) => problem.cell === row.cells[id]);
        if (told === undefined) continue;
        cell.fill = fill(colours.bad);
        cell.note = told.message;
      }
      const reasons = sheet.getCell(at, problemColumn);
      reasons.value = wrong.map(({ message }) => message).join('\n');
      reasons.alignment = { wrapText: true, vertical: 'top' };
      reasons.fill = fill(colours.bad);
    }
  }
  return bytesOf(book);
}
