import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { displayValue } from '../../reading/display-value.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, type Hit, subjectRule } from '../context/kind.ts';

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');

/** A rewritten text still names what the record says, e.g. the nominee and the employer (domain notes 4.9 C1). */
export const mentions = subjectRule({
  kind: 'mentions',
  params: z.strictObject({ field: packId, fields: z.array(packId).min(1) }),
  blanks: ['value'],
  references: ({ field, fields }) => ({ fields: [field, ...fields] }),
  check: ({ params }, context) => {
    const text = plain(textOf(context.subject.content, params.field));
    if (text === '') return [];
    return params.fields.flatMap((id): Hit[] => {
      const wanted = textOf(context.subject.content, id);
      const field = fieldAt(context, id);
      if (wanted === '' || field === undefined || text.includes(plain(wanted))) return [];
      const value = displayValue(context.pack, field, wanted);
      return [{ fieldId: params.field, part: id, blanks: { label: field.label, value } }];
    });
  },
});
