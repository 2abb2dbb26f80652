import { useCallback, useEffect, useRef, useState } from 'react';
import { callEngine } from '../app/engine.ts';

/** Which section of a form was open and how far down, remembered in the workspace (view.get, view.set). */
export interface FormPosition {
  readonly section: number;
  /** Gone to by the clerk or a jump; scrolls to the top of the section. */
  readonly go: (section: number) => void;
  /** False until the remembered place has been read. */
  readonly ready: boolean;
}

const SAVE_AFTER_MS = 600;

/** Reads the remembered place of a form and keeps it up to date while the clerk moves. */
export function useFormPosition(
  subjectId: string,
  formId: string,
  sections: number,
  jumping: boolean,
): FormPosition {
  const key = `form:${subjectId}:${formId}`;
  const [section, setSection] = useState(0);
  const [ready, setReady] = useState(false);
  const current = useRef(0);
  const timer = useRef<number | undefined>(undefined);

  const pending = useRef<string | null>(null);

  const write = useCallback(() => {
    window.clearTimeout(timer.current);
    const value = pending.current;
    pending.current = null;
    if (value !== null) callEngine('view.set', { key, value }).catch(() => undefined);
  }, [key]);

  const remember = useCallback(() => {
    window.clearTimeout(timer.current);
    pending.current = JSON.stringify([current.current, Math.round(window.scrollY)]);
    timer.current = window.setTimeout(write, SAVE_AFTER_MS);
  }, [write]);

  useEffect(() => {
    let left = false;
    callEngine('view.get', { key })
      .then((value) => {
        if (left) return;
        const place: unknown = value === null ? null : JSON.parse(value);
        const [at, scroll] = Array.isArray(place) ? [Number(place[0]) || 0, Number(place[1]) || 0] : [0, 0];
        const valid = at >= 0 && at < sections ? at : 0;
        if (!jumping) {
          current.current = valid;
          setSection(valid);
          requestAnimationFrame(() => window.scrollTo({ top: scroll }));
        }
        setReady(true);
      })
      .catch(() => setReady(true));
    return () => {
      left = true;
      write();
    };
  }, [key, sections, jumping, write]);

  useEffect(() => {
    if (!ready) return;
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [ready, remember]);

  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= sections) return;
      current.current = to;
      setSection(to);
      window.scrollTo({ top: 0 });
      remember();
    },
    [sections, remember],
  );
  return { section, go, ready };
}
