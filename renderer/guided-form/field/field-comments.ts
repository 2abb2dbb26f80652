import { useEngineQuery } from '../../kit/engine.ts';
import { useWorkspace } from '../../kit/workspace.tsx';

/** A comment of the office at one field. */
export interface OfficeComment {
  readonly text: string;
  readonly decidedOn: string;
}

/** The newest answer's comments on one subject, by field. Older answers are on the feedback page. */
export function useOfficeComments(subjectId: string): ReadonlyMap<string, readonly OfficeComment[]> {
  const { round } = useWorkspace();
  const list = useEngineQuery('feedback.list', {});
  const newest = (list.data ?? []).find((entry) => entry.feedback.round === round) ?? list.data?.[0];
  const map = new Map<string, OfficeComment[]>();
  if (newest === undefined) return map;
  const { feedback } = newest;
  const comments =
    subjectId === 'unit'
      ? feedback.unitComments
      : (feedback.decisions.find((decision) => decision.nomineeId === subjectId)?.comments ?? []);
  for (const comment of comments) {
    map.set(comment.fieldId, [
      ...(map.get(comment.fieldId) ?? []),
      { text: comment.text, decidedOn: feedback.decidedOn },
    ]);
  }
  return map;
}
