import { useEffect } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { registerDraft } from '../kit/drafts.ts';
import { callEngine } from '../kit/engine.ts';
import { notifyDone, notifyUnsaved, withdrawUnsaved } from '../kit/notify.ts';
import { waitingFor, writeWaiting } from '../kit/rescue.ts';

/** Pause between two tries to write what waits, in ms. */
const RETRY_MS = 5_000;

/**
 * While a workspace is open: writes what could not be written before its page went away, now and again until it is done.
 * Until then it counts as unsaved, so that closing, sealing and printing wait for it like for an open form.
 */
export function useRescue(workspaceId: string): void {
  useEffect(() => {
    let running: Promise<void> | null = null;
    const write = async (): Promise<void> => {
      const written = await writeWaiting(workspaceId, async (rescued) => {
        if ('packageId' in rescued) {
          const { packageId, revision, changes } = rescued;
          // On the steps they were made on: what was decided elsewhere meanwhile stands, and the page shows both.
          await callEngine('review.save', { packageId, revision, changes: [...changes] }).catch(
            (error: unknown) => {
              const conflict = error instanceof JianbiaoError && error.code === 'review-conflict';
              throw conflict
                ? new JianbiaoError('review-waiting-conflict', { unit: rescued.unit, revision })
                : error;
            },
          );
          return;
        }
        const { subjectId, changes } = rescued;
        const { revision } = await callEngine('record.get', { id: subjectId });
        await callEngine('record.save', { id: subjectId, baseRevision: revision, changes });
      });
      if (waitingFor(workspaceId).length === 0) withdrawUnsaved();
      if (written > 0) notifyDone('刚才没有来得及保存的内容已经补存。');
    };
    const flush = (): Promise<void> => {
      running ??= write().finally(() => {
        running = null;
      });
      return running;
    };
    const isDirty = () => waitingFor(workspaceId).length > 0;
    flush().catch((error: unknown) => notifyUnsaved(error, '刚才没有保存的内容还没有补存'));
    const timer = setInterval(() => {
      // A failure was said when it first happened; each further try is silent.
      if (isDirty()) flush().catch(() => undefined);
      // Taken back by the page it was typed on, which now says itself how it stands.
      else withdrawUnsaved();
    }, RETRY_MS);
    const unregister = registerDraft({ flush, isDirty });
    return () => {
      clearInterval(timer);
      unregister();
    };
  }, [workspaceId]);
}
