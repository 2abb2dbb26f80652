import library from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, weekday } from '../ground/plain-date.ts';
import type { Campaign } from '../words/pack-schema.ts';

/** Why a day counts as a workday or not. */
export type DayReason = 'workday' | 'adjusted' | 'weekend' | 'holiday';

/** One day looked at: whether it counts and why. */
export interface DayVerdict {
  readonly date: string;
  readonly counts: boolean;
  readonly reason: DayReason;
}

/** Which days are holidays, and which weekend days are worked instead. */
export interface WorkdayCalendar {
  /** Years for which the calendar knows the government's arrangement; other years know weekends only. */
  readonly years: ReadonlySet<string>;
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

const yearsOf = (dates: Iterable<string>) => new Set([...dates].map((date) => date.slice(0, 4)));

/** The calendar of the kept library chinese-days (State Council arrangements, 2004 on). */
export const libraryCalendar: WorkdayCalendar = {
  years: yearsOf(Object.keys(library.holidays)),
  holidays: new Set(Object.keys(library.holidays)),
  workdays: new Set(Object.keys(library.workdays)),
};

/**
 * The calendar of a campaign: in the years the pack lists, the pack's days alone; in all other years the library's
 * (issue: calendar from the library or the pack).
 */
export function campaignCalendar(calendar: Campaign['calendar']): WorkdayCalendar {
  const own = yearsOf([...calendar.holidays, ...calendar.workdays]);
  const others = (dates: ReadonlySet<string>) => [...dates].filter((date) => !own.has(date.slice(0, 4)));
  return {
    years: new Set([...own, ...libraryCalendar.years]),
    holidays: new Set([...calendar.holidays, ...others(libraryCalendar.holidays)]),
    workdays: new Set([...calendar.workdays, ...others(libraryCalendar.workdays)]),
  };
}

/** Whether a day counts as a workday, and why (domain notes 4.3). */
export function judgeDay(date: string, calendar: WorkdayCalendar): DayVerdict {
  if (calendar.holidays.has(date)) return { date, counts: false, reason: 'holiday' };
  const day = weekday(date);
  if (day !== 0 && day !== 6) return { date, counts: true, reason: 'workday' };
  return calendar.workdays.has(date)
    ? { date, counts: true, reason: 'adjusted' }
    : { date, counts: false, reason: 'weekend' };
}

function isWorkday(date: string, calendar: WorkdayCalendar): boolean {
  return judgeDay(date, calendar).counts;
}

const countedSpans = new WeakMap<WorkdayCalendar, Map<string, number>>();

/** The workdays from `start` to `end`, both included; 0 when `end` is earlier. Remembered: many nominees share dates. */
export function countWorkdays(start: string, end: string, calendar: WorkdayCalendar): number {
  let known = countedSpans.get(calendar);
  if (known === undefined) {
    known = new Map();
    countedSpans.set(calendar, known);
  }
  const key = `${start}/${end}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let count = 0;
  for (let date = start; date <= end; date = addDays(date, 1)) if (isWorkday(date, calendar)) count += 1;
  known.set(key, count);
  return count;
}

/** The last day of a public notice of `days` workdays, with a verdict for every day on the way. */
export interface NoticeSpan {
  readonly start: string;
  readonly last: string;
  readonly days: readonly DayVerdict[];
}

/**
 * When a public notice that starts on `start` has run `days` workdays. The start counts as day one when it is a
 * workday; adjusted weekends count; holidays do not (domain notes 4.3, agrees with the official samples).
 */
export function lastDayOfNotice(start: string, days: number, calendar: WorkdayCalendar): NoticeSpan {
  if (!Number.isInteger(days) || days < 1)
    throw new RangeError('lastDayOfNotice: days must be a positive integer');
  const verdicts: DayVerdict[] = [];
  let counted = 0;
  let date = start;
  for (;;) {
    const verdict = judgeDay(date, calendar);
    verdicts.push(verdict);
    if (verdict.counts) counted += 1;
    if (counted === days) return { start, last: date, days: verdicts };
    date = addDays(date, 1);
  }
}

/** The latest day to start a notice of `days` workdays so that its last day is not after `end`. */
export function latestStart(end: string, days: number, calendar: WorkdayCalendar): string {
  let counted = 0;
  let date = end;
  for (;;) {
    if (isWorkday(date, calendar)) counted += 1;
    if (counted === days) return date;
    date = addDays(date, -1);
  }
}

/** The last workday not after a day: when to deliver before a deadline that falls into a holiday. */
export function workdayOnOrBefore(date: string, calendar: WorkdayCalendar): string {
  let day = date;
  while (!isWorkday(day, calendar)) day = addDays(day, -1);
  return day;
}

/** The first workday not before a day. */
export function workdayOnOrAfter(date: string, calendar: WorkdayCalendar): string {
  let day = date;
  while (!isWorkday(day, calendar)) day = addDays(day, 1);
  return day;
}

/** The reason in Chinese, for screens and the command line. */
export function reasonText(reason: DayReason): string {
  switch (reason) {
    case 'workday':
      return '工作日';
    case 'adjusted':
      return '调休上班，算工作日';
    case 'weekend':
      return '周末，不算';
    case 'holiday':
      return '法定节假日，不算';
  }
}
