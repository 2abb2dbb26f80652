import type { ApiResult } from '../../shared/api.ts';
import { hasRound, roundTitle } from '../../shared/campaign/titles.ts';
import type { Content } from '../../shared/submission/content.ts';
import { useEngineQuery } from '../app/engine.ts';
import { useSettings } from '../app/use-settings.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { nextMove } from '../feedback/feedback-state.ts';
import type { Progress } from '../guided-form/progress.ts';
import { receiverName } from '../ui/level-words.ts';
import { sorted } from '../ui/list.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { formsProgress, limitUse, roundProgress } from './nominee-facts.ts';
import { useContents } from './use-contents.ts';

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

/** Everything the overview shows, from the engine's answers. */
export function useOverview(list: readonly Nominee[], unit: Content, savedAt: string | null) {
  const { index, round, info } = useWorkspace();
  const { campaign } = index.pack;
  const findings = useEngineQuery('findings.list', { round }, { keepPrevious: true });
  const sealed = useEngineQuery('seal.history', {});
  const feedback = useEngineQuery('feedback.list', {});
  const inbox = useEngineQuery('inbox.list', {}, { enabled: info.role === 'recommender' });
  const contents = useContents(list);
  const settings = useSettings();
  const known = list.flatMap((nominee) => {
    const entry = contents.get(nominee.id);
    return entry === undefined ? [] : [{ id: nominee.id, kind: nominee.kind, content: entry.content }];
  });
  const rows: readonly NomineeRow[] = list.map((nominee) => {
    const content = contents.get(nominee.id)?.content;
    const progress = (which: 'preliminary' | 'formal') =>
      content === undefined ? null : roundProgress(index, which, nominee.kind, content, unit, settings);
    const forms =
      content === undefined ? [] : formsProgress(index, round, nominee.kind, content, unit, settings);
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
  const inRound = rows.filter((row) => round === 'preliminary' || row.nominee.inFormal);
  const uses = limitUse(index.pack, {
    round,
    settings,
    unit: { content: unit },
    nominees: known.filter((entry) => inRound.some((row) => row.nominee.id === entry.id)),
  });
  const sealedNow = (sealed.data ?? []).filter((entry) => entry.round === round);
  const lastSealed = sorted(sealedNow, (a, b) => b.revision - a.revision)[0];
  const answer = (feedback.data ?? []).find((entry) => entry.feedback.packageDigest === lastSealed?.digest);
  const returned =
    answer?.feedback.decisions.filter((decision) => decision.decision === 'return').length ?? 0;
  const missingUnit = unitForms.find(({ progress }) => progress.filled < progress.required);
  const toCorrect = answer !== undefined && nextMove(answer, campaign) === 'correct';
  const changedSince =
    lastSealed !== undefined &&
    [savedAt, ...inRound.map((row) => row.nominee.savedAt)].some(
      (saved) => saved !== null && saved > lastSealed.sealedAt,
    );
  const accepted =
    answer !== undefined &&
    !toCorrect &&
    answer.feedback.decisions.some((decision) => decision.decision === 'accept');
  const step: NextStep = nextStep({
    round,
    accepted,
    formalSealed: (sealed.data ?? []).some((entry) => entry.round === 'formal'),
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
    findings: findings.data ?? [],
    receiver: receiverName(info.role),
    received: (inbox.data ?? []).filter((item) => item.state === 'current').length,
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
    findings: findings.data ?? [],
    counted: contents.size >= list.length,
  };
}
