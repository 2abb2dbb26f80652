import { z } from 'zod';
import { displayValue } from '../../reading/display-value.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, type Hit, subjectRule } from '../context/kind.ts';

/** Facts of identity are the same as in the preliminary submission (domain notes 4.9 C2). */
export const unchanged = subjectRule({
  kind: 'unchanged',
  params: z.strictObject({ fields: z.array(packId).min(1) }),
  blanks: ['before', 'after'],
  references: ({ fields }) => ({ fields }),
  check: ({ params }, context) => {
    const { submission, subject, pack } = context;
    const earlier = submission.preliminary?.nominees.find((nominee) => nominee.id === subject.id);
    if (earlier === undefined) return [];
    return params.fields.flatMap((id): Hit[] => {
      const before = earlier.content[id];
      const after = subject.content[id];
      const field = fieldAt(context, id);
      if (field === undefined || !isFilled(before) || !isFilled(after) || before === after) return [];
      const blanks = { before: displayValue(pack, field, before), after: displayValue(pack, field, after) };
      return [{ fieldId: id, blanks: { ...blanks, label: field.label } }];
    });
  },
});
