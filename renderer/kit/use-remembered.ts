import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callEngine, engineKey, useEngineQuery } from './engine.ts';

/**
 * A position or choice remembered inside the workspace (view.get, view.set). Gives the value, or `initial` until one was
 * set; setting it shows at once and is written behind. Losing one is harmless, so a failure is not announced.
 */
export function useRemembered(key: string, initial: string): [string, (value: string) => void] {
  const client = useQueryClient();
  const query = useEngineQuery('view.get', { key });
  const set = useCallback(
    (value: string) => {
      client.setQueryData(engineKey('view.get', { key }), value);
      callEngine('view.set', { key, value }).catch(() => undefined);
    },
    [client, key],
  );
  return [query.data ?? initial, set];
}
