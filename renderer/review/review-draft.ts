import type { ApiArgs, ApiResult } from '../../shared/api.ts';
import type { Decision } from '../../shared/submission/feedback-schema.ts';

export type Verdict = Decision['decision'];
export type ReviewState = ApiResult<'review.get'>;
/** What is saved in one step of a review. */
export type ReviewDraft = Pick<ReviewState, 'general' | 'unitComments' | 'decisions'>;
export type FieldComment = ReviewDraft['unitComments'][number];

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  accept: '接收',
  return: '退回修改',
  reject: '不予通过',
};

/** All decisions, in the order in which counts and choices show them. */
export const VERDICTS = ['accept', 'return', 'reject'] as const satisfies readonly Verdict[];

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
  const present = draft.decisions.find((decision) => decision.nomineeId === subjectId);
  const base: Decision = present ?? { nomineeId: subjectId, decision: 'return', note: '', comments: [] };
  if (present === undefined && text.trim() === '') return draft;
  return withDecision(draft, { ...base, comments: replaceComment(base.comments, fieldId, text) });
}

/** The draft with one nominee's decision replaced or added. */
export function withDecision(draft: ReviewDraft, decision: Decision): ReviewDraft {
  const others = draft.decisions.filter((other) => other.nomineeId !== decision.nomineeId);
  return { ...draft, decisions: [...others, decision] };
}

/** The draft with a nominee's verdict chosen; note and comments made before stay. */
export function withVerdict(draft: ReviewDraft, nomineeId: string, verdict: Verdict): ReviewDraft {
  const present = draft.decisions.find((decision) => decision.nomineeId === nomineeId);
  return withDecision(draft, {
    nomineeId,
    note: present?.note ?? '',
    comments: present?.comments ?? [],
    decision: verdict,
  });
}

/** The draft with a nominee's note; a nominee without a decision keeps none, because a note alone decides nothing. */
export function withNote(draft: ReviewDraft, nomineeId: string, note: string): ReviewDraft {
  const present = draft.decisions.find((decision) => decision.nomineeId === nomineeId);
  return present === undefined ? draft : withDecision(draft, { ...present, note });
}

/** Why the feedback cannot be sealed yet, as a sentence for the clerk; empty when it can. */
export function missingForFeedback(
  draft: ReviewDraft,
  nominees: readonly { id: string; name: string }[],
): string {
  const undecided = nominees.filter(
    (nominee) => !draft.decisions.some((decision) => decision.nomineeId === nominee.id),
  );
  if (undecided.length > 0) {
    const names = undecided.slice(0, 5).map((nominee) => nominee.name);
    const more = undecided.length > 5 ? `等 ${undecided.length} 个对象` : '';
    return `还有推荐对象没有作出决定：${names.join('、')}${more}。请先逐一选择“接收”“退回修改”或“不予通过”。`;
  }
  const wordless = draft.decisions.find(
    (decision) =>
      decision.decision !== 'accept' && decision.note.trim() === '' && decision.comments.length === 0,
  );
  if (wordless !== undefined) {
    const name = nominees.find((nominee) => nominee.id === wordless.nomineeId)?.name ?? wordless.nomineeId;
    return `“${name}”的决定是“${verdictLabels[wordless.decision]}”，但没有写明理由。请写一句说明，或在有问题的栏目上写意见。`;
  }
  return '';
}

/** The arguments of one saved step. */
export function saveArguments(
  packageId: string,
  revision: number,
  draft: ReviewDraft,
): ApiArgs<'review.save'> {
  return {
    packageId,
    revision,
    general: draft.general,
    unitComments: [...draft.unitComments],
    decisions: draft.decisions.map((decision) => ({ ...decision, comments: [...decision.comments] })),
  };
}
