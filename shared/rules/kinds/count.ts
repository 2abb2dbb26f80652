import { submissionRule } from '../context/kind.ts';

/** The number of nominees of some kinds together (notice 三（一）: a central organ has one in all). */
export const count = submissionRule('count', ['count', 'min', 'max'], ({ params }, { submission }) => {
  const found = submission.nominees.filter((nominee) => params.kinds.includes(nominee.kind)).length;
  const { min, max } = params;
  if ((min === undefined || found >= min) && (max === undefined || found <= max)) return [];
  return [{ part: params.kinds.join('+'), blanks: { count: found, min: min ?? '', max: max ?? '' } }];
});
