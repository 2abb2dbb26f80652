import ExcelJS from 'exceljs';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { isFilled } from '../../../../shared/reading/evaluate-condition.ts';
import { kindTitle } from '../../../../shared/reading/titles.ts';
import { yesNoWords } from '../../../../shared/reading/yes-no-words.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { Field, NomineeKind } from '../../../../shared/words/field-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { usualLimits } from '../../reading-room/guard/limits.ts';
import { readGuarded } from '../../reading-room/read-guarded.ts';
import { listNominees } from '../../store/record-store.ts';
import type { Desk } from '../ground/desk.ts';
import { readSource, writeTarget } from '../ground/target-file.ts';
import { markerOf } from './bulk/bulk-sheets.ts';
import { bulkFields } from './bulk/cell-values.ts';
import { mostRows, readBulk } from './bulk/read-bulk.ts';
import { makeNominee } from './record-methods.ts';

/** Room for the head and the sample row above the nominees. */
const bulkLimits = { ...usualLimits, rows: mostRows + 20 };
const optionsSheet = '选项';
const firstDataRow = 3;
/** The sheet's name: what the campaign calls these nominees, within what spreadsheets allow (31 characters, no []*?:/\\). */
function sheetName(pack: RuledPack, kind: NomineeKind): string {
  return kindTitle(pack.campaign, kind)
    .replace(/[[\]*?:/\\]/g, ' ')
    .slice(0, 31);
}

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
  sheet.getCell(2, 1).value = markerOf({ kind, table: null });
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
      const { name, bytes } = readSource(desk.handles, source, bulkLimits.fileBytes);
      const book = await readGuarded('spreadsheet', { name, bytes }, bulkLimits);
      const { known, people: rows, problems, remarks } = readBulk(pack, book);
      if (!known) throw new JianbiaoError('bulk-file-invalid', { file: name, problem: '没有模板的工作表' });
      const listed = listNominees(db);
      const fresh = rows.filter((row) => !isListed(pack, listed, row));
      const created = db.atomic(() =>
        fresh.map(({ kind, content }) => makeNominee(desk, work, kind, content)),
      );
      return {
        created,
        existing: rows.length - fresh.length,
        problems: problems.map(({ sheet, cell, row, name: who, message }) => ({
          sheet,
          cell,
          message: `第${row}行${who === '' ? '' : ` ${who}`}，${message}`,
        })),
        remarks: [...remarks],
      };
    },
  });
}
