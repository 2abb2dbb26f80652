import type { ApiResult } from '../../../shared/api.ts';
import type { Decision } from '../../../shared/words/feedback-schema.ts';

export type Verdict = Decision['decision'];
/** What is said about one field. */
export type FieldComment = ApiResult<'review.get'>['unitComments'][number];

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  accept: '接收',
  return: '退回修改',
  reject: '不予通过',
};

/** All decisions, in the order in which counts and choices show them. */
export const VERDICTS = ['accept', 'return', 'reject'] as const satisfies readonly Verdict[];
