import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { toHalfWidth } from '../../shared/typed/date-text.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { useUnsavedText } from '../kit/use-unsaved-text.ts';

/** The box above or below in the same column. */
function neighbour(box: HTMLInputElement, kind: NomineeKind, by: 1 | -1): HTMLInputElement | undefined {
  const column = [
    ...(box.closest('table')?.querySelectorAll<HTMLInputElement>(`input[data-kind="${kind}"]`) ?? []),
  ];
  return column[column.indexOf(box) + by];
}

/** One figure: saved on leaving the box; Enter and the arrow keys go on in the column, as in a spreadsheet. */
export function QuotaCell({
  label,
  value,
  kind,
  onSave,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly kind: NomineeKind;
  readonly onSave: (figure: number | null) => Promise<unknown>;
}) {
  const saved = value === null ? '' : String(value);
  const [text, setText] = useState(saved);
  const [known, setKnown] = useState(saved);
  if (known !== saved) {
    // Undone, pasted, or changed in another window.
    setKnown(saved);
    setText(saved);
  }
  const save = (typed: string) => onSave(typed === '' ? null : Number(typed));
  useUnsavedText(saved, text, save);
  const leave = () => {
    if (text === saved) return;
    // The failure is shown by the engine's sentence; what stands is shown again.
    save(text).catch(() => setText(saved));
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const box = event.currentTarget;
    if (event.key === 'Escape') {
      setText(saved);
      return;
    }
    const by = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey) ? -1 : 1;
    if (!['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    const next = neighbour(box, kind, by);
    if (next === undefined) leave();
    next?.focus();
    next?.select();
  };
  return (
    <TextInput
      aria-label={label}
      size="xs"
      w={90}
      inputMode="numeric"
      placeholder="未录入"
      data-kind={kind}
      value={text}
      onChange={(event) => setText(toHalfWidth(event.currentTarget.value).replace(/\D/g, '').slice(0, 4))}
      onBlur={leave}
      onKeyDown={keys}
    />
  );
}
