import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import type { Decision } from '../../shared/words/feedback-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { sorted } from '../ui/list.ts';
import { decisionsIn, type ReviewDraft, withDecision } from './review-draft.ts';

/** What was decided on the revision before, and whose data changed since. */
export interface EarlierReview {
  readonly revision: number;
  readonly decisions: readonly Decision[];
  readonly changed: ReadonlySet<string>;
}

/** The decision on a nominee in the revision before; undefined when there was none. */
export function earlierDecision(earlier: EarlierReview | null, nomineeId: string): Decision | undefined {
  return earlier?.decisions.find((decision) => decision.nomineeId === nomineeId);
}

/**
 * The decisions of the revision before that still hold: the nominee is in this revision with the same data, was not sent
 * back to be corrected, and has no new decision yet. What was sent back is looked at again, changed or not.
 */
export function decisionsThatHold(
  draft: ReviewDraft,
  earlier: EarlierReview | null,
  nomineeIds: readonly string[],
): readonly Decision[] {
  if (earlier === null) return [];
  return earlier.decisions.filter(
    ({ nomineeId, decision }) =>
      decision !== 'return' &&
      nomineeIds.includes(nomineeId) &&
      !earlier.changed.has(nomineeId) &&
      !decisionsIn(draft).some((made) => made.nomineeId === nomineeId),
  );
}

/** The draft with these decisions taken over as they are. */
export function withDecisions(draft: ReviewDraft, decisions: readonly Decision[]): ReviewDraft {
  return decisions.reduce(withDecision, draft);
}

/** Reads the review of the revision before this one; null while it is being read, and when there is none. */
export function useEarlierReview(item: ImportedPackage): EarlierReview | null {
  const list = useEngineQuery('inbox.list', {});
  const [before] = sorted(
    (list.data ?? []).filter(
      ({ unit, signer, kind, revision }) =>
        unit === item.unit &&
        signer.principal === item.signer.principal &&
        kind === item.kind &&
        revision < item.revision,
    ),
    (a, b) => b.revision - a.revision,
  );
  const enabled = before !== undefined;
  const left = before?.packageId ?? item.packageId;
  const review = useEngineQuery('review.get', { packageId: left }, { enabled });
  const changes = useEngineQuery('inbox.compare', { left, right: item.packageId }, { enabled });
  if (before === undefined || review.data === undefined || changes.data === undefined) return null;
  return {
    revision: before.revision,
    decisions: decisionsIn(review.data),
    changed: new Set(changes.data.map(({ subjectId }) => subjectId)),
  };
}
