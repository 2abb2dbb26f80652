import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';

/** What a submission says, without its number and the places that sealing gives to files and pack. */
function told(submission: Submission): string {
  const { unit, nominees, settings, explanations, preliminary } = submission;
  return canonicalJson({ unit, nominees, settings, explanations, preliminary: preliminary ?? null });
}

/** True when two submissions of one round say the same: sealing the second would only make a new number. */
export function saysTheSame(left: Submission, right: Submission): boolean {
  return left.round === right.round && told(left) === told(right);
}
