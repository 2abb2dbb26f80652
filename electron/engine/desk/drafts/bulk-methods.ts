import ExcelJS from 'exceljs';
import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { isFilled } from '../../../../shared/reading/evaluate-condition.ts';
import { kindTitle } from '../../../../shared/reading/titles.ts';
import { yesNoWords } from '../../../../shared/reading/yes-no-words.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { Field, NomineeKind } from '../../../../shared/words/field-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { listNominees } from '../../store/record-store.ts';
import type { Desk } from '../ground/desk.ts';
import { readSource, writeTarget } from '../ground/target-file.ts';
import { bulkFields, type CellInput, readCell } from './cell-values.ts';
import { makeNominee } from './record-methods.ts';

const fileLimit = 20 << 20;
const rowLimit = 2000;
const optionsSheet = '选项';
const firstDataRow = 3;
/** Stands in A2 of a template's sheet; the hidden second row holds the field ids. */
const marker = (kind: NomineeKind): string => `jianbiao:${kind}`;

/** The sheet's name: what the campaign calls these nominees, within what spreadsheets allow (31 characters, no []*?:/\\). */
function sheetName(pack: RuledPack, kind: NomineeKind): string {
  return kindTitle(pack.campaign, kind)
    .replace(/[[\]*?:/\\]/g, ' ')
    .slice(0, 31);
}

type Problem = ApiResult<'bulk.import'>['problems'][number];

function hint(field: Field): string {
  switch (field.type) {
    case 'date':
      return '写成 2021-09-02';
    case 'month':
      return '写成 2006-07';
    case 'yesNo':
      return `写“${yesNoWords(field).yes}”或“${yesNoWords(field).no}”`;
    case 'codes':
      return '可填多项，用顿号隔开';
    default:
      return field.help ?? '';
  }
}

/** The template: labels, a hidden row of field ids, and lists to choose from for code fields. All cells are text. */
async function buildTemplate(pack: RuledPack, kind: NomineeKind): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const stamp = new Date(`${pack.campaign.notice.issued}T00:00:00Z`);
  book.created = stamp;
  book.modified = stamp;
  const sheet = book.addWorksheet(sheetName(pack, kind), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }],
  });
  const options = book.addWorksheet(optionsSheet);
  const fields = bulkFields(pack, kind);
  sheet.getCell(1, 1).value = '序号';
  sheet.getCell(2, 1).value = marker(kind);
  for (const [index, field] of fields.entries()) {
    const column = index + 2;
    const head = sheet.getCell(1, column);
    head.value = field.label;
    head.font = { bold: true };
    if (hint(field) !== '') head.note = hint(field);
    sheet.getCell(2, column).value = field.id;
    sheet.getColumn(column).width = field.type === 'longText' ? 40 : 16;
    // Text everywhere: numbers with 18 digits keep their end, and nothing typed becomes a formula.
    sheet.getColumn(column).numFmt = '@';
    if (field.type !== 'code' && field.type !== 'codes') continue;
    const labels = pack.codes[field.table]?.items.map((item) => item.label) ?? [];
    options.getCell(1, column).value = field.label;
    for (const [row, label] of labels.entries()) options.getCell(row + 2, column).value = label;
    if (field.type === 'codes' || labels.length === 0) continue;
    const letter = options.getColumn(column).letter;
    for (let row = firstDataRow; row < firstDataRow + 300; row += 1) {
      sheet.getCell(row, column).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`'${optionsSheet}'!$${letter}$2:$${letter}$${labels.length + 1}`],
        showErrorMessage: true,
        errorTitle: field.label,
        error: '请从下拉选项中选择',
      };
    }
  }
  sheet.getRow(2).hidden = true;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A cell's own value; a formula is never believed, its cached result neither. */
function cellInput(cell: ExcelJS.Cell): { readonly input: CellInput } | { readonly problem: string } {
  const { value } = cell;
  if (value === null || value === undefined) return { input: null };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { input: value };
  if (value instanceof Date) return { input: value };
  if ('richText' in value) return { input: value.richText.map((run) => run.text).join('') };
  if ('hyperlink' in value) return { input: String(value.text ?? '') };
  if ('error' in value) return { problem: '单元格里是错误值' };
  return { problem: '单元格里是公式，请改为直接填写的文字或数值' };
}

function readRow(
  pack: RuledPack,
  kind: NomineeKind,
  sheet: ExcelJS.Worksheet,
  rowNumber: number,
  columns: ReadonlyMap<number, Field>,
): { readonly content: Content; readonly problems: Problem[] } {
  const content: Content = {};
  const problems: Problem[] = [];
  for (const [column, field] of columns) {
    const cell = sheet.getCell(rowNumber, column);
    const given = cellInput(cell);
    const report = (message: string): void => {
      problems.push({ sheet: sheet.name, cell: cell.address, message: `${field.label}：${message}。` });
    };
    if ('problem' in given) {
      report(given.problem);
      continue;
    }
    if (given.input === null || (typeof given.input === 'string' && given.input.trim() === '')) continue;
    const reading = readCell(pack, kind, field, given.input);
    if ('problem' in reading) report(reading.problem);
    else content[field.id] = reading.value;
  }
  return { content, problems };
}

