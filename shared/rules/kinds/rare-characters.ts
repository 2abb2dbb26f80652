import { z } from 'zod';
import { rareCharacters as findRare } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** Characters that GBK cannot hold: old systems and disc file names may lose them (domain notes 4.10). */
export const rareCharacters = subjectRule({
  kind: 'rareCharacters',
  params: z.strictObject({ field: packId }),
  blanks: ['found'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) => {
    const found = findRare(textOf(subject.content, params.field));
    return found.length === 0 ? [] : [{ fieldId: params.field, blanks: { found: found.join('”“') } }];
  },
});
