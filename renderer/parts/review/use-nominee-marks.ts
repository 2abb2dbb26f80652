import { useEngineQuery } from '../../kit/engine.ts';
import { type Reading, together } from '../../kit/loaded.tsx';
import { useWorkspace } from '../../kit/workspace.tsx';
import { type NomineeMark, nomineeMarks } from './nominee-marks.ts';

/** Reads what is known from elsewhere about the nominees. */
export function useNomineeMarks(): Reading<readonly NomineeMark[]> {
  const { index } = useWorkspace();
  const known = together({
    hosts: useEngineQuery('records.hostMarks', {}),
    feedback: useEngineQuery('feedback.list', {}),
    sealed: useEngineQuery('seal.history', {}),
  });
  const { data } = known;
  return { ...known, data: data === undefined ? undefined : nomineeMarks(data, index.pack.campaign) };
}
