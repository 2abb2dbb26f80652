import { type RefCallback, useCallback, useRef } from 'react';

/**
 * Focus for a control that may not be on the page yet, since what makes it appear is still on its way from the engine.
 * Gives the control's ref, and what asks for the focus: at once where the control stands, else as soon as it does. To wait
 * for a frame instead is a race that a slow PC loses, and the focus with it.
 */
export function useLateFocus<T extends HTMLElement>(): readonly [ref: RefCallback<T>, focus: () => void] {
  const shown = useRef<T | null>(null);
  const wanted = useRef(false);
  const ref = useCallback((control: T | null) => {
    shown.current = control;
    if (control === null || !wanted.current) return;
    wanted.current = false;
    control.focus();
  }, []);
  const focus = useCallback(() => {
    if (shown.current === null) wanted.current = true;
    else shown.current.focus();
  }, []);
  return [ref, focus];
}