/**
 * Whether a row is about a nominee that is listed already, as the pack's rules know two as one (same ID number, same
 * name), or to the letter: a clerk mends the bad rows and brings the whole file in once more.
 */
function isListed(
  pack: RuledPack,
  listed: readonly { readonly kind: string; readonly content: Content }[],
  row: { readonly kind: NomineeKind; readonly content: Content },
): boolean {
  const keys = pack.rules.flatMap((rule) =>
    rule.kind === 'duplicate' && rule.params.kind === row.kind ? [rule.params.fields] : [],
  );
  const same = (content: Content, fields: readonly string[]): boolean =>
    fields.every((id) => sameValue(content[id], row.content[id]));
  return listed.some(
    ({ kind, content }) =>
      kind === row.kind &&
      (same(content, Object.keys(row.content)) ||
        keys.some((fields) => fields.every((id) => isFilled(row.content[id])) && same(content, fields))),
  );
}

function kindOf(sheet: ExcelJS.Worksheet): NomineeKind | null {
  const text = sheet.getCell(2, 1).value;
  if (text === marker('collective')) return 'collective';
  return text === marker('individual') ? 'individual' : null;
}

function columnsOf(pack: RuledPack, kind: NomineeKind, sheet: ExcelJS.Worksheet): ReadonlyMap<number, Field> {
  const fields = new Map(bulkFields(pack, kind).map((field) => [field.id, field]));
  const columns = new Map<number, Field>();
  for (let column = 2; column <= Math.min(sheet.columnCount, 500); column += 1) {
    const field = fields.get(String(sheet.getCell(2, column).value ?? ''));
    if (field !== undefined) columns.set(column, field);
  }
  return columns;
}

async function openBook(name: string, bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  try {
    // exceljs wants its own idea of a Buffer; an ArrayBuffer satisfies it at run time and in types.
    await book.xlsx.load(bytes.slice().buffer);
  } catch (cause) {
    throw new JianbiaoError(
      'bulk-file-invalid',
      { file: name, problem: '打不开，不是完好的 XLSX 文件' },
      { cause },
    );
  }
  return book;
}

/** Nominees from a spreadsheet. */
export function bulkMethods(desk: Desk) {
  return handlersOf({
    async 'bulk.template'({ kind, target }, { pack }) {
      const data = await buildTemplate(pack, kind);
      return {
        fileName: writeTarget(
          desk.handles,
          target,
          `${kindTitle(pack.campaign, kind)}批量导入模板.xlsx`,
          data,
        ),
      };
    },
    async 'bulk.import'({ source }, work) {
      const { db, pack } = work;
      const { name, bytes } = readSource(desk.handles, source, fileLimit);
      const book = await openBook(name, bytes);
      const problems: Problem[] = [];
      const rows: { readonly kind: NomineeKind; readonly content: Content }[] = [];
      let known = false;
      for (const sheet of book.worksheets) {
        const kind = kindOf(sheet);
        if (kind === null) continue;
        known = true;
        const columns = columnsOf(pack, kind, sheet);
        const nameField = pack.campaign.nameField[kind];
        const nameColumn = [...columns].find(([, field]) => field.id === nameField)?.[0] ?? 1;
        const last = Math.min(sheet.rowCount, firstDataRow + rowLimit - 1);
        for (let row = firstDataRow; row <= last; row += 1) {
          const read = readRow(pack, kind, sheet, row, columns);
          problems.push(...read.problems);
          if (read.problems.length > 0 || Object.keys(read.content).length === 0) continue;
          if (read.content[nameField] === undefined) {
            const { address } = sheet.getCell(row, nameColumn);
            problems.push({ sheet: sheet.name, cell: address, message: '名称为空，这一行没有导入。' });
          } else rows.push({ kind, content: read.content });
        }
        if (sheet.rowCount > last) {
          problems.push({
            sheet: sheet.name,
            cell: `A${last + 1}`,
            message: `超过 ${rowLimit} 行，后面的没有导入。`,
          });
        }
      }
      if (!known) throw new JianbiaoError('bulk-file-invalid', { file: name, problem: '没有模板的工作表' });
      const listed = listNominees(db);
      const fresh = rows.filter((row) => !isListed(pack, listed, row));
      const created = db.atomic(() =>
        fresh.map(({ kind, content }) => makeNominee(desk, work, kind, content)),
      );
      return { created, existing: rows.length - fresh.length, problems };
    },
  });
}
