import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A text that usually says 无: anything else needs a person to judge it (domain notes 4.2 E6). */
export const mustSayNone = subjectRule({
  kind: 'mustSayNone',
  params: z.strictObject({ field: packId, words: z.array(z.string()).min(1) }),
  blanks: ['value'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) => {
    const value = textOf(subject.content, params.field);
    return value === '' || params.words.includes(value) ? [] : [{ fieldId: params.field, blanks: { value } }];
  },
});
