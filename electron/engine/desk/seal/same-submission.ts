import { sameValue } from '../../../../shared/ground/same-value.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';

/** What a submission says, without its number and the places that sealing gives to files and pack. */
function told(submission: Submission): Partial<Submission> {
  const { unit, nominees, settings, explanations, preliminary } = submission;
  return { unit, nominees, settings, explanations, ...(preliminary === undefined ? {} : { preliminary }) };
}

/** True when two submissions of one round say the same: sealing the second would only make a new number. */
export function saysTheSame(left: Submission, right: Submission): boolean {
  return left.round === right.round && sameValue(told(left), told(right));
}
