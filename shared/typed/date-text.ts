/** Reads what clerks type for dates and months, and writes it as they read it. Stored forms: `YYYY-MM-DD`, `YYYY-MM`. */

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
  return toHalfWidth(text)
    .trim()
    .replace(/[.。]$/, '');
}

function dayOf(plain: string): RegExpExecArray | null {
  return /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? DAY.exec(plain);
}

function monthOf(plain: string): RegExpExecArray | null {
  return /^(\d{4})(\d{2})$/.exec(plain) ?? MONTH.exec(plain);
}

/** `2021-9-2`, `2021.09.02`, `2021。9。2`, `20210902`, `2021年9月2日` as `2021-09-02`; null when it is no day. */
export function parseDateText(text: string): string | null {
  const match = dayOf(plainText(text));
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return inRange(year, month, day) ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : null;
}

/** `2015-03`, `2015.3`, `201503`, `2015年3月`, and a full date cut to its month, as `2015-03`; null when it is no month. */
export function parseMonthText(text: string): string | null {
  const match = monthOf(plainText(text));
  if (match === null) return parseDateText(text)?.slice(0, 7) ?? null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return inRange(year, month, 1) ? `${pad(year, 4)}-${pad(month, 2)}` : null;
}

/** Why a text that does not parse is no date or month, in one sentence, and how to write one. */
export function dateProblem(text: string, kind: 'date' | 'month', allowPresent = false): string {
  const plain = plainText(text);
  const how =
    kind === 'date'
      ? '请按 2021-09-02 填写。'
      : `请按 2015-03 填写年月${allowPresent ? '，或填“至今”' : ''}。`;
  if (dayOf(plain) !== null) return `没有这一天。${how}`;
  if (monthOf(plain) !== null) return `${kind === 'date' ? '还缺日子' : '没有这个月份'}。${how}`;
  if (/^\d{1,2}(?:\D|$)/.test(plain)) return `年份要写满四位。${how}`;
  return `没看懂这个${kind === 'date' ? '日期' : '年月'}。${how}`;
}

/** Stored word for 至今 in month columns that allow it. */
export const PRESENT = 'present';

/** 至今, 现在, 今 and 至现在 as the stored word. */
export function isPresentText(text: string): boolean {
  return /^(?:至今|至现在|现在|今|present)$/i.test(text.trim());
}
