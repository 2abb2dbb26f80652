import { z } from 'zod';
import { dueOf } from '../../calendar/planner.ts';
import { countWorkdays, lastDayOfNotice, latestStart, workdayOnOrBefore } from '../../calendar/workdays.ts';
import { addDays, chineseDate, isDate } from '../../ground/plain-date.ts';
import { textOf } from '../../reading/cells.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, subjectRule } from '../context/kind.ts';

/** A public notice runs its workdays and is over before the papers go in (notice 三（一）, 三（三）; domain notes 4.3). */
export const publicNotice = subjectRule({
  kind: 'publicNotice',
  /**
   * `length`: enough workdays; `beforeDue`: over before the round's due date; `order`: end not before start; by the
   * clock, `over`: ended when sealing; `objections`: what the notice brought is not recorded before its last day.
   */
  params: z.strictObject({
    notice: packId,
    check: z.enum(['length', 'beforeDue', 'order', 'over', 'objections']),
    objectionsField: packId.optional(),
  }),
  blanks: ['start', 'end', 'days', 'limit', 'last', 'due', 'latest', 'today'],
  references: ({ notice, objectionsField }) => ({ fields: [objectionsField], notices: [notice] }),
  check: ({ params }, { pack, subject, calendar, today }): readonly Hit[] => {
    const notice = pack.campaign.publicNotices.find((item) => item.id === params.notice);
    if (notice === undefined || notice.subject !== subject.kind) return [];
    const start = textOf(subject.content, notice.startField);
    const end = textOf(subject.content, notice.endField);
    if (!isDate(end)) return [];
    const blanks = { start: chineseDate(start), end: chineseDate(end), limit: notice.workdays };
    const fieldId = notice.endField;
    if (params.check === 'beforeDue') {
      const due = dueOf(pack, notice.before);
      if (due === undefined || end < due) return [];
      const last = workdayOnOrBefore(addDays(due, -1), calendar);
      const latest = chineseDate(latestStart(last, notice.workdays, calendar));
      return [{ fieldId, blanks: { ...blanks, due: chineseDate(due), latest } }];
    }
    if (params.check === 'over' || params.check === 'objections') {
      if (today === undefined) return [];
      const now = { ...blanks, today: chineseDate(today) };
      // The last day is a day of the notice: it is over the day after, and what came in is known at its end.
      if (params.check === 'over') return today <= end ? [{ fieldId, blanks: now }] : [];
      const told = params.objectionsField;
      if (told === undefined || !isFilled(subject.content[told]) || today >= end) return [];
      return [{ fieldId: told, blanks: now }];
    }
    if (!isDate(start)) return [];
    if (params.check === 'order') return end < start ? [{ fieldId, blanks }] : [];
    if (end < start || end > addDays(start, 366)) return [];
    const days = countWorkdays(start, end, calendar);
    if (days >= notice.workdays) return [];
    const { last } = lastDayOfNotice(start, notice.workdays, calendar);
    return [{ fieldId, blanks: { ...blanks, days, last: chineseDate(last) } }];
  },
});
