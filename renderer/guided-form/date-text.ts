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

/** `2021-9-2`, `2021.09.02`, `2021/9/2`, `20210902`, `2021年9月2日` as `2021-09-02`; null when it is no day. */
export function parseDateText(text: string): string | null {
  const plain = toHalfWidth(text).trim();
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(plain);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return inRange(year, month, day) ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : null;
}

/** `2015-03`, `2015.3`, `201503`, `2015年3月`, and a full date cut to its month, as `2015-03`; null when it is no month. */
export function parseMonthText(text: string): string | null {
  const plain = toHalfWidth(text).trim();
  const match = /^(\d{4})(\d{2})$/.exec(plain) ?? /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$/.exec(plain);
  if (match === null) return parseDateText(plain)?.slice(0, 7) ?? null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return inRange(year, month, 1) ? `${pad(year, 4)}-${pad(month, 2)}` : null;
}

/** Stored word for 至今 in month columns that allow it. */
export const PRESENT = 'present';

/** 至今, 现在, 今 and 至现在 as the stored word. */
export function isPresentText(text: string): boolean {
  return /^(?:至今|至现在|现在|今|present)$/i.test(text.trim());
}
