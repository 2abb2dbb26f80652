import { useIdle } from '@mantine/hooks';
import { useCallback, useEffect } from 'react';
import { callEngine } from './engine.ts';
import { notifyError } from './notify.ts';
import { useRemembered } from './use-remembered.ts';

/** Minutes without mouse or keyboard after which the workspace locks, unless the settings page chose otherwise. */
export const DEFAULT_IDLE_MINUTES = '15';
/** Key under which the settings page remembers the choice; `0` never locks. */
export const IDLE_KEY = 'idle-lock-minutes';

/** Gives the function that writes all drafts and locks. A failed save keeps the workspace open and says why. */
export function useLock(): () => void {
  return useCallback(() => {
    callEngine('workspace.lock', {}).catch((error: unknown) => notifyError(error, '工作区没有锁定'));
  }, []);
}

/** Locks after the remembered idle time. */
export function useIdleLock(): void {
  const [remembered] = useRemembered(IDLE_KEY, DEFAULT_IDLE_MINUTES);
  const minutes = Number(remembered);
  const never = !(minutes > 0);
  const idle = useIdle(never ? 2_000_000_000 : minutes * 60_000, { initialState: false });
  const lock = useLock();
  useEffect(() => {
    if (idle && !never) lock();
  }, [idle, never, lock]);
}
