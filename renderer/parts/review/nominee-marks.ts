import type { ApiResult } from '../../../shared/api.ts';
import { roundTitle } from '../../../shared/reading/titles.ts';
import type { Campaign } from '../../../shared/words/pack-schema.ts';
import { paths, reviewPath } from '../../kit/paths.ts';
import type { FeedbackEntry, SealedEntry } from './feedback-state.ts';

type HostMark = ApiResult<'records.hostMarks'>[number];

/** Something that became of a nominee elsewhere, and that the clerk should know before it goes out again. */
export interface NomineeMark {
  readonly subjectId: string;
  readonly text: string;
  readonly tone: 'danger' | 'caution' | 'brand';
  /** Where it can be read. */
  readonly path: string;
  readonly hint: string;
}

const hostWords: Readonly<Record<HostMark['mark'], (revision: number) => string>> = {
  withdrawn: (revision) => `基层单位第 ${revision} 版已撤下`,
  refused: () => '本单位审核不予通过',
  newer: (revision) => `基层单位有第 ${revision} 版，未更新`,
};

function fromHosts(marks: readonly HostMark[]): NomineeMark[] {
  return marks.map(({ subjectId, mark, revision, unit, packageId }) => ({
    subjectId,
    text: hostWords[mark](revision),
    tone: mark === 'newer' ? 'brand' : 'danger',
    path: reviewPath(packageId),
    hint: `${unit}，打开这份材料`,
  }));
}

/**
 * What the receiver decided: a refusal stands for good, in the second round too; a return until the round is sealed again. A
 * feedback that a later one replaced says nothing any more.
 */
function fromReceiver(
  feedback: readonly FeedbackEntry[],
  sealed: readonly SealedEntry[],
  campaign: Pick<Campaign, 'rounds'>,
): NomineeMark[] {
  return feedback.flatMap(({ feedback: { round, packageDigest, decisions }, superseded }) => {
    if (superseded) return [];
    const answered = sealed.find((one) => one.digest === packageDigest);
    const again = sealed.some(
      (one) => one.round === round && answered !== undefined && one.revision > answered.revision,
    );
    return decisions.flatMap(({ nomineeId, decision }): NomineeMark[] => {
      const mark = { subjectId: nomineeId, path: paths.feedback, hint: '打开反馈' };
      const title = roundTitle(campaign, round);
      if (decision === 'reject') return [{ ...mark, text: `${title}不予通过`, tone: 'danger' }];
      if (decision === 'return' && !again) return [{ ...mark, text: `${title}退回修改`, tone: 'caution' }];
      return [];
    });
  });
}

/** All that is known from elsewhere about the nominees of a unit's list, the units below first. */
export function nomineeMarks(
  known: {
    readonly hosts: readonly HostMark[];
    readonly feedback: readonly FeedbackEntry[];
    readonly sealed: readonly SealedEntry[];
  },
  campaign: Pick<Campaign, 'rounds'>,
): readonly NomineeMark[] {
  return [...fromHosts(known.hosts), ...fromReceiver(known.feedback, known.sealed, campaign)];
}
