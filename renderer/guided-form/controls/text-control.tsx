import { Textarea, TextInput } from '@mantine/core';
import { useCallback } from 'react';
import { tidyTyped } from '../../../shared/typed/tidy-text.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import { oneLine } from '../field/one-line.ts';
import { useTextInput } from '../field/use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';

type SingleLine = 'text' | 'creditCode' | 'phone' | 'email' | 'postcode';

const MODE: { readonly [T in SingleLine]: 'text' | 'tel' | 'email' | 'numeric' } = {
  text: 'text',
  creditCode: 'text',
  phone: 'tel',
  email: 'email',
  postcode: 'numeric',
};

/** From this many characters on a text may be longer than half the sheet's width. */
const WRAPS_FROM = 60;

/** One line of text, or a number written as text. Tidied when the clerk leaves it, never while typing. */
export function TextControl({ field, ids }: ControlProps<SingleLine>) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const stored = useFieldText(field.id);
  const commit = useCallback(
    (text: string, tidied = false) => draft.change({ [field.id]: oneLine(text) }, { typing: !tidied }),
    [draft, field.id],
  );
  const input = useTextInput(stored, commit, (text) => tidyTyped(index.pack, kind, field, oneLine(text)));
  const attributes = {
    ...inputAttributes(ids),
    ...input,
    autoComplete: 'off',
    spellCheck: false,
    placeholder: field.placeholder ?? '',
  };
  const maxLength = field.type === 'text' ? field.maxLength : undefined;
  // Full names of units run past the box: they wrap instead of hiding. Enter moves on as in any single line.
  if (maxLength !== undefined && maxLength >= WRAPS_FROM)
    return <Textarea {...attributes} autosize minRows={1} maxRows={4} data-single-line />;
  return <TextInput {...attributes} inputMode={MODE[field.type]} />;
}
