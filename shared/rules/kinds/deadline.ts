import { z } from 'zod';
import { workdayOnOrBefore } from '../../calendar/workdays.ts';
import { addDays, chineseDate, isDate } from '../../ground/plain-date.ts';
import { textOf } from '../../reading/cells.ts';
import { fieldOf } from '../../reading/lookup.ts';
import { packId, round } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';

/**
 * Delivery against the round's due date: `overdue` after it, `holiday` when only days off remain between the last
 * workday and it (domain notes 1.1). Looks at the report's date, else at today where the caller gives it.
 */
export const deadline = submissionRule({
  kind: 'deadline',
  params: z.strictObject({
    round,
    dateField: packId,
    inclusiveSetting: packId.optional(),
    check: z.enum(['overdue', 'holiday']),
  }),
  blanks: ['what', 'date', 'due', 'lastWorkday'],
  references: ({ dateField, inclusiveSetting }) => ({
    fields: { unit: [dateField] },
    settings: [{ id: inclusiveSetting, values: [] }],
  }),
  check: ({ params }, context): readonly Hit[] => {
    const { pack, unit, settings, calendar, today } = context;
    const due = pack.campaign.rounds.find((round) => round.id === params.round)?.due;
    const written = textOf(unit, params.dateField);
    const date = isDate(written) ? written : today;
    if (due === undefined || date === undefined) return [];
    const inclusive = params.inclusiveSetting === undefined || settings[params.inclusiveSetting] !== false;
    const lastDay = inclusive ? due : addDays(due, -1);
    const lastWorkday = workdayOnOrBefore(lastDay, calendar);
    const hit = params.check === 'overdue' ? date > lastDay : date > lastWorkday && date <= lastDay;
    if (!hit) return [];
    const label = fieldOf(pack, 'unit', params.dateField)?.label ?? params.dateField;
    const what = isDate(written) ? label : '今天';
    const blanks = {
      what,
      date: chineseDate(date),
      due: chineseDate(lastDay),
      lastWorkday: chineseDate(lastWorkday),
    };
    return [{ fieldId: params.dateField, blanks }];
  },
});
