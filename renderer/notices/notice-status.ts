import { countWorkdays, type WorkdayCalendar } from '../../shared/calendar/workdays.ts';
import type { Content } from '../../shared/words/content.ts';
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

/**
 * Judges one nominee's notice: dates set, long enough, over before the due date, objections registered and handled.
 * Takes the record, the notice, the ids of its fields, the calendar, the due date and today (ISO dates).
 */
export function noticeStatus(input: {
  readonly content: Content;
  readonly group: NoticeGroup;
  readonly fields: NoticeFields;
  readonly calendar: WorkdayCalendar;
  readonly due: string | undefined;
  readonly today: string;
}): NoticeStatus {
  const { content, group, fields, calendar, due, today } = input;
  const start = dateAt(content, group.startField);
  const end = dateAt(content, group.endField);
  if (start === null || end === null) return { stage: 'unplanned', start, end, workdays: null };
  const workdays = countWorkdays(start, end, calendar);
  const stage = (): NoticeStage => {
    if (workdays < group.workdays) return 'short';
    if (due !== undefined && end >= due) return 'late';
    if (today < start) return 'planned';
    if (today <= end) return 'running';
    const objections = fields.objections === undefined ? false : content[fields.objections];
    if (objections === true) {
      const handling = fields.handling === undefined ? undefined : content[fields.handling];
      return typeof handling === 'string' && handling.trim() !== '' ? 'done' : 'objection';
    }
    return objections === false ? 'done' : 'open';
  };
  return { stage: stage(), start, end, workdays };
}
