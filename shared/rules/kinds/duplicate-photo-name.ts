import { z } from 'zod';
import { normaliseName, photoFileName } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';
import { equalKeys } from '../context/likeness-keys.ts';

/** Two people of one name and birthday would get one photo file name (domain notes 4.6 F3). */
export const duplicatePhotoName = submissionRule({
  kind: 'duplicatePhotoName',
  params: z.strictObject({ field: packId, nameField: packId, birthField: packId }),
  blanks: ['other', 'file'],
  references: ({ field, nameField, birthField }) => ({
    fields: { individual: [field, nameField, birthField] },
  }),
  comparison: ({ field, nameField, birthField }) => ({
    of: ['individual'],
    fields: [nameField, birthField, field],
    keyOf: (content) => {
      const name = normaliseName(textOf(content, nameField));
      const birth = textOf(content, birthField);
      return { key: name === '' || birth === '' ? null : JSON.stringify([name, birth]), sketch: [] };
    },
    samenessOf: equalKeys,
  }),
  check: ({ params }, context) => {
    const seen = new Set<string>();
    return context.subjects.flatMap((subject): Hit[] => {
      if (subject.kind !== 'individual') return [];
      const name = textOf(subject.content, params.nameField);
      const birth = textOf(subject.content, params.birthField);
      if (name === '' || birth === '') return [];
      const file = photoFileName(name, birth);
      if (!seen.has(file)) {
        seen.add(file);
        return [];
      }
      return [{ subjectId: subject.id, fieldId: params.field, blanks: { other: `另一位${name}`, file } }];
    });
  },
});
