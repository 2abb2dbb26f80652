import { yesNoWords } from '../../../../shared/reading/yes-no-words.ts';
import { codeOfText } from '../../../../shared/typed/code-text.ts';
import { dateProblem, parseDateText, parseMonthText } from '../../../../shared/typed/date-text.ts';
import { parseNumber } from '../../../../shared/typed/parse-number.ts';
import { tidyTyped } from '../../../../shared/typed/tidy-text.ts';
import type { FieldValue } from '../../../../shared/words/content.ts';
import type { Field, SubjectKind } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';

/** A cell as the spreadsheet holds it, formulas already told apart. */
export type CellInput = string | number | boolean | Date | null;

/** A cell understood, or the sentence that says what is wrong with it. */
export type CellReading = { readonly value: FieldValue } | { readonly problem: string };

/** Types that a spreadsheet row can carry; tables, photos and attachments are filled in the form. */
const bulkTypes: readonly Field['type'][] = [
  'text',
  'longText',
  'date',
  'month',
  'number',
  'code',
  'codes',
  'yesNo',
  'idNumber',
  'creditCode',
  'phone',
  'email',
  'postcode',
];

/** The fields of a record that the bulk template has a column for. */
export function bulkFields(pack: CampaignPack, kind: 'collective' | 'individual'): Field[] {
  return pack.fields[kind].filter((field) => bulkTypes.includes(field.type));
}

function asText(cell: CellInput): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).normalize('NFC').trim();
}

/** A date that came out of a text-formatted cell as Excel's day number (1 is 1900-01-01, up to 2099); null otherwise. */
function dayNumber(cell: CellInput): string | null {
  if (typeof cell !== 'number' || !Number.isInteger(cell) || cell < 61 || cell > 73_050) return null;
  return new Date(Date.UTC(1899, 11, 30 + cell)).toISOString().slice(0, 10);
}

/** A date in any spelling that the form takes too, or a date cell, as YYYY-MM-DD. */
function readDate(cell: CellInput): string | null {
  return dayNumber(cell) ?? parseDateText(asText(cell));
}

/** A month likewise, or a date cell, as YYYY-MM. */
function readMonth(cell: CellInput): string | null {
  return dayNumber(cell)?.slice(0, 7) ?? parseMonthText(asText(cell));
}

const yes = new Set(['是', '有', '√', 'Y', 'y', 'yes', 'true', '1']);
const no = new Set(['否', '无', '×', 'N', 'n', 'no', 'false', '0']);

function readText(pack: CampaignPack, kind: SubjectKind, field: Field, cell: CellInput): CellReading {
  // 15 significant digits are all a number cell keeps: an 18-digit number in one has lost its end.
  if (typeof cell === 'number' && (field.type === 'idNumber' || field.type === 'creditCode')) {
    return { problem: '号码被存成了数字，末几位可能已经丢失。请把单元格设为“文本”格式后重新输入' };
  }
  const text = tidyTyped(pack, kind, field, asText(cell));
  if ((field.type === 'text' || field.type === 'longText') && field.maxLength !== undefined) {
    const length = [...text].length;
    if (length > field.maxLength) return { problem: `有 ${length} 个字，超过 ${field.maxLength} 个字的上限` };
  }
  return { value: text };
}

/** Short tables are listed in the sentence; of long ones it says where to choose. */
const listedOptions = 8;

function notAnOption(pack: CampaignPack, table: string, text: string): string {
  const labels = (pack.codes[table]?.items ?? []).map((item) => item.label);
  return labels.length <= listedOptions
    ? `“${text}”不在选项中，可填：${labels.join('、')}`
    : `“${text}”不在选项中，请从该格的下拉列表里选`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/。$/, '');
}

/** Reads a filled cell as its field's type. The sentence has no full stop: the caller names the cell. */
export function readCell(pack: CampaignPack, kind: SubjectKind, field: Field, cell: CellInput): CellReading {
  const text = asText(cell);
  switch (field.type) {
    case 'date': {
      const value = readDate(cell);
      return value === null ? { problem: `“${text}”：${withoutStop(dateProblem(text, 'date'))}` } : { value };
    }
    case 'month': {
      const value = readMonth(cell);
      return value === null
        ? { problem: `“${text}”：${withoutStop(dateProblem(text, 'month'))}` }
        : { value };
    }
    case 'number': {
      const value = typeof cell === 'number' ? cell : parseNumber(text, undefined, undefined, field.unit);
      if (value === null) return { problem: `“${text}”不是数字` };
      if (field.min !== undefined && value < field.min) return { problem: `${value} 小于 ${field.min}` };
      if (field.max !== undefined && value > field.max) return { problem: `${value} 大于 ${field.max}` };
      return { value };
    }
    case 'yesNo':
      if (cell === true || yes.has(text)) return { value: true };
      if (cell === false || no.has(text)) return { value: false };
      return { problem: `“${text}”应写“${yesNoWords(field).yes}”或“${yesNoWords(field).no}”` };
    case 'code': {
      const value = codeOfText(pack.codes[field.table], text);
      return value === null ? { problem: notAnOption(pack, field.table, text) } : { value };
    }
    case 'codes': {
      const parts = text.split(/[、,，;；\n]+/).map((part) => part.trim());
      const codes = parts
        .filter((part) => part !== '')
        .map((part) => ({ part, code: codeOfText(pack.codes[field.table], part) }));
      const wrong = codes.find(({ code }) => code === null);
      if (wrong !== undefined) return { problem: notAnOption(pack, field.table, wrong.part) };
      return { value: codes.flatMap(({ code }) => (code === null ? [] : [code])) };
    }
    case 'text':
    case 'longText':
    case 'idNumber':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return readText(pack, kind, field, cell);
    case 'photo':
    case 'attachments':
    case 'table':
      return { problem: '这一项不能从表格导入' };
  }
}
