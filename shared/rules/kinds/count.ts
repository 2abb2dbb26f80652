import { z } from 'zod';
import { nomineeKind } from '../../words/field-schema.ts';
import { submissionRule } from '../context/kind.ts';

/** The number of nominees of some kinds together (notice 三（一）: a central organ has one in all). */
export const count = submissionRule({
  kind: 'count',
  params: z.strictObject({
    kinds: z.array(nomineeKind).min(1),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  blanks: ['count', 'min', 'max'],
  references: () => ({ fields: {} }),
  check: ({ params }, { submission }) => {
    const found = submission.nominees.filter((nominee) => params.kinds.includes(nominee.kind)).length;
    const { min, max } = params;
    if ((min === undefined || found >= min) && (max === undefined || found <= max)) return [];
    return [{ part: params.kinds.join('+'), blanks: { count: found, min: min ?? '', max: max ?? '' } }];
  },
});
