import type { ApiResult } from '../../shared/api.ts';
import type { Decision } from '../../shared/words/feedback-schema.ts';
import type { NomineeReview } from '../../shared/words/review-schema.ts';
import { type FieldComment, type Verdict, verdictLabels } from '../parts/review/verdict.ts';

export type ReviewState = ApiResult<'review.get'>;
/** What is saved in one step of a review. */
export type ReviewDraft = Pick<ReviewState, 'general' | 'unitComments' | 'decisions'>;

/** The comments on one subject: `unit`, or a nominee's id. */
export function commentsOf(draft: ReviewDraft, subjectId: string): readonly FieldComment[] {
  if (subjectId === 'unit') return draft.unitComments;
  return draft.decisions.find((decision) => decision.nomineeId === subjectId)?.comments ?? [];
}

/** The comment on one field, empty when there is none. */
export function commentOn(draft: ReviewDraft, subjectId: string, fieldId: string): string {
  return commentsOf(draft, subjectId).find((comment) => comment.fieldId === fieldId)?.text ?? '';
}

function replaceComment(comments: readonly FieldComment[], fieldId: string, text: string): FieldComment[] {
  const others = comments.filter((comment) => comment.fieldId !== fieldId);
  const trimmed = text.trim();
  return trimmed === '' ? others : [...others, { fieldId, text: trimmed }];
}

/** What is written about a nominee; nothing yet, where nobody wrote. */
export function reviewOf(draft: ReviewDraft, nomineeId: string): NomineeReview {
  return (
    draft.decisions.find((decision) => decision.nomineeId === nomineeId) ?? {
      nomineeId,
      decision: null,
      note: '',
      comments: [],
    }
  );
}

/**
 * The draft with a comment set on a field; an empty text takes the comment away. A comment on a nominee without a
 * decision asks for a correction, so the decision becomes `return`; a decision made before stays.
 */
export function withComment(
  draft: ReviewDraft,
  subjectId: string,
  fieldId: string,
  text: string,
): ReviewDraft {
  if (subjectId === 'unit') {
    return { ...draft, unitComments: replaceComment(draft.unitComments, fieldId, text) };
  }
  const present = reviewOf(draft, subjectId);
  const comments = replaceComment(present.comments, fieldId, text);
  if (text.trim() === '') {
    return comments.length === present.comments.length
      ? draft
      : withDecision(draft, { ...present, comments });
  }
  return withDecision(draft, { ...present, decision: present.decision ?? 'return', comments });
}

/** True when a comment on this nominee would also decide: the clerk is told so. */
export function commentDecides(draft: ReviewDraft, subjectId: string, text: string): boolean {
  return subjectId !== 'unit' && text.trim() !== '' && reviewOf(draft, subjectId).decision === null;
}

/** The draft with one nominee's decision replaced or added. */
export function withDecision(draft: ReviewDraft, decision: NomineeReview): ReviewDraft {
  const others = draft.decisions.filter((other) => other.nomineeId !== decision.nomineeId);
  return { ...draft, decisions: [...others, decision] };
}

/** The draft with a nominee's verdict chosen, or taken back (null); note and comments made before stay. */
export function withVerdict(draft: ReviewDraft, nomineeId: string, verdict: Verdict | null): ReviewDraft {
  return withDecision(draft, { ...reviewOf(draft, nomineeId), decision: verdict });
}

/** The draft with a nominee's note; a nominee without a decision keeps none, because a note alone decides nothing. */
export function withNote(draft: ReviewDraft, nomineeId: string, note: string): ReviewDraft {
  const present = reviewOf(draft, nomineeId);
  return present.decision === null ? draft : withDecision(draft, { ...present, note });
}

/** The decisions made; a comment alone is none. */
export function decisionsIn(draft: Pick<ReviewDraft, 'decisions'>): readonly Decision[] {
  return draft.decisions.flatMap(({ decision, ...rest }) =>
    decision === null ? [] : [{ ...rest, decision }],
  );
}

/** Why the feedback cannot be sealed yet, as a sentence for the clerk; empty when it can. */
export function missingForFeedback(
  draft: ReviewDraft,
  nominees: readonly { id: string; name: string }[],
): string {
  const undecided = nominees.filter((nominee) => reviewOf(draft, nominee.id).decision === null);
  if (undecided.length > 0) {
    const names = undecided.slice(0, 5).map((nominee) => nominee.name);
    const more = undecided.length > 5 ? `等 ${undecided.length} 个对象` : '';
    return `还有推荐对象没有作出决定：${names.join('、')}${more}。请先逐一选择“接收”“退回修改”或“不予通过”。`;
  }
  const wordless = decisionsIn(draft).find(
    (decision) =>
      decision.decision !== 'accept' && decision.note.trim() === '' && decision.comments.length === 0,
  );
  if (wordless !== undefined) {
    const name = nominees.find((nominee) => nominee.id === wordless.nomineeId)?.name ?? wordless.nomineeId;
    return `“${name}”的决定是“${verdictLabels[wordless.decision]}”，但没有写明理由。请写一句说明，或在有问题的栏目上写意见。`;
  }
  return '';
}
