import { z } from 'zod';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A remark whenever the rule's condition holds; the engine has evaluated it already. */
export const flag = subjectRule({
  kind: 'flag',
  /** A finding whenever the rule's `when` holds. */
  params: z.strictObject({ field: packId }),
  blanks: [],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }) => [{ fieldId: params.field, blanks: {} }],
});
