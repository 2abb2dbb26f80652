import { useEffect } from 'react';
import { callEngine } from './engine.ts';
import { notifyDone, notifyError } from './notify.ts';
import { writeWaiting } from './rescue.ts';

/** Once a workspace is open: writes what could not be written before it closed under the clerk. */
export function useRescue(workspaceId: string): void {
  useEffect(() => {
    writeWaiting(workspaceId, async ({ subjectId, changes }) => {
      const { revision } = await callEngine('record.get', { id: subjectId });
      await callEngine('record.save', { id: subjectId, baseRevision: revision, changes });
    })
      .then((written) => {
        if (written > 0) notifyDone('上次没有来得及保存的内容已经补存。');
      })
      .catch((error: unknown) => notifyError(error, '上次没有保存的内容还没有补存'));
  }, [workspaceId]);
}
