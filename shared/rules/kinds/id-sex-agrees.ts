import { z } from 'zod';
import { readIdNumber } from '../../identifiers/id-number.ts';
import { textOf } from '../../reading/cells.ts';
import { displayValue } from '../../reading/display-value.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, subjectRule } from '../context/kind.ts';

/** The sex equals the parity of the sequence number: odd male, even female (GB 11643-1999). */
export const idSexAgrees = subjectRule({
  kind: 'idSexAgrees',
  params: z.strictObject({ field: packId, sexField: packId }),
  blanks: ['sex', 'idSex'],
  references: ({ field, sexField }) => ({ fields: [field, sexField] }),
  check: ({ params }, context) => {
    const { content } = context.subject;
    const reading = readIdNumber(textOf(content, params.field));
    const sex = textOf(content, params.sexField);
    const field = fieldAt(context, params.sexField);
    if (reading.kind === 'bad' || sex === '' || field === undefined || sex === reading.sex) return [];
    const word = (code: string) => displayValue(context.pack, field, code);
    return [{ fieldId: params.sexField, blanks: { sex: word(sex), idSex: word(reading.sex) } }];
  },
});
