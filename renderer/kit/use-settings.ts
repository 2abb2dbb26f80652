import { useMemo } from 'react';
import type { Settings } from '../../shared/reading/evaluate-condition.ts';
import { effectiveSettings, LEVEL_SETTING } from '../../shared/reading/lookup.ts';
import { useEngineQuery } from './engine.ts';
import { useWorkspace } from './workspace.tsx';

/** The settings that conditions of the pack look at: the readings chosen, and whose desk this is, known from the start. */
export function useSettings(): Settings {
  const { index, info } = useWorkspace();
  const chosen = useEngineQuery('campaign.settings', {});
  return useMemo(
    () => effectiveSettings(index.pack, { [LEVEL_SETTING]: info.role, ...chosen.data }),
    [index, info.role, chosen.data],
  );
}
