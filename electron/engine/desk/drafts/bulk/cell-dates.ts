import { dateProblem, parseDateText, parseMonthText } from '../../../../../shared/typed/date-text.ts';
import type { CellValue } from '../../../reading-room/spreadsheet/workbook.ts';
import { cellText } from './cell-texts.ts';

type DateReading = { readonly value: string } | { readonly problem: string };
type NumberCell = Extract<CellValue, { readonly kind: 'number' }>;

const howOf = {
  date: '请按 2021-09-02 填写',
  month: '请按 2015-03 填写年月',
} as const;

function textReading(text: string, kind: 'date' | 'month'): DateReading {
  const value = kind === 'date' ? parseDateText(text) : parseMonthText(text);
  return value === null ? { problem: `“${text}”：${dateProblem(text, kind).replace(/。$/, '')}` } : { value };
}

/** A number that is a year and nothing more. */
function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2100;
}

/** A cell that is shown as a date: what is not shown was not meant. */
function shownDate(cell: NumberCell, kind: 'date' | 'month'): DateReading {
  const { format, day, value } = cell;
  if (format.kind !== 'date') return { problem: `“${value}”看不出是哪一天` };
  if (isYear(value)) return { problem: `里面的数是 ${value}，可能只填了年份。${howOf[kind]}` };
  if (day === null) return { problem: `里面的数 ${value} 不是能用的日期。${howOf[kind]}` };
  if (!format.year || !format.month)
    return { problem: `这一格只显示${format.year ? '年份' : '月日'}，不能确定年月。${howOf[kind]}` };
  if (kind === 'month') return { value: day.slice(0, 7) };
  return format.day ? { value: day } : { problem: `只有年月（${day.slice(0, 7)}），还缺日子。${howOf.date}` };
}

/** `20061`: January of 2006, and the day of 1954 that its program would make of it. */
function isYearWithMonth(value: number): boolean {
  return Number.isInteger(value) && isYear(Math.floor(value / 10)) && value % 10 !== 0;
}

/** A bare number: a day number in a cell whose format was changed, or digits typed as they are written. */
function bareNumber(cell: NumberCell, kind: 'date' | 'month'): DateReading {
  const { value, day } = cell;
  const text = String(value);
  if (isYear(value)) return { problem: `“${text}”只有年份。${howOf[kind]}` };
  // Spreadsheets cut the zero off 2006.10.
  if (/^\d{4}\.1$/.test(text))
    return { problem: `“${text}”是数值，可能是 1 月，也可能是 10 月（末尾的 0 会丢）。${howOf[kind]}` };
  if (isYearWithMonth(value))
    return { problem: `“${text}”可能是年月，也可能是表格软件的日期序号。${howOf[kind]}` };
  // Days before 1927 are counted with four digits, which may as well be anything else.
  if (Number.isInteger(value) && value >= 10_000 && value < 100_000 && day !== null)
    return { value: kind === 'date' ? day : day.slice(0, 7) };
  return textReading(text, kind);
}

function dateReading(cell: CellValue, kind: 'date' | 'month'): DateReading {
  switch (cell.kind) {
    case 'number':
      return cell.format.kind === 'date' ? shownDate(cell, kind) : bareNumber(cell, kind);
    case 'date':
      return textReading(cell.text.replace(/[T ].*$/, ''), kind);
    case 'text':
    case 'boolean':
    case 'error':
    case 'formula':
      return textReading(cellText(cell), kind);
  }
}

/** A cell as a day, `YYYY-MM-DD`, or why it is none. */
export function cellDay(cell: CellValue): DateReading {
  return dateReading(cell, 'date');
}

/** A cell as a month, `YYYY-MM`, or why it is none. */
export function cellMonth(cell: CellValue): DateReading {
  return dateReading(cell, 'month');
}
