import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { focusField, focusFirst, returnTo, spotOf } from './focus-field.ts';
import type { SectionFields } from './section-nav.tsx';
import type { FormPosition } from './use-form-position.ts';

/** A field of a form, and the row of a table field. */
export interface FormTarget {
  readonly fieldId: string;
  readonly row: number | undefined;
}

/**
 * Where the focus of a form stands: on arriving (a named field, else where the clerk was typing), on going from part to
 * part, on jumping to a finding, and when a dialog has taken it away. Remembers every spot it comes to.
 */
export function useFormFocus({
  target,
  sections,
  position,
  onReached,
}: {
  /** The field that the address names. */
  readonly target: FormTarget | null;
  readonly sections: readonly SectionFields[];
  readonly position: FormPosition;
  /** The field of the address has been come to: read again, it would pull the clerk back to it. */
  readonly onReached: () => void;
}): {
  /** Goes onto the part of the page that holds the fields. */
  readonly middle: RefObject<HTMLDivElement | null>;
  readonly goOn: (section: number) => void;
  readonly goBack: () => void;
  readonly jump: (to: FormTarget) => void;
} {
  const middle = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<FormTarget | null>(target);
  const { go } = position;
  // Going on to another part takes the focus along: the control that had it is gone with the old part.
  const goOn = (section: number) => {
    if (!position.ready || section < 0 || section >= sections.length) return;
    go(section);
    requestAnimationFrame(() => focusFirst(middle.current));
  };
  const jump = useCallback(
    (to: FormTarget) => {
      const at = sections.findIndex((entry) => entry.section.fields.includes(to.fieldId));
      if (at < 0) return;
      go(at);
      setWanted(to);
    },
    [sections, go],
  );
  const arrive = useEffectEvent((to: FormTarget) => {
    if (!focusField(to.fieldId, to.row)) return;
    setWanted(null);
    if (target !== null) onReached();
  });
  useEffect(() => {
    if (wanted !== null && position.ready) requestAnimationFrame(() => arrive(wanted));
  }, [wanted, position.ready]);
  const begin = useEffectEvent(() => {
    const idle = document.activeElement === document.body || document.activeElement?.matches('main');
    if (target !== null || idle !== true) return;
    // Back from a lock or another page: on at the field where the clerk was typing.
    if (position.spot === null || !returnTo(position.spot)) focusFirst(middle.current);
  });
  useEffect(() => {
    // After the remembered place has been scrolled to.
    if (position.ready) requestAnimationFrame(() => requestAnimationFrame(begin));
  }, [position.ready]);
  // Where the clerk was typing, once a dialog opened from the menu has taken the focus away with it.
  const goBack = () => {
    // A dialog on its way out takes the focus along, whether it is this one or the question that was asked over it.
    const held = document.activeElement?.closest('[role="dialog"]') ?? null;
    if (held === null && document.activeElement !== document.body) return;
    const spot = position.latest();
    if (spot === null || !returnTo(spot)) focusFirst(middle.current);
  };
  const { visit } = position;
  useEffect(() => {
    const arrived = ({ target: focused }: FocusEvent) => {
      const spot = focused instanceof Element && middle.current?.contains(focused) ? spotOf(focused) : null;
      if (spot !== null) visit(spot);
    };
    document.addEventListener('focusin', arrived);
    return () => document.removeEventListener('focusin', arrived);
  }, [visit]);
  const followAddress = useEffectEvent((to: FormTarget) => jump(to));
  useEffect(() => {
    if (target !== null) followAddress(target);
  }, [target?.fieldId, target?.row, target]);
  return { middle, goOn, goBack, jump };
}
