import { usualSigns, withoutSheetMark } from '../../../../../shared/ground/usual-signs.ts';
import { tidyCell, tidyTyped } from '../../../../../shared/typed/tidy-text.ts';
import type { Column, Field, SubjectKind } from '../../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../../shared/words/pack-schema.ts';
import type { CellValue } from '../../../reading-room/spreadsheet/workbook.ts';

type TextReading = { readonly value: string } | { readonly problem: string };
type NumberCell = Extract<CellValue, { readonly kind: 'number' }>;

/**
 * A text cell's text in usual signs (no invisible marks, no radicals for characters), and without what keeps spreadsheets
 * from calculating with a number.
 */
function cleanText(text: string): string {
  return withoutSheetMark(usualSigns(text.normalize('NFC')).trim()).trim();
}

/** What a cell shows, as far as the file says. */
export function cellText(cell: CellValue): string {
  switch (cell.kind) {
    case 'text':
      return cleanText(cell.text);
    case 'number':
      return cell.format.kind === 'date' && cell.day !== null ? cell.day : numberText(cell);
    case 'date':
      return cell.text;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
      return cell.text;
    case 'formula':
      return cleanText(cell.shown);
  }
}

/** A text cell's text; empty for any other cell. */
export function plainText(cell: CellValue): string {
  return cell.kind === 'text' ? cleanText(cell.text) : '';
}

function numberText({ value, format }: NumberCell): string {
  const digits = String(value);
  return format.kind === 'zeros' && /^\d+$/.test(digits) ? digits.padStart(format.digits, '0') : digits;
}

/** Whether a number's digits may stand for what was typed: leading zeros are lost in numbers. */
function digitsProblem(field: Field | Column, digits: string): string | null {
  switch (field.type) {
    case 'postcode':
      return digits.length === 6
        ? null
        : `“${digits}”不是 6 位，存成数字时可能丢了开头的 0。请把单元格设为“文本”格式后重新输入`;
    case 'phone':
      return /^1[3-9]\d{9}$/.test(digits) || /^[2-9]\d{6,7}$/.test(digits)
        ? null
        : `“${digits}”存成数字时可能丢了区号开头的 0。请把单元格设为“文本”格式后重新输入`;
    default:
      return null;
  }
}

/** Formats under which a number cell shows the digits that are stored. */
const showsItsDigits: Readonly<Record<NumberCell['format']['kind'], boolean>> = {
  general: true,
  text: true,
  zeros: true,
  date: false,
  other: false,
};

function numberAsText(field: Field | Column, cell: NumberCell): TextReading {
  if (cell.format.kind === 'date')
    return { problem: '表格软件把这一格当成了日期，原来的写法已经看不到。请设为“文本”格式后重新输入' };
  if (field.type === 'idNumber' || field.type === 'creditCode')
    // 15 significant digits are all a number cell keeps: an 18-digit number in one has lost its end.
    return { problem: '号码被存成了数字，末几位可能已经丢失。请把单元格设为“文本”格式后重新输入' };
  if (!showsItsDigits[cell.format.kind] || !/^-?\d{1,15}(?:\.\d+)?$/.test(String(cell.value)))
    return { problem: `“${cell.value}”是带格式的数值，看到的和存着的不一样。请设为“文本”格式后重新输入` };
  const value = numberText(cell);
  const problem = digitsProblem(field, value);
  return problem === null ? { value } : { problem };
}

const oneLine = new Set<string>(['idNumber', 'creditCode', 'phone', 'email', 'postcode']);
const nameSplit = /[、，,;；/／|&＆]|\s和\s/u;

/** Two people in one cell, or two numbers: run together they would be a third one. */
function twoInOne(pack: CampaignPack, kind: SubjectKind, field: Field | Column, text: string): string | null {
  const lines = text.split(/[\r\n\v]+/u).filter((line) => line.trim() !== '');
  const isName = kind !== 'unit' && field.id === pack.campaign.nameField[kind];
  if (lines.length > 1 && oneLine.has(field.type))
    return `一格里有 ${lines.length} 行，应只填一个。请分开填写`;
  if (!isName) return null;
  if (lines.length > 1)
    return `一格里有 ${lines.length} 行，分不清是一个还是几个。每个推荐对象占一行，名称写在一行里`;
  if (kind !== 'individual') return null;
  const words = text.split(/\s+/u);
  if (nameSplit.test(text) || (words.length > 1 && words.every((word) => /^\p{Script=Han}{2,}$/u.test(word))))
    return `“${text}”像是几个人的姓名。一人占一行；少数民族姓名中间请用“·”`;
  return null;
}

/** Lines of a text that has one: the breaks were only there to fit the column. */
function joinLines(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}，、。；：）])\s*[\r\n\v]+\s*(?=[\p{Script=Han}（])/gu, '')
    .replace(/\s*[\r\n\v]+\s*/gu, ' ');
}

/** A filled cell as the text that its field stores, or why it cannot be one. */
export function readCellText(
  pack: CampaignPack,
  kind: SubjectKind,
  field: Extract<
    Field | Column,
    { type: 'text' | 'longText' | 'idNumber' | 'creditCode' | 'phone' | 'email' | 'postcode' }
  >,
  cell: CellValue,
): TextReading {
  if (cell.kind === 'boolean')
    return { problem: `里面是逻辑值 ${cellText(cell)}，请设为“文本”格式后重新输入` };
  if (cell.kind === 'date') return { problem: '这一格是日期。请设为“文本”格式后重新输入' };
  const given: TextReading = cell.kind === 'number' ? numberAsText(field, cell) : { value: cellText(cell) };
  if ('problem' in given) return given;
  const two = twoInOne(pack, kind, field, given.value);
  if (two !== null) return { problem: two };
  const joined = field.type === 'text' ? joinLines(given.value) : given.value;
  const text = isField(pack, kind, field) ? tidyTyped(pack, kind, field, joined) : tidyColumn(field, joined);
  if ((field.type === 'text' || field.type === 'longText') && field.maxLength !== undefined) {
    const length = [...text].length;
    if (length > field.maxLength) return { problem: `有 ${length} 个字，超过 ${field.maxLength} 个字的上限` };
  }
  return { value: text };
}

/** A column's text as the form would store it; the other kinds of text stand in no table. */
function tidyColumn(field: Field | Column, text: string): string {
  return field.type === 'text' || field.type === 'longText' || field.type === 'phone'
    ? tidyCell(field, text)
    : text.trim();
}

/** A field of the record itself, and not a column of one of its tables. */
function isField(pack: CampaignPack, kind: SubjectKind, field: Field | Column): field is Field {
  return pack.fields[kind].some((one) => one === field);
}
