import { sameValue } from '../../../../shared/ground/same-value.ts';
import { type Decision, feedbackSchema } from '../../../../shared/words/feedback-schema.ts';
import type { ReviewContent } from '../../../../shared/words/review-schema.ts';
import type { StoredPackage } from '../../store/package-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { newestDocument } from '../../store/sealed-store.ts';
import { answerLineage } from './answer-plan.ts';

/** The review with the nominees in the order of their package, whatever order they were written about in. */
export function inTheirOrder(stored: StoredPackage, review: ReviewContent): ReviewContent {
  const place = new Map(stored.submission.nominees.map(({ id }, at) => [id, at]));
  const at = (id: string) => place.get(id) ?? place.size;
  return {
    ...review,
    decisions: [...review.decisions].sort((left, right) => at(left.nomineeId) - at(right.nomineeId)),
  };
}

/** The nominees that are decided; a comment alone decides nothing. */
export function decided(review: ReviewContent): Decision[] {
  return review.decisions.flatMap(({ decision, ...rest }) =>
    decision === null ? [] : [{ ...rest, decision }],
  );
}

function told(review: ReviewContent) {
  const { general, unitComments } = review;
  const decisions = decided(review).sort((left, right) =>
    left.nomineeId.localeCompare(right.nomineeId, 'en'),
  );
  return { general, unitComments, decisions };
}

/** True when the review says something else by now than the newest feedback on the package that was sealed. */
export function feedbackOutdated(db: ReadDb, stored: Pick<StoredPackage, 'digest'>): boolean {
  const sealed = newestDocument(db, answerLineage('feedback', stored));
  if (sealed === null) return false;
  return !sameValue(
    told(feedbackSchema.parse(JSON.parse(sealed))),
    told(currentReview(db, stored.digest).review),
  );
}
