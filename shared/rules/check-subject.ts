import type { Finding } from '../words/rule-schema.ts';
import { severityOrder } from '../words/severities.ts';
import type { Submission } from '../words/submission-schema.ts';
import { type CheckContext, checkSubjectIn, contextOf, rulesOf } from './engine.ts';
import type { RuledPack } from './ruled-pack.ts';

/**
 * The rules that look at one subject alone, for checking while it is being filled. Takes the subject's id (`unit` or
 * a nominee's); an unknown id gives no findings. Rules over the whole submission are left to `checkSubmission`.
 */
export function checkSubject(
  pack: RuledPack,
  submission: Submission,
  subjectId: string,
  check: CheckContext = {},
): Finding[] {
  const context = contextOf(pack, submission, check);
  const subject = context.subjects.find((item) => item.id === subjectId);
  if (subject === undefined) return [];
  return [...checkSubjectIn(context, subject, rulesOf(pack, submission))].sort(
    (a, b) => severityOrder[a.severity] - severityOrder[b.severity],
  );
}
