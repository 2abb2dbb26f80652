import {
  type ChangeEvent,
  type CompositionEvent,
  type FocusEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { useDraft } from '../../parts/draft/draft-context.tsx';

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
  commit: (text: string) => void,
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
  const store = (next: string) => {
    own.current = true;
    commit(next);
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
      const tidy = onLeave === undefined ? left : onLeave(left);
      if (cut || tidy !== left) store(tidy);
      if (tidy !== text) setText(tidy);
      draft.saveNow();
    },
  };
}
