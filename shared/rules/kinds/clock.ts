import { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import type { ClockDoubt } from '../context/clock.ts';
import { submissionRule } from '../context/kind.ts';

function problemOf({ part, day, against }: ClockDoubt): string {
  const [found, known] = [chineseDate(day), chineseDate(against)];
  switch (part) {
    case 'issued':
      return `这台电脑的日期是${found}，早于通知成文的${known}`;
    case 'record':
      return `这台电脑的日期是${found}，早于本工作区里最新记录的${known}`;
    case 'sealed-early':
      return `封包的日期是${found}，早于通知成文的${known}`;
    case 'sealed-late':
      return `封包的日期是${found}，晚于收到时的${known}`;
  }
}

/** A clock that contradicts what is known: said once, instead of true dates being called wrong. */
export const clock = submissionRule({
  kind: 'clock',
  /** The PC's clock, or the day of sealing, contradicts what is known. */
  params: z.strictObject({}).default({}),
  blanks: ['problem'],
  references: () => ({ fields: {} }),
  check: (_rule, { clockDoubts }) =>
    clockDoubts.map((doubt) => ({ part: doubt.part, blanks: { problem: problemOf(doubt) } })),
});
