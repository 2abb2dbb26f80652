import { z } from 'zod';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A field that must be filled when the rule's condition holds. */
export const filledWhen = subjectRule({
  kind: 'filledWhen',
  params: z.strictObject({ field: packId }),
  blanks: [],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) =>
    isFilled(subject.content[params.field]) ? [] : [{ fieldId: params.field, blanks: {} }],
});
