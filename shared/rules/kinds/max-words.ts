import { z } from 'zod';
import { countWords } from '../../counting/word-count.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A text of at most so many 字 (domain notes 4.5 T4). */
export const maxWords = subjectRule({
  kind: 'maxWords',
  params: z.strictObject({ field: packId, max: z.int() }),
  blanks: ['words', 'max'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) => {
    const words = countWords(textOf(subject.content, params.field));
    return words > params.max ? [{ fieldId: params.field, blanks: { words, max: params.max } }] : [];
  },
});
