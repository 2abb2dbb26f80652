import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { displayValue } from '../../reading/display-value.ts';
import { fieldOf } from '../../reading/lookup.ts';
import type { Content } from '../../words/content.ts';
import { nomineeKind, packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';
import { equalKeys, type SameKey } from '../context/likeness-keys.ts';

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

function keyOf(fields: readonly string[], content: Content): SameKey {
  const values = fields.map((field) => plain(textOf(content, field)));
  return { key: values.some((value) => value === '') ? null : JSON.stringify(values), sketch: [] };
}

/** Two nominees of a kind with the same values in all of the fields, e.g. one ID number twice. */
export const duplicate = submissionRule({
  kind: 'duplicate',
  params: z.strictObject({ kind: nomineeKind, fields: z.array(packId).min(1) }),
  blanks: ['other', 'value'],
  references: ({ kind, fields }) => ({ fields: { [kind]: fields } }),
  comparison: ({ kind, fields }) => ({
    of: [kind],
    fields,
    keyOf: (content) => keyOf(fields, content),
    samenessOf: equalKeys,
  }),
  check: ({ params }, context) => {
    const seen = new Map<string, string>();
    return context.subjects.flatMap((subject): Hit[] => {
      if (subject.kind !== params.kind) return [];
      const { key } = keyOf(params.fields, subject.content);
      if (key === null) return [];
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, context.nameOf(subject));
        return [];
      }
      const id = params.fields[0] ?? '';
      const field = fieldOf(context.pack, subject.kind, id);
      const value = field === undefined ? '' : displayValue(context.pack, field, subject.content[id]);
      return [{ subjectId: subject.id, fieldId: id, blanks: { other, value } }];
    });
  },
});
