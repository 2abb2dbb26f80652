import { photoFileName } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { type Hit, submissionRule } from '../context/kind.ts';

/** Two people of one name and birthday would get one photo file name (domain notes 4.6 F3). */
export const duplicatePhotoName = submissionRule(
  'duplicatePhotoName',
  ['other', 'file'],
  ({ params }, context) => {
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
);
