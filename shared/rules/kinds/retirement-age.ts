import { z } from 'zod';
import { birthday, chineseDate, isDate } from '../../ground/plain-date.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** Reaching the retirement age of one's sex before a day (domain notes 4.2 E5). */
export const retirementAge = subjectRule({
  kind: 'retirementAge',
  params: z.strictObject({
    birthField: packId,
    sexField: packId,
    years: z.record(z.string(), z.int()),
    by: z.iso.date(),
  }),
  blanks: ['years', 'by'],
  references: ({ birthField, sexField }) => ({ fields: [birthField, sexField] }),
  check: ({ params }, { subject }) => {
    const birth = textOf(subject.content, params.birthField);
    const years = params.years[textOf(subject.content, params.sexField)];
    if (!isDate(birth) || years === undefined || birthday(birth, years) > params.by) return [];
    return [{ fieldId: params.birthField, blanks: { years, by: chineseDate(params.by) } }];
  },
});
