import { useEffect, useEffectEvent } from 'react';
import { focusHelpers } from './field/field-helpers.tsx';

/** What the form does on its keys. */
interface FormKeys {
  readonly onSave: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onSection: (by: -1 | 1) => void;
  /** Enter in a single-line box; gives whether it moved on. */
  readonly onEnter: (box: HTMLElement) => boolean;
}

/**
 * Ctrl+S saves now, Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo across fields, Alt+arrows go between sections
 * (left and right; up and down too where no list opens with them), F1 to the clause beside the field. Keys inside dialogs are left to the dialogs.
 */
export function useFormKeys(keys: FormKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[role="dialog"]') !== null && target !== null) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const act = (run: () => void) => {
      event.preventDefault();
      run();
    };
    if (command && !event.altKey) {
      if (key === 's') act(keys.onSave);
      else if (key === 'z' && !event.shiftKey) act(keys.onUndo);
      else if (key === 'y' || (key === 'z' && event.shiftKey)) act(keys.onRedo);
      return;
    }
    if (key === 'f1' && target !== null && focusHelpers(target)) {
      event.preventDefault();
      return;
    }
    if (key === 'enter' && isSingleLine(target) && !event.altKey && !event.shiftKey) {
      if (target.getAttribute('aria-expanded') !== 'true' && keys.onEnter(target)) event.preventDefault();
      return;
    }
    if (!event.altKey || event.shiftKey) return;
    const opens = target?.getAttribute('aria-haspopup') !== null && target !== null;
    if (key === 'arrowright' || (key === 'arrowdown' && !opens)) act(() => keys.onSection(1));
    else if (key === 'arrowleft' || (key === 'arrowup' && !opens)) act(() => keys.onSection(-1));
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Boxes in which Enter means "on to the next", not "new line". */
function isSingleLine(target: Element | null): target is HTMLElement {
  if (target instanceof HTMLInputElement) return true;
  return target instanceof HTMLTextAreaElement && target.dataset.singleLine !== undefined;
}
