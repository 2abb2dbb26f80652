import type { ApiResult } from '../../../shared/api.ts';
import { hasRound } from '../../../shared/reading/titles.ts';
import type { Decision } from '../../../shared/words/feedback-schema.ts';
import type { Campaign } from '../../../shared/words/pack-schema.ts';
import type { Verdict } from './verdict.ts';

export type FeedbackEntry = ApiResult<'feedback.list'>[number];
export type SealedEntry = ApiResult<'seal.history'>[number];
export type RecordEntry = ApiResult<'records.list'>[number];

/** The sealed package a feedback answers; undefined when it was sealed elsewhere (another computer, before a restore). */
export function answeredPackage(
  entry: FeedbackEntry,
  history: readonly SealedEntry[],
): SealedEntry | undefined {
  return history.find((sealed) => sealed.digest === entry.feedback.packageDigest);
}

/** The newest revision that was sealed in the round a feedback is about, at least the one it answers. */
export function newestSealed(entry: FeedbackEntry, history: readonly SealedEntry[]): number {
  const { round, revision } = entry.feedback;
  return Math.max(revision, ...history.filter((sealed) => sealed.round === round).map((one) => one.revision));
}

/** How many nominees met which decision. */
export function countVerdicts(entry: FeedbackEntry): Readonly<Record<Verdict, number>> {
  const counts = { accept: 0, return: 0, reject: 0 };
  for (const decision of entry.feedback.decisions) counts[decision.decision] += 1;
  return counts;
}

/** What the clerk does next with a feedback: correct and seal again, go to the formal round, or nothing. */
export type NextMove = 'correct' | 'formal' | 'none';

/**
 * The one next step after a feedback. Anything returned, or a comment on the unit's own forms, asks for a correction
 * first; accepted nominees of the preliminary round go on to the formal one where the campaign has it; otherwise all is said.
 */
export function nextMove(entry: FeedbackEntry, campaign: Pick<Campaign, 'rounds'>): NextMove {
  const counts = countVerdicts(entry);
  if (counts.return > 0 || entry.feedback.unitComments.length > 0) return 'correct';
  const goesOn = entry.feedback.round === 'preliminary' && hasRound(campaign, 'formal');
  return goesOn && counts.accept > 0 ? 'formal' : 'none';
}

/** Which nominees change their place in the formal round when the accepted ones go on and the others do not. */
export function formalChanges(
  entry: FeedbackEntry,
  records: readonly RecordEntry[],
): { readonly id: string; readonly inFormal: boolean }[] {
  return records.flatMap((record) => {
    const decision = entry.feedback.decisions.find((item) => item.nomineeId === record.id);
    if (decision === undefined) return [];
    const inFormal = decision.decision === 'accept';
    return inFormal === record.inFormal ? [] : [{ id: record.id, inFormal }];
  });
}

/** Decisions in the order of the unit's own list; nominees no longer on it come last. */
export function inRecordOrder(
  decisions: readonly Decision[],
  records: readonly RecordEntry[],
): readonly Decision[] {
  const place = new Map(records.map((record, index) => [record.id, index]));
  const last = records.length;
  return [...decisions].sort((a, b) => (place.get(a.nomineeId) ?? last) - (place.get(b.nomineeId) ?? last));
}
