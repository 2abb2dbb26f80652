import { z } from 'zod';
import { submissionRule } from '../context/kind.ts';

/** In the formal round every nominee was in the preliminary submission (notice 三（三）, domain notes 4.9 C2). */
export const subset = submissionRule({
  kind: 'subset',
  params: z.strictObject({}).default({}),
  blanks: [],
  references: () => ({ fields: {} }),
  check: (_rule, { submission, subjects }) => {
    const { preliminary } = submission;
    if (preliminary === undefined) return [];
    const known = new Set(preliminary.nominees.map((nominee) => nominee.id));
    return subjects
      .filter((subject) => subject.kind !== 'unit' && !known.has(subject.id))
      .map((subject) => ({ subjectId: subject.id, blanks: {} }));
  },
});
