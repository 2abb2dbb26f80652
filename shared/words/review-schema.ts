import { z } from 'zod';
import { sameValue } from '../ground/same-value.ts';
import { decisionSchema, feedbackSchema } from './feedback-schema.ts';

const comments = feedbackSchema.shape.unitComments;
const nomineeId = decisionSchema.shape.nomineeId;

/** What the reviewer has written about one nominee so far; without a decision there may be comments already. */
const nomineeReview = decisionSchema.extend({ decision: decisionSchema.shape.decision.nullable() });
export type NomineeReview = z.infer<typeof nomineeReview>;

/** Everything written about one package. */
export const reviewContent = z.strictObject({
  general: z.string(),
  unitComments: comments,
  decisions: z.array(nomineeReview),
});
export type ReviewContent = z.infer<typeof reviewContent>;

const base = z.int().nonnegative();

/**
 * A change of one part of a review: the general comment, the comments on the unit's own record, or one nominee. `base` is the
 * step the writer saw the part at (0: nothing written yet), so that a decision made elsewhere meanwhile is never overwritten.
 */
export const reviewChange = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('general'), base, text: z.string() }),
  z.strictObject({ part: z.literal('unit'), base, comments }),
  z.strictObject({
    part: z.literal('nominee'),
    base,
    nomineeId,
    review: nomineeReview.omit({ nomineeId: true }),
  }),
]);
export type ReviewChange = z.infer<typeof reviewChange>;

/** The step at which each part of a review stands; a part that nobody wrote yet is absent. */
export const reviewBases = z.record(z.string(), z.int());
export type ReviewBases = z.infer<typeof reviewBases>;

export const emptyReview: ReviewContent = { general: '', unitComments: [], decisions: [] };

/** The name of a nominee's part. */
export function nomineePart(id: string): string {
  return `nominee/${id}`;
}

/** The name of the part that a change is about. */
export function partOf(change: ReviewChange): string {
  return change.part === 'nominee' ? nomineePart(change.nomineeId) : change.part;
}

/** The nominee whose part this is; null for the parts about the whole package. */
export function nomineeOfPart(part: string): string | null {
  return part.startsWith('nominee/') ? part.slice('nominee/'.length) : null;
}

/** The part as a change would write it again. */
export function partIn(content: ReviewContent, part: string, from: number): ReviewChange {
  const id = nomineeOfPart(part);
  if (id === null) {
    return part === 'general'
      ? { part: 'general', base: from, text: content.general }
      : { part: 'unit', base: from, comments: content.unitComments };
  }
  const {
    decision,
    note,
    comments: written,
  } = content.decisions.find((one) => one.nomineeId === id) ?? {
    decision: null,
    note: '',
    comments: [],
  };
  return { part: 'nominee', base: from, nomineeId: id, review: { decision, note, comments: written } };
}

/** The review with one change applied. A nominee about whom nothing is left is not in it any more. */
export function withChange(content: ReviewContent, change: ReviewChange): ReviewContent {
  switch (change.part) {
    case 'general':
      return { ...content, general: change.text };
    case 'unit':
      return { ...content, unitComments: change.comments };
    case 'nominee': {
      const { nomineeId: id, review } = change;
      const others = content.decisions.filter((one) => one.nomineeId !== id);
      const empty = review.decision === null && review.note === '' && review.comments.length === 0;
      return { ...content, decisions: empty ? others : [...others, { nomineeId: id, ...review }] };
    }
  }
}

/** True when two changes write the same, whatever they were made on. */
export function sameChange(left: ReviewChange, right: ReviewChange): boolean {
  return sameValue({ ...left, base: 0 }, { ...right, base: 0 });
}

/** The changes that lead from one state of a review to another, each on the step its part stands at. */
export function reviewChanges(
  before: ReviewContent,
  after: ReviewContent,
  bases: ReviewBases = {},
): ReviewChange[] {
  const nominees = [...before.decisions, ...after.decisions].map((one) => nomineePart(one.nomineeId));
  return [...new Set(['general', 'unit', ...nominees])].flatMap((part) => {
    const from = bases[part] ?? 0;
    const change = partIn(after, part, from);
    return sameChange(partIn(before, part, from), change) ? [] : [change];
  });
}
