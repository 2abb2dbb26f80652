import { z } from 'zod';
import { findFirstPerson } from '../../counting/third-person.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** Words of the first person outside quotation marks (notice 四.5, domain notes 4.5 T2). */
export const thirdPerson = subjectRule({
  kind: 'thirdPerson',
  params: z.strictObject({
    field: packId,
    words: z.array(z.string()).min(1),
    /** Words in which one of them stands without speaking of oneself, e.g. 我国. */
    allow: z.array(z.string()).default([]),
  }),
  blanks: ['found', 'position', 'times'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) => {
    const marks = findFirstPerson(textOf(subject.content, params.field), params);
    const first = marks[0];
    if (first === undefined) return [];
    return [
      { fieldId: params.field, blanks: { found: first.word, position: first.position, times: marks.length } },
    ];
  },
});
