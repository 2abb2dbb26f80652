import { z } from 'zod';
import { attachmentRef, type Content } from '../../words/content.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';
import { equalKeys, type SameKey } from '../context/likeness-keys.ts';

function keyOf(field: string, content: Content): SameKey {
  const photo = attachmentRef.safeParse(content[field]);
  return { key: photo.success ? photo.data.sha256 : null, sketch: [] };
}

/** Two people with one picture, byte for byte. */
export const samePhoto = submissionRule({
  kind: 'samePhoto',
  params: z.strictObject({ field: packId }),
  blanks: ['other'],
  references: ({ field }) => ({ fields: { individual: [field] } }),
  comparison: ({ field }) => ({
    of: ['individual'],
    fields: [field],
    keyOf: (content) => keyOf(field, content),
    samenessOf: equalKeys,
  }),
  check: ({ params }, context) => {
    const seen = new Map<string, string>();
    return context.subjects.flatMap((subject): Hit[] => {
      if (subject.kind !== 'individual') return [];
      const { key } = keyOf(params.field, subject.content);
      if (key === null) return [];
      const other = seen.get(key);
      if (other === undefined) seen.set(key, context.nameOf(subject));
      return other === undefined ? [] : [{ subjectId: subject.id, fieldId: params.field, blanks: { other } }];
    });
  },
});
