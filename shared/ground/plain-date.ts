/**
 * Calendar days and months as plain text (`YYYY-MM-DD`, `YYYY-MM`), without clock or time zone: what a form says is
 * the same day everywhere. Arithmetic goes through UTC midnights.
 */

const dayMs = 86_400_000;

/**
 * Whether the text is a real calendar day `YYYY-MM-DD` (2021-02-30 is not) from 1900 to 2199: no form of a living
 * person needs another, and arithmetic on it stays within four-digit years.
 */
export function isDate(text: string): boolean {
  if (!/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Whether the text is a month `YYYY-MM` from 01 to 12, in the same years. */
export function isMonth(text: string): boolean {
  return /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(text);
}

/** The day `days` after (or before, when negative) a day. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** 0 Sunday to 6 Saturday. */
export function weekday(date: string): number {
  return new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay();
}

/** A month as a running number, for differences: 2021-09 is one more than 2021-08. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/**
 * Whole months from a month or day to a day. A month counts from its first day; a part of a month does not count:
 * from 2016-09 to 2021-09-02 is 60, from 2016-09-03 to 2021-09-02 is 59.
 */
export function wholeMonths(from: string, to: string): number {
  const months = monthNumber(to.slice(0, 7)) - monthNumber(from.slice(0, 7));
  const startDay = from.length > 7 ? Number(from.slice(8, 10)) : 1;
  return Number(to.slice(8, 10)) >= startDay ? months : months - 1;
}

/** The day someone born on `birth` is `years` old; 29 February becomes 1 March in a common year. */
export function birthday(birth: string, years: number): string {
  const date = `${String(Number(birth.slice(0, 4)) + years).padStart(4, '0')}${birth.slice(4)}`;
  return isDate(date) ? date : `${date.slice(0, 4)}-03-01`;
}

/** As printed: 2021年9月2日, or 2021年9月 for a month; anything else unchanged. */
export function chineseDate(text: string): string {
  if (isDate(text)) return `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日`;
  if (isMonth(text)) return `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月`;
  return text;
}
