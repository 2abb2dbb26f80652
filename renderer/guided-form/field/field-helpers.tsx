import { Group } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

function buttons(host: HTMLElement | null): HTMLElement[] {
  return host === null ? [] : [...host.querySelectorAll<HTMLElement>('button')];
}

/**
 * Clause and certainty beside a label. A clerk who tabs through a form goes from box to box, so these stand outside the
 * Tab order; F1 in a box goes to them (use-form-keys.ts), arrows move between them, Escape goes back to the box.
 */
export function FieldHelpers({ children }: { readonly children: ReactNode }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const button of buttons(host.current)) button.tabIndex = -1;
  });
  const keys = (event: KeyboardEvent) => {
    const all = buttons(host.current);
    const at = all.indexOf(event.target instanceof HTMLElement ? event.target : document.body);
    if (at < 0) return;
    if (event.key === 'ArrowRight') all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === 'ArrowLeft') all[Math.max(at - 1, 0)]?.focus();
    else if (event.key === 'Escape') {
      const field = host.current?.closest('[data-field]');
      field
        ?.querySelector<HTMLElement>(
          'input, textarea, select, [data-add-row], a, button:not([tabindex="-1"])',
        )
        ?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Group gap={6} ref={host} data-helpers onKeyDown={keys}>
      {children}
    </Group>
  );
}

/** Goes from a box to the clause and certainty beside its label. Gives whether there was one. */
export function focusHelpers(from: Element): boolean {
  const first = from.closest('[data-field]')?.querySelector<HTMLElement>('[data-helpers] button');
  if (first === null || first === undefined) return false;
  first.focus();
  return true;
}
