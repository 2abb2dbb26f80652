import { z } from 'zod';
import { birthday, chineseDate, isDate } from '../../ground/plain-date.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A date before the person reached an age, e.g. 16 for starting work (domain notes 4.9 C4). */
export const minAge = subjectRule({
  kind: 'minAge',
  params: z.strictObject({ birthField: packId, field: packId, years: z.int() }),
  blanks: ['date', 'years'],
  references: ({ birthField, field }) => ({ fields: [birthField, field] }),
  check: ({ params }, { subject }) => {
    const birth = textOf(subject.content, params.birthField);
    const date = textOf(subject.content, params.field);
    if (!isDate(birth) || date === '') return [];
    if (date >= birthday(birth, params.years).slice(0, date.length)) return [];
    return [{ fieldId: params.field, blanks: { date: chineseDate(date), years: params.years } }];
  },
});
