import { countWorkdays, type WorkdayCalendar } from '../calendar/workdays.ts';
import type { Content } from '../words/content.ts';
import type { NoticeFields, NoticeGroup } from './notice-groups.ts';

/** Where one nominee's public notice stands. */
export type NoticeStage =
  | 'unplanned'
  | 'planned'
  | 'running'
  | 'short'
  | 'late'
  | 'objection'
  | 'open'
  | 'done';

export const stageLabels: Readonly<Record<NoticeStage, string>> = {
  unplanned: '未安排',
  planned: '已安排',
  running: '公示中',
  short: '天数不足',
  late: '晚于报送截止',
  objection: '异议未写处理情况',
  open: '期满，未登记有无异议',
  done: '已完成',
};

/** A nominee's notice with what was counted. */
export interface NoticeStatus {
  readonly stage: NoticeStage;
  readonly start: string | null;
  readonly end: string | null;
  /** Workdays from start to end, both counted; null without dates. */
  readonly workdays: number | null;
}

function dateAt(content: Content, id: string): string | null {
  const value = content[id];
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

/** What a record says of one public notice. */
export interface NoticeReading {
  readonly start: string | null;
  readonly end: string | null;
  /** Workdays that it must run. */
  readonly workdays: number;
  /** The day before which it must be over, where there is one. */
  readonly due: string | null;
  /** Null while nobody has said. */
  readonly objections: boolean | null;
  /** What became of the objections is written down. */
  readonly handled: boolean;
}

/** Reads one nominee's notice off its record. */
export function readNotice(
  content: Content,
  group: NoticeGroup,
  fields: NoticeFields,
  due: string | undefined,
): NoticeReading {
  const objections = fields.objections === undefined ? false : content[fields.objections];
  const handling = fields.handling === undefined ? undefined : content[fields.handling];
  return {
    start: dateAt(content, group.startField),
    end: dateAt(content, group.endField),
    workdays: group.workdays,
    due: due ?? null,
    objections: typeof objections === 'boolean' ? objections : null,
    handled: typeof handling === 'string' && handling.trim() !== '',
  };
}

/** Judges a notice: dates set, long enough, over before the due date, objections registered and handled. */
export function noticeStage(reading: NoticeReading, calendar: WorkdayCalendar, today: string): NoticeStage {
  const { start, end, due, objections } = reading;
  if (start === null || end === null) return 'unplanned';
  if (countWorkdays(start, end, calendar) < reading.workdays) return 'short';
  if (due !== null && end >= due) return 'late';
  if (today < start) return 'planned';
  if (today <= end) return 'running';
  if (objections === null) return 'open';
  return objections && !reading.handled ? 'objection' : 'done';
}

/**
 * Judges one nominee's notice and counts its days. Takes the record, the notice, the ids of its fields, the calendar, the
 * due date and today (ISO dates).
 */
export function noticeStatus(input: {
  readonly content: Content;
  readonly group: NoticeGroup;
  readonly fields: NoticeFields;
  readonly calendar: WorkdayCalendar;
  readonly due: string | undefined;
  readonly today: string;
}): NoticeStatus {
  const { calendar, today } = input;
  const reading = readNotice(input.content, input.group, input.fields, input.due);
  const { start, end } = reading;
  return {
    stage: noticeStage(reading, calendar, today),
    start,
    end,
    workdays: start === null || end === null ? null : countWorkdays(start, end, calendar),
  };
}
