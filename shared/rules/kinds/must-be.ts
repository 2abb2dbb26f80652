import { z } from 'zod';
import { displayValue } from '../../reading/display-value.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, subjectRule } from '../context/kind.ts';

/** A filled field that must have one value, e.g. 在职 yes, 违法违纪 no. Empty is the affair of `required`. */
export const mustBe = subjectRule({
  kind: 'mustBe',
  params: z.strictObject({ field: packId, value: z.union([z.string(), z.number(), z.boolean()]) }),
  blanks: ['value'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, context) => {
    const value = context.subject.content[params.field];
    const field = fieldAt(context, params.field);
    if (field === undefined || !isFilled(value) || value === params.value) return [];
    return [{ fieldId: params.field, blanks: { value: displayValue(context.pack, field, value) } }];
  },
});
