import { yesNoWords } from '../../../../../shared/reading/yes-no-words.ts';
import { codeOfText } from '../../../../../shared/typed/code-text.ts';
import { isPresentText, PRESENT } from '../../../../../shared/typed/date-text.ts';
import { parseNumber } from '../../../../../shared/typed/parse-number.ts';
import { countsWholes, nearestWhole } from '../../../../../shared/typed/whole-numbers.ts';
import type { FieldValue } from '../../../../../shared/words/content.ts';
import type { Column, Field, SubjectKind } from '../../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../../shared/words/pack-schema.ts';
import type { CellValue } from '../../../reading-room/spreadsheet/workbook.ts';
import { cellDay, cellMonth } from './cell-dates.ts';
import { cellText, plainText, readCellText } from './cell-texts.ts';

/** A cell understood, or the sentence that says what is wrong with it. The sentence has no full stop. */
export type CellReading = { readonly value: FieldValue } | { readonly problem: string };

/** Types that a spreadsheet row can carry; photos and attachments are filled in the form, tables have sheets of their own. */
const bulkTypes: Readonly<Record<Field['type'], boolean>> = {
  text: true,
  longText: true,
  date: true,
  month: true,
  number: true,
  code: true,
  codes: true,
  yesNo: true,
  idNumber: true,
  creditCode: true,
  phone: true,
  email: true,
  postcode: true,
  photo: false,
  attachments: false,
  table: false,
};

/** The fields of a record that one cell can hold. */
export function bulkFields(pack: CampaignPack, kind: 'collective' | 'individual'): Field[] {
  return pack.fields[kind].filter((field) => bulkTypes[field.type]);
}

const yes = new Set(['是', '有', '√', '✓', '✔', 'Y', 'y', 'yes', 'TRUE', 'true', '1']);
const no = new Set(['否', '无', '×', '✗', 'N', 'n', 'no', 'FALSE', 'false', '0']);

/** Short tables are listed in the sentence; of long ones it says where to choose. */
const listedOptions = 8;

function notAnOption(pack: CampaignPack, table: string, text: string): string {
  const labels = (pack.codes[table]?.items ?? []).map((item) => item.label);
  return labels.length <= listedOptions
    ? `“${text}”不在选项中，可填：${labels.join('、')}`
    : `“${text}”不在选项中，请从该格的下拉列表里选`;
}

function readNumber(field: Field & { readonly type: 'number' }, cell: CellValue): CellReading {
  if (cell.kind === 'number' && cell.format.kind === 'date')
    return { problem: '这一格是日期格式，看不出是多少。请改为“常规”格式后重新填写' };
  const text = cellText(cell);
  const given = cell.kind === 'number' ? cell.value : parseNumber(text, undefined, undefined, field.unit);
  if (given === null) return { problem: `“${text}”不是数字` };
  // What a calculation leaves: 125.99999999999999 people are 126.
  const value = countsWholes(field) ? nearestWhole(given) : given;
  if (value === null) return { problem: `${given} 不是整数` };
  if (field.min !== undefined && value < field.min) return { problem: `${value} 小于 ${field.min}` };
  if (field.max !== undefined && value > field.max) return { problem: `${value} 大于 ${field.max}` };
  return { value };
}

function readYesNo(field: Field | Column, cell: CellValue): CellReading {
  const text = cellText(cell);
  if (cell.kind === 'boolean') return { value: cell.value };
  if (yes.has(text)) return { value: true };
  if (no.has(text)) return { value: false };
  const words = yesNoWords(field);
  return { problem: `“${text}”应写“${words.yes}”或“${words.no}”` };
}

function readCodes(pack: CampaignPack, table: string, text: string): CellReading {
  const codes = text
    .split(/[、,，;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ part, code: codeOfText(pack.codes[table], part) }));
  const wrong = codes.find(({ code }) => code === null);
  if (wrong !== undefined) return { problem: notAnOption(pack, table, wrong.part) };
  return { value: codes.flatMap(({ code }) => (code === null ? [] : [code])) };
}

/** What no field can make anything of; null for a cell that says something. */
function unreadable(cell: CellValue): string | null {
  switch (cell.kind) {
    case 'error':
      return `单元格里是错误值（${cell.text.slice(0, 12)}）`;
    case 'formula':
      return '单元格里是公式，请改为直接填写的文字或数值（复制这一格，再选择性粘贴为“数值”）';
    case 'text':
    case 'number':
    case 'date':
    case 'boolean':
      return null;
  }
}

/** Reads a filled cell as its field's type. What could mean two things is a problem, never guessed. */
export function readCell(
  pack: CampaignPack,
  kind: SubjectKind,
  field: Field | Column,
  cell: CellValue,
): CellReading {
  const nothing = unreadable(cell);
  if (nothing !== null) return { problem: nothing };
  switch (field.type) {
    case 'date':
      return cellDay(cell);
    case 'month':
      if ('allowPresent' in field && field.allowPresent && isPresentText(plainText(cell)))
        return { value: PRESENT };
      return cellMonth(cell);
    case 'number':
      return readNumber(field, cell);
    case 'yesNo':
      return readYesNo(field, cell);
    case 'code': {
      const text = cellText(cell);
      const value = codeOfText(pack.codes[field.table], text);
      return value === null ? { problem: notAnOption(pack, field.table, text) } : { value };
    }
    case 'codes':
      return readCodes(pack, field.table, cellText(cell));
    case 'text':
    case 'longText':
    case 'idNumber':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return readCellText(pack, kind, field, cell);
    case 'photo':
    case 'attachments':
    case 'table':
      return { problem: '这一项不能从表格导入' };
  }
}
