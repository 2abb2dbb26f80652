import { useCallback, useEffect, useRef, useState } from 'react';
import { registerDraft } from '../kit/drafts.ts';
import { callEngine } from '../kit/engine.ts';

/** Which control of a form had the focus: its field, and its own id within the field. */
export interface Spot {
  readonly fieldId: string;
  readonly controlId: string;
}

/** Which section of a form was open, how far down, and where one was typing, remembered in the workspace. */
export interface FormPosition {
  readonly section: number;
  /** Where the clerk was typing when the form was last left; null when nothing is remembered. */
  readonly spot: Spot | null;
  /** Where the clerk was typing last, now; null before the first field. */
  readonly latest: () => Spot | null;
  /** The clerk is here now. */
  readonly visit: (spot: Spot) => void;
  /** Gone to by the clerk or a jump; scrolls to the top of the section. */
  readonly go: (section: number) => void;
  /** False until the remembered place has been read. */
  readonly ready: boolean;
}

const SAVE_AFTER_MS = 600;

/** What `view.get` gave, as far as it can be read. */
function parsePlace(value: string | null): {
  readonly section: number;
  readonly scroll: number;
  readonly spot: Spot | null;
} {
  const place: unknown = value === null ? null : JSON.parse(value);
  if (!Array.isArray(place)) return { section: 0, scroll: 0, spot: null };
  const [section, scroll, fieldId, controlId] = place as readonly unknown[];
  return {
    section: Number(section) || 0,
    scroll: Number(scroll) || 0,
    spot: typeof fieldId === 'string' && typeof controlId === 'string' ? { fieldId, controlId } : null,
  };
}

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
  const [spot, setSpot] = useState<Spot | null>(null);
  const here = useRef<Spot | null>(null);
  const current = useRef(0);
  /** The clerk went to a part while the remembered place was still being read: the newer wish holds. */
  const moved = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  const pending = useRef<string | null>(null);

  const write = useCallback(async () => {
    window.clearTimeout(timer.current);
    const value = pending.current;
    pending.current = null;
    if (value !== null) await callEngine('view.set', { key, value }).catch(() => undefined);
  }, [key]);

  const remember = useCallback(() => {
    window.clearTimeout(timer.current);
    const { fieldId = null, controlId = null } = here.current ?? {};
    pending.current = JSON.stringify([current.current, Math.round(window.scrollY), fieldId, controlId]);
    timer.current = window.setTimeout(() => void write(), SAVE_AFTER_MS);
  }, [write]);

  useEffect(() => {
    let gone = false;
    moved.current = false;
    here.current = null;
    callEngine('view.get', { key })
      .then((value) => {
        if (gone) return;
        const { section: at, scroll, spot: left } = parsePlace(value);
        const valid = at >= 0 && at < sections ? at : 0;
        if (!jumping && !moved.current) {
          current.current = valid;
          here.current = left;
          setSection(valid);
          setSpot(left);
          requestAnimationFrame(() => window.scrollTo({ top: scroll }));
        }
        setReady(true);
      })
      .catch(() => setReady(true));
    return () => {
      gone = true;
      void write();
    };
  }, [key, sections, jumping, write]);

  useEffect(() => {
    if (!ready) return;
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [ready, remember]);

  // Locking closes the store: the place is written before, as drafts are. Losing it would lose nothing typed.
  useEffect(() => registerDraft({ flush: write, isDirty: () => false }), [write]);

  const latest = useCallback(() => here.current, []);
  const visit = useCallback(
    (at: Spot) => {
      here.current = at;
      remember();
    },
    [remember],
  );

  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= sections) return;
      moved.current = true;
      current.current = to;
      setSection(to);
      window.scrollTo({ top: 0 });
      remember();
    },
    [sections, remember],
  );
  return { section, spot, latest, visit, go, ready };
}
