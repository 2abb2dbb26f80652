import type { ApiResult } from '../../shared/api.ts';
import type { Checklist } from '../../shared/checklist/checklist-types.ts';
import { isInRound } from '../../shared/reading/in-round.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { type Reading, together } from '../kit/loaded.tsx';
import { useSettings } from '../kit/use-settings.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { Progress } from '../parts/draft/progress.ts';
import { formsProgress, limitUse, roundProgress } from './nominee-facts.ts';
import { useChecklist } from './use-checklist.ts';
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
  readonly checklist: Checklist;
  readonly list: readonly Nominee[];
  readonly unit: ApiResult<'record.get'>;
  readonly contents: Contents;
  readonly findings: ApiResult<'findings.list'>;
  /** The readings of the rules that were chosen; `useSettings` completes them. */
  readonly chosen: ApiResult<'campaign.settings'>;
}

/** Reads all that the overview judges by, as one reading: half of it would call an unread list complete. */
export function useOverviewReadings(): Reading<OverviewReadings> {
  const { round } = useWorkspace();
  const list = useEngineQuery('records.list', {});
  return together({
    checklist: useChecklist(),
    list,
    unit: useEngineQuery('record.get', { id: 'unit' }),
    contents: useContents(list.data),
    findings: useEngineQuery('findings.list', { round }, { keepPrevious: true }),
    chosen: useEngineQuery('campaign.settings', {}),
  });
}

/** Everything the overview shows, from the engine's answers. */
export function useOverview(readings: OverviewReadings) {
  const { contents, findings } = readings;
  const { content: unit } = readings.unit;
  const { index, round } = useWorkspace();
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
  return {
    rows,
    unitForms,
    uses,
    findings,
  };
}
