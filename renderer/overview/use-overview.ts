import type { ApiResult } from '../../shared/api.ts';
import { isInRound } from '../../shared/reading/in-round.ts';
import { hasRound, roundTitle } from '../../shared/reading/titles.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { type Reading, together } from '../kit/loaded.tsx';
import { useSettings } from '../kit/use-settings.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { Progress } from '../parts/draft/progress.ts';
import { nextMove } from '../parts/review/feedback-state.ts';
import type { NomineeMark } from '../parts/review/nominee-marks.ts';
import { useNomineeMarks } from '../parts/review/use-nominee-marks.ts';
import { receiverName } from '../ui/level-words.ts';
import { sorted } from '../ui/list.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { formsProgress, limitUse, roundProgress } from './nominee-facts.ts';
import { type Contents, useContents } from './use-contents.ts';

export type Nominee = ApiResult<'records.list'>[number];

/** A row of the list. */
export interface NomineeRow {
  readonly nominee: Nominee;
  readonly name: string;
  readonly preliminary: Progress | null;
  readonly formal: Progress | null;
  /** Form to open for this nominee now. */
  readonly formId: string;
}

/** What the overview judges by. */
export interface OverviewReadings {
  readonly list: readonly Nominee[];
  readonly unit: ApiResult<'record.get'>;
  readonly contents: Contents;
  readonly findings: ApiResult<'findings.list'>;
  readonly sealed: ApiResult<'seal.history'>;
  readonly feedback: ApiResult<'feedback.list'>;
  /** The readings of the rules that were chosen; `useSettings` completes them. */
  readonly chosen: ApiResult<'campaign.settings'>;
  /** How many packages of host units were received and stand; 0 for who receives none. */
  readonly received: number;
  /** What is known of the nominees from elsewhere. */
  readonly marks: readonly NomineeMark[];
  /** Something was changed after the round's newest package was sealed. */
  readonly changedSince: boolean;
}

/** Reads all that the overview judges by, as one reading: half of it would call an unread list complete. */
export function useOverviewReadings(): Reading<OverviewReadings> {
  const { round, info } = useWorkspace();
  const receives = info.role === 'recommender';
  const list = useEngineQuery('records.list', {});
  const inbox = useEngineQuery('inbox.list', {}, { enabled: receives });
  const received = receives
    ? { ...inbox, data: inbox.data?.filter((item) => item.state === 'current').length }
    : { ...inbox, data: 0 };
  const sealed = useEngineQuery('seal.history', {});
  const isSealed = sealed.data?.some((entry) => entry.round === round) ?? false;
  const plan = useEngineQuery('seal.plan', { round }, { enabled: isSealed, keepPrevious: true });
  const changed = plan.data === undefined ? undefined : !plan.data.sameAsSealed;
  return together({
    list,
    unit: useEngineQuery('record.get', { id: 'unit' }),
    contents: useContents(list.data),
    findings: useEngineQuery('findings.list', { round }, { keepPrevious: true }),
    sealed,
    feedback: useEngineQuery('feedback.list', {}),
    chosen: useEngineQuery('campaign.settings', {}),
    received,
    marks: useNomineeMarks(),
    changedSince: { ...plan, data: isSealed ? changed : false },
  });
}

/** Everything the overview shows, from the engine's answers. */
export function useOverview(readings: OverviewReadings) {
  const { contents, findings, sealed, feedback, received, changedSince } = readings;
  const { content: unit } = readings.unit;
  const { index, round, info } = useWorkspace();
  const { campaign } = index.pack;
  const settings = useSettings();
  // A nominee that was added a moment ago joins as soon as its content is read too.
  const known = readings.list.flatMap((nominee) => {
    const entry = contents.get(nominee.id);
    return entry === undefined ? [] : [{ nominee, content: entry.content }];
  });
  const rows: readonly NomineeRow[] = known.map(({ nominee, content }) => {
    const progress = (which: Round) => roundProgress(index, which, nominee.kind, content, unit, settings);
    const forms = formsProgress(index, round, nominee.kind, content, unit, settings);
    const open = forms.find(({ progress: one }) => one.filled < one.required) ?? forms[0];
    return {
      nominee,
      name: nominee.name,
      preliminary: progress('preliminary'),
      formal: nominee.inFormal ? progress('formal') : null,
      formId:
        open?.form.id ?? index.formsOf(nominee.kind).find((form) => form.rounds.includes(round))?.id ?? '',
    };
  });
  const unitForms = formsProgress(index, round, 'unit', unit, unit, settings);
  const inRound = rows.filter(({ nominee }) => isInRound(round, nominee));
  const uses = limitUse(index.pack, {
    round,
    settings,
    unit: { content: unit },
    nominees: known
      .filter(({ nominee }) => inRound.some((row) => row.nominee.id === nominee.id))
      .map(({ nominee, content }) => ({ id: nominee.id, kind: nominee.kind, content })),
  });
  const sealedNow = sealed.filter((entry) => entry.round === round);
  const lastSealed = sorted(sealedNow, (a, b) => b.revision - a.revision)[0];
  const answer = feedback.find((entry) => entry.feedback.packageDigest === lastSealed?.digest);
  const returned =
    answer?.feedback.decisions.filter((decision) => decision.decision === 'return').length ?? 0;
  const missingUnit = unitForms.find(({ progress }) => progress.filled < progress.required);
  const toCorrect = answer !== undefined && nextMove(answer, campaign) === 'correct';
  const accepted =
    answer !== undefined &&
    !toCorrect &&
    answer.feedback.decisions.some((decision) => decision.decision === 'accept');
  const step: NextStep = nextStep({
    round,
    accepted,
    formalSealed: sealed.some((entry) => entry.round === 'formal'),
    roundTitle: roundTitle(campaign, round),
    nextRound:
      round === 'preliminary' && hasRound(campaign, 'formal')
        ? { id: 'formal', title: roundTitle(campaign, 'formal') }
        : null,
    unitForm:
      missingUnit === undefined
        ? null
        : {
            id: missingUnit.form.id,
            title: missingUnit.form.title,
            missing: missingUnit.progress.required - missingUnit.progress.filled,
          },
    nominees: inRound.map((row) => {
      const progress = round === 'preliminary' ? row.preliminary : row.formal;
      return {
        id: row.nominee.id,
        name: row.name,
        missing: progress === null ? 0 : progress.required - progress.filled,
        formId: row.formId,
      };
    }),
    findings,
    receiver: receiverName(info.role),
    received,
    marked: inRound.filter(({ nominee }) =>
      readings.marks.some((mark) => mark.subjectId === nominee.id && mark.tone !== 'caution'),
    ).length,
    returned,
    toCorrect,
    sealed: lastSealed !== undefined,
    answered: answer !== undefined,
    changedSince,
  });
  return {
    rows,
    unitForms,
    uses,
    step,
    settings,
    findings,
  };
}
