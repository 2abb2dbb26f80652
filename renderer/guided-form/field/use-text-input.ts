import {
  type ChangeEvent,
  type CompositionEvent,
  type FocusEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { signChangesText } from '../../../shared/ground/usual-signs.ts';
import { notifyUndoable } from '../../kit/notify.ts';
import { useDraft } from '../../parts/draft/draft-context.tsx';
import { lightField } from './light-field.ts';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** Props for a text box that is safe with input methods. */
export interface TextInputProps {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<TextElement>) => void;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: (event: CompositionEvent<TextElement>) => void;
  readonly onBlur: (event: FocusEvent<TextElement>) => void;
}

/**
 * A text box over a stored text. What is being composed by an input method stays in the box: it is neither stored nor
 * checked until the composition ends (issue 5, item 3). Leaving the box writes at once. A change from elsewhere (undo,
 * restore) replaces the box's text.
 */
export function useTextInput(
  stored: string,
  commit: (text: string, tidied?: boolean) => void,
  onLeave?: (text: string) => string,
  /** What stands in the box at first, when that is not the stored text. */
  begun?: string | null,
): TextInputProps {
  const { draft } = useDraft();
  const [text, setText] = useState(begun ?? stored);
  const [seen, setSeen] = useState(stored);
  const composing = useRef(false);
  // What this box stored itself may read differently (`2015-3` is stored as `2015-03`): the box keeps what was typed
  // until the clerk leaves it. Only a change from elsewhere replaces the text.
  const own = useRef(false);
  if (stored !== seen) {
    setSeen(stored);
    if (!own.current) setText(stored);
  }
  useEffect(() => {
    own.current = false;
  });
  const endHold = useEffectEvent(() => {
    if (composing.current) draft.release();
  });
  useEffect(() => () => endHold(), []);
  /** What was tidied last, as it was typed: taken back once, it is the clerk's own wish and stays. */
  const refused = useRef<string | null>(null);
  const store = (next: string, tidied = false) => {
    own.current = true;
    commit(next, tidied);
  };
  return {
    value: text,
    onChange: (event) => {
      const next = event.currentTarget.value;
      setText(next);
      if (!composing.current) store(next);
    },
    onCompositionStart: () => {
      composing.current = true;
      draft.hold();
    },
    onCompositionEnd: (event) => {
      composing.current = false;
      const next = event.currentTarget.value;
      setText(next);
      store(next);
      draft.release();
    },
    onBlur: (event) => {
      const cut = composing.current;
      if (cut) {
        composing.current = false;
        draft.release();
      }
      const left = event.currentTarget.value;
      const tidy = onLeave === undefined || left === refused.current ? left : onLeave(left);
      const told = tidy === left ? '' : signChangesText(left);
      if (told !== '' && tidy !== stored) {
        // A step of its own: one undo takes back what was tidied, and not what was typed.
        if (cut) store(left);
        store(tidy, true);
        refused.current = left;
        lightField(event.currentTarget.closest<HTMLElement>('[data-field]'));
        notifyUndoable(`已整理：${told}。`);
      } else if (cut || tidy !== left) store(tidy);
      if (tidy !== text) setText(tidy);
      draft.saveNow();
    },
  };
}
