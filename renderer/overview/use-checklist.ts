import { useMemo } from 'react';
import { campaignChecklist } from '../../shared/checklist/campaign-checklist.ts';
import type { Checklist } from '../../shared/checklist/checklist-types.ts';
import { effectiveSettings, LEVEL_SETTING } from '../../shared/reading/lookup.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { type Reading, together } from '../kit/loaded.tsx';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';

/** The campaign's checklist as it stands today. */
export function useChecklist(): Reading<Checklist> {
  const { index, info } = useWorkspace();
  const today = useToday();
  const read = together({
    facts: useEngineQuery('checklist.facts', {}, { keepPrevious: true }),
    chosen: useEngineQuery('campaign.settings', {}),
  });
  const { data } = read;
  const made = useMemo(() => {
    if (data === undefined) return undefined;
    const level = info.role === 'host' ? 'host' : 'recommender';
    const settings = effectiveSettings(index.pack, { ...data.chosen, [LEVEL_SETTING]: level });
    return campaignChecklist({ facts: data.facts, pack: index.pack, settings, today });
  }, [data, index, info.role, today]);
  return { ...read, data: made };
}
