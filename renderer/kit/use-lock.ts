import { useIdle } from '@mantine/hooks';
import { useCallback, useEffect } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { callEngine } from './engine.ts';
import { notifyError, notifyWaiting, withdraw } from './notify.ts';
import { savesEnded } from './saves-under-way.ts';
import { useRemembered } from './use-remembered.ts';

/** Minutes without mouse or keyboard after which the workspace locks, unless the settings page chose otherwise. */
export const DEFAULT_IDLE_MINUTES = '15';
/** Key under which the settings page remembers the choice; `0` never locks. */
export const IDLE_KEY = 'idle-lock-minutes';

/** How long locking may take before the clerk is told what it waits for. */
const SAY_AFTER_MS = 800;
/** How often an idle window asks again while a long job keeps the workspace open. */
const ASK_AGAIN_MS = 5_000;
const WAITING = 'locking';

/** Writes all drafts and locks. What is still being written is waited for; a wait that lasts is explained. */
async function lockNow(): Promise<void> {
  const timer = window.setTimeout(() => {
    notifyWaiting(WAITING, '正在写完刚才的操作，写完后锁定。请先不要拔出 U 盘。');
  }, SAY_AFTER_MS);
  try {
    await savesEnded();
    await callEngine('workspace.lock', {});
  } finally {
    window.clearTimeout(timer);
    withdraw(WAITING);
  }
}

function tellNotLocked(error: unknown): void {
  notifyError(error, '工作区没有锁定');
}

/** Gives the function that writes all drafts and locks. A failed save keeps the workspace open and says why. */
export function useLock(): () => void {
  return useCallback(() => {
    lockNow().catch(tellNotLocked);
  }, []);
}

/** Locks after the remembered idle time. A long job is not broken off by an absence: locking follows when it has ended. */
export function useIdleLock(): void {
  const [remembered] = useRemembered(IDLE_KEY, DEFAULT_IDLE_MINUTES);
  const minutes = Number(remembered);
  const never = !(minutes > 0);
  const idle = useIdle(never ? 2_000_000_000 : minutes * 60_000, { initialState: false });
  useEffect(() => {
    if (!idle || never) return;
    let timer: number | undefined;
    let back = false;
    const lock = () => {
      lockNow().catch((error: unknown) => {
        if (!(error instanceof JianbiaoError && error.code === 'workspace-busy')) tellNotLocked(error);
        else if (!back) timer = window.setTimeout(lock, ASK_AGAIN_MS);
      });
    };
    lock();
    return () => {
      back = true;
      window.clearTimeout(timer);
    };
  }, [idle, never]);
}
