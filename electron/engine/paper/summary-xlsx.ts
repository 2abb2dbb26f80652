import ExcelJS from 'exceljs';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { repackOfficeFile } from './deterministic-zip.ts';
import {
  isLongText,
  type SummaryForm,
  type SummaryTable,
  summaryHeader,
  summaryTables,
} from './summary-table.ts';

interface SheetInfo {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly form: SummaryForm;
  readonly personal: boolean;
  readonly code: string;
  readonly note?: string | undefined;
}

/** Excel's column width counts the digits of its default font: about 1.9 mm each in 11-point type. */
const widthOf = (millimetres: number): number => Math.round((millimetres / 1.9) * 10) / 10;
/** The most that Excel allows a row, in points. */
const tallestRow = 409;
const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const song = (size: number, bold = false) => ({ name: '宋体', size, bold, charset: 134, family: 3 });

/**
 * A value that must stay what it is: a string cell in text format, so that neither `=1+1` nor an 18-digit ID number is ever
 * taken for a formula or a number, not even after somebody has edited the cell.
 */
function putText(cell: ExcelJS.Cell, text: string): void {
  // XML 1.0 knows no other control characters.
  cell.value = [...text]
    .filter((character) => character >= ' ' || character === '\n' || character === '\t')
    .join('');
  cell.numFmt = '@';
}

function fillSheet(book: ExcelJS.Workbook, info: SheetInfo, table: SummaryTable): void {
  const { form } = info;
  const last = table.columns.length;
  const name = (table.of === 'collective' ? '集体' : '个人').slice(0, 31);
  const taken = book.worksheets.some((sheet) => sheet.name === name);
  const sheet = book.addWorksheet(taken ? table.id.slice(0, 31) : name, {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.8, bottom: 0.7, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L&9${form.title.replaceAll('&', '&&')}&C&9第 &P 页 共 &N 页&R&9版本 ${info.submission.revision}　校验码 ${info.code}`,
    },
  });
  for (const [index, column] of table.columns.entries())
    sheet.getColumn(index + 1).width = widthOf(column.widthMm);
  const wide = (row: number): ExcelJS.Cell => {
    sheet.mergeCells(row, 1, row, last);
    return sheet.getCell(row, 1);
  };
  let row = 1;
  if (form.annex !== undefined) {
    const annex = wide(row);
    putText(annex, `附件${form.annex}`);
    annex.font = { ...song(14), name: '黑体' };
    row += 1;
  }
  const title = wide(row);
  putText(title, form.title);
  title.font = song(18, true);
  title.alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(row).height = 32;
  row += 1;
  const part = wide(row);
  putText(part, table.title);
  part.font = song(12);
  part.alignment = { horizontal: 'center' };
  row += 1;
  const line = wide(row);
  const entries = summaryHeader(info);
  putText(line, entries.map(({ label, text }) => `${label}：${text}`).join('　　'));
  line.font = song(11);
  line.alignment = { vertical: 'middle' };
  sheet.getRow(row).height = 22;
  row += 1;
  const headRow = row;
  for (const [index, column] of table.columns.entries()) {
    const cell = sheet.getCell(headRow, index + 1);
    putText(cell, column.header);
    cell.font = song(10, true);
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = border;
  }
  sheet.getRow(headRow).height = 42;
  sheet.pageSetup.printTitlesRow = `${headRow}:${headRow}`;
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: headRow }];
  for (const texts of table.rows) {
    row += 1;
    let lines = 1;
    for (const [index, text] of texts.entries()) {
      const cell = sheet.getCell(row, index + 1);
      putText(cell, text);
      cell.font = song(10);
      cell.alignment = {
        horizontal: isLongText(text) ? 'left' : 'center',
        vertical: 'middle',
        wrapText: true,
      };
      cell.border = border;
      lines = Math.max(lines, linesIn(text, table.columns[index]?.widthMm ?? 10));
    }
    // Excel sizes rows by itself only when somebody edits them: the height is set from the text.
    sheet.getRow(row).height = Math.min(tallestRow, Math.max(24, lines * 14 + 6));
  }
  if (info.note !== undefined) {
    const note = wide(row + 1);
    putText(note, info.note);
    note.font = { ...song(9), color: { argb: 'FF555555' } };
  }
}

/** Lines that a text of 10-point type takes in a column: a Han character is 3.6 mm wide, others half of it. */
function linesIn(text: string, widthMm: number): number {
  const ems = [...text].reduce(
    (sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.55 : 1),
    0,
  );
  return Math.max(1, Math.ceil((ems * 3.6) / Math.max(4, widthMm - 1.5)));
}

/**
 * A summary form as an Excel workbook: one sheet for each part, A4 across, fitted to the width, heading row repeated, every
 * value a string. Same content, same bytes.
 */
export async function summaryWorkbook(info: SheetInfo): Promise<Uint8Array> {
  const date = new Date(`${info.pack.campaign.notice.issued}T00:00:00Z`);
  const book = new ExcelJS.Workbook();
  book.creator = '荐表 Jianbiao';
  book.lastModifiedBy = '荐表 Jianbiao';
  book.created = date;
  book.modified = date;
  book.title = info.form.title;
  for (const table of summaryTables(info)) fillSheet(book, info, table);
  return repackOfficeFile(new Uint8Array(await book.xlsx.writeBuffer()), date);
}
