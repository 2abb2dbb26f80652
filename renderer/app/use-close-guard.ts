import { useEffect } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { flushDrafts, hasDirtyDrafts } from '../kit/drafts.ts';
import { notifyError } from '../kit/notify.ts';
import { isAnythingWaiting } from '../kit/rescue.ts';
import { isJobRunning } from '../kit/running-jobs.ts';

/** How long a page may take to show that what was written is written, in ms, and how often it is asked. */
const SHOWN_MS = 2_000;
const ASKED_EVERY_MS = 50;

/**
 * Resolves once nothing is unsaved any more. Rejects with `window-text-left` when something stays so: closing once more would
 * be held back once more, without end.
 */
async function cleanSoon(): Promise<void> {
  for (let waited = 0; hasDirtyDrafts(); waited += ASKED_EVERY_MS) {
    if (waited >= SHOWN_MS) throw new JianbiaoError('window-text-left');
    await new Promise((later) => setTimeout(later, ASKED_EVERY_MS));
  }
}

/** Writes what can be written. Rejects with why when something stays in the window alone. */
async function writeAll(): Promise<void> {
  await flushDrafts();
  await cleanSoon();
  // Kept for a workspace that was locked meanwhile, perhaps from another window: only opening it again can write this.
  if (isAnythingWaiting()) throw new JianbiaoError('window-text-locked');
}

/**
 * Closing with unsaved text is impossible (issue 5, item 10): the first try is held back, the text is written, and the
 * window then closes by itself in Electron; a browser asks the clerk in its own words. So does text that only this window
 * still has while its workspace is locked. A reloaded browser window also loses sight of a long job, whose outcome it is told
 * alone; the Electron shell has no reloading, and ends its engine in order.
 */
export function useCloseGuard(): void {
  useEffect(() => {
    let closing = false;
    const hold = (event: BeforeUnloadEvent) => {
      const unwritten = hasDirtyDrafts() || isAnythingWaiting();
      const loses = isJobRunning() && window.jianbiao?.shell !== 'electron';
      if (!unwritten && !loses) return;
      event.preventDefault();
      if (closing || !unwritten) return;
      closing = true;
      writeAll()
        .then(() => {
          if (window.jianbiao?.shell === 'electron') window.close();
        })
        .catch((error: unknown) => notifyError(error, '还有内容没有保存，窗口没有关闭'))
        .finally(() => {
          closing = false;
        });
    };
    const hide = () => {
      if (document.visibilityState === 'hidden' && hasDirtyDrafts()) flushDrafts().catch(() => undefined);
    };
    window.addEventListener('beforeunload', hold);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', hold);
      document.removeEventListener('visibilitychange', hide);
    };
  }, []);
}
