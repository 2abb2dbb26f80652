import { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import { readIdNumber } from '../../identifiers/id-number.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** The birth date equals digits 7 to 14 of the ID number (domain notes 4.8). */
export const idBirthAgrees = subjectRule({
  kind: 'idBirthAgrees',
  params: z.strictObject({ field: packId, birthField: packId }),
  blanks: ['birth', 'idBirth'],
  references: ({ field, birthField }) => ({ fields: [field, birthField] }),
  check: ({ params }, { subject }) => {
    const reading = readIdNumber(textOf(subject.content, params.field));
    const birth = textOf(subject.content, params.birthField);
    if (reading.kind === 'bad' || birth === '' || birth === reading.birth) return [];
    return [
      {
        fieldId: params.birthField,
        blanks: { birth: chineseDate(birth), idBirth: chineseDate(reading.birth) },
      },
    ];
  },
});
