import { useEffect } from 'react';
import { flushDrafts, hasDirtyDrafts } from './drafts.ts';
import { notifyError } from './notify.ts';

/**
 * Closing with unsaved text is impossible (issue 5, item 10): the first try is held back, the text is written, and the
 * window then closes by itself in Electron; a browser asks the clerk in its own words.
 */
export function useCloseGuard(): void {
  useEffect(() => {
    let closing = false;
    const hold = (event: BeforeUnloadEvent) => {
      if (!hasDirtyDrafts()) return;
      event.preventDefault();
      if (closing) return;
      closing = true;
      flushDrafts()
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
