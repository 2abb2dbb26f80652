import { useEffect, useEffectEvent, useRef } from 'react';
import { registerDraft } from './drafts.ts';

/**
 * Text in a box that is saved by a button or on leaving it: `save` gets it too when the workspace locks, the window
 * closes or the box goes away in the middle of typing. `saved` is what is written already.
 */
export function useUnsavedText(saved: string, text: string, save: (text: string) => unknown): void {
  // What was handed over and has not come back as `saved` yet: handed over once.
  const given = useRef(saved);
  const write = useEffectEvent(async () => {
    given.current = text;
    await save(text);
  });
  const leave = useEffectEvent(() => {
    if (text !== saved && text !== given.current) save(text);
  });
  const dirty = text !== saved;
  useEffect(() => {
    if (!dirty) return;
    return registerDraft({ flush: () => write(), isDirty: () => true });
  }, [dirty]);
  useEffect(() => () => leave(), []);
}
