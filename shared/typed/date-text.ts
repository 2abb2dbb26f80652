/** Reads what clerks type for dates and months, and writes it as they read it. Stored forms: `YYYY-MM-DD`, `YYYY-MM`. */

import { usualSigns, withoutSheetMark } from '../ground/usual-signs.ts';

/** Full-width digits and signs (input methods give them) as half-width. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function inRange(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * What may stand between the numbers of a date. A Chinese input method gives 。 and 、 where the clerk presses the keys of
 * `.` and `/`, and dashes come in many lengths.
 */
const BETWEEN = String.raw`\s*[-./,。、·‐‑‒–—―−]\s*|\s+`;
const DAY = new RegExp(
  String.raw`^(\d{4})(?:${BETWEEN}|\s*年\s*)(\d{1,2})(?:${BETWEEN}|\s*月\s*)(\d{1,2})\s*[日号]?$`,
);
const MONTH = new RegExp(String.raw`^(\d{4})(?:${BETWEEN}|\s*年\s*)(\d{1,2})\s*(?:月份?)?$`);

/** Half-width, without the blanks around it and the full stop that ends it. */
function plainText(text: string): string {
  return toHalfWidth(withoutSheetMark(usualSigns(text)))
    .trim()
    .replace(/[.。]$/, '');
}

/** Day and month first, the year last, as some sheets and foreign programs write it: 15/3/2021. */
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})(?:${BETWEEN})(\d{1,2})(?:${BETWEEN})(\d{4})$`);
/** A day or month of no year: 9月15日, 9月, 9月15号. */
const WITHOUT_YEAR = /^(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号])?$/;

type DayParts = readonly [year: number, month: number, day: number];

const numbers = (match: RegExpExecArray): readonly number[] =>
  match.slice(1).map((part: string | undefined) => Number(part ?? '0'));

/** The days that a text with the year at its end may mean: one where no month has such a number, else both. */
function yearLast(plain: string): readonly DayParts[] {
  const match = YEAR_LAST.exec(plain);
  if (match === null) return [];
  const [first = 0, second = 0, year = 0] = numbers(match);
  const both: readonly DayParts[] = [
    [year, second, first],
    [year, first, second],
  ];
  const real = both.filter(([y, month, day]) => inRange(y, month, day));
  return first === second ? real.slice(0, 1) : real;
}

function dayOf(plain: string): DayParts | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? DAY.exec(plain);
  if (match !== null) {
    const [year = 0, month = 0, day = 0] = numbers(match);
    return [year, month, day];
  }
  const [only, other] = yearLast(plain);
  return only !== undefined && other === undefined ? only : null;
}

function monthOf(plain: string): RegExpExecArray | null {
  return /^(\d{4})(\d{2})$/.exec(plain) ?? MONTH.exec(plain);
}

function written([year, month, day]: DayParts): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * `2021-9-2`, `2021.09.02`, `2021。9。2`, `20210902`, `2021年9月2日` as `2021-09-02`, and `15/3/2021` as `2021-03-15`, since no
 * month is the fifteenth; null when it is no day, or could be two (`5/3/2021`).
 */
export function parseDateText(text: string): string | null {
  const parts = dayOf(plainText(text));
  return parts !== null && inRange(...parts) ? written(parts) : null;
}

/** `2015-03`, `2015.3`, `201503`, `2015年3月`, and a full date cut to its month, as `2015-03`; null when it is no month. */
export function parseMonthText(text: string): string | null {
  const match = monthOf(plainText(text));
  if (match === null) return parseDateText(text)?.slice(0, 7) ?? null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return inRange(year, month, 1) ? `${pad(year, 4)}-${pad(month, 2)}` : null;
}

/**
 * What a text that does not parse may mean, as it would be stored, for the clerk to choose: both readings of `5/3/2021`, and
 * `9月15日` in this year. Nothing of it is taken unasked. Empty when nothing can be guessed.
 */
export function dateProposals(text: string, kind: 'date' | 'month', thisYear: number): readonly string[] {
  const plain = plainText(text);
  const cut = (day: string): string => (kind === 'date' ? day : day.slice(0, 7));
  const two = yearLast(plain);
  if (two.length > 1) return [...new Set(two.map((parts) => cut(written(parts))))].sort();
  const match = WITHOUT_YEAR.exec(plain);
  if (match === null) return [];
  const [month = 0, day = 0] = numbers(match);
  if (kind === 'month') return inRange(thisYear, month, 1) ? [cut(written([thisYear, month, 1]))] : [];
  return day > 0 && inRange(thisYear, month, day) ? [written([thisYear, month, day])] : [];
}

/** Why a text that does not parse is no date or month, in one sentence, and how to write one. */
export function dateProblem(text: string, kind: 'date' | 'month', allowPresent = false): string {
  const plain = plainText(text);
  const how =
    kind === 'date'
      ? '请按 2021-09-02 填写。'
      : `请按 2015-03 填写年月${allowPresent ? '，或填“至今”' : ''}。`;
  const [one, other] = yearLast(plain);
  if (one !== undefined && other !== undefined)
    return `可能是${one[1]}月${one[2]}日，也可能是${other[1]}月${other[2]}日。${how}`;
  if (dayOf(plain) !== null || YEAR_LAST.test(plain)) return `没有这一天。${how}`;
  if (monthOf(plain) !== null) return `${kind === 'date' ? '还缺日子' : '没有这个月份'}。${how}`;
  if (WITHOUT_YEAR.test(plain)) return `还缺年份。${how}`;
  if (/^(?:19|20)\d{2}\s*年?$/.test(plain)) return `还缺月份。${how}`;
  if (/^\d{1,2}(?:\D|$)/.test(plain)) return `年份要写满四位。${how}`;
  return `没看懂这个${kind === 'date' ? '日期' : '年月'}。${how}`;
}

/** Stored word for 至今 in month columns that allow it. */
export const PRESENT = 'present';

/** 至今, 现在, 今 and 至现在 as the stored word, also 至 今 with the blanks that fill a line in Word. */
export function isPresentText(text: string): boolean {
  return /^(?:至今|至现在|现在|今|present)$/i.test(usualSigns(text).replace(/\s+/g, ''));
}
