import { quotaRule } from '../../words/rules-below.ts';
import { submissionRule } from '../context/kind.ts';

/** The number of nominees of a kind against the quota given to the unit (notice 三（一）, 四.4). */
export const quota = submissionRule({
  ...quotaRule,
  blanks: ['count', 'quota'],
  references: ({ quotaField }) => ({ fields: { unit: [quotaField] } }),
  check: ({ params }, { submission, unit }) => {
    const issued = unit[params.quotaField];
    if (typeof issued !== 'number') return [];
    const count = submission.nominees.filter((nominee) => nominee.kind === params.kind).length;
    const hit = params.check === 'over' ? count > issued : count < issued;
    return hit ? [{ fieldId: params.quotaField, blanks: { count, quota: issued } }] : [];
  },
});
