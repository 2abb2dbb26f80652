import { controlId } from '../parts/draft/control-id.ts';
import { lightField } from './field/light-field.ts';
import type { Spot } from './use-form-position.ts';

/** The first control of a field that stands for it: a photo's is the link to the photo desk, not the button that removes it. */
const ENTRANCE = '[data-entrance]';

const FOCUSABLE =
  'input:not([type="hidden"]):not([tabindex="-1"]), textarea, select, button:not([tabindex="-1"])';

/** Where the focus may be put unasked: never on what takes something away at the next Enter. */
const LANDING = FOCUSABLE.split(', ')
  .map((one) => `${one}:not([data-takes-away])`)
  .join(', ');

/**
 * Brings a field into view, points at it and focuses its control; a row of a table when given. Gives whether the field
 * is on the page.
 */
export function focusField(fieldId: string, row?: number): boolean {
  const frame = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(fieldId)}"]`);
  if (frame === null) return false;
  const id = controlId(fieldId);
  const cell = row === undefined ? null : document.getElementById(`${id}-${row}-0`);
  const control = document.getElementById(id);
  const target =
    cell ??
    (control?.matches('input, textarea, select, button')
      ? control
      : (frame.querySelector<HTMLElement>(ENTRANCE) ??
        frame.querySelector<HTMLElement>(`#${CSS.escape(id)} :is(${LANDING})`)));
  const smooth = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A field taller than most of the window is shown from its label on.
  const tall = cell === null && frame.offsetHeight > window.innerHeight * 0.6;
  (cell ?? frame).scrollIntoView({ block: tall ? 'start' : 'center', behavior: smooth ? 'smooth' : 'auto' });
  target?.focus({ preventScroll: true });
  lightField(frame);
  return true;
}

/** The field and control that an element of the form belongs to; null outside every field, and for its helper buttons. */
export function spotOf(element: Element): Spot | null {
  const fieldId = element.closest<HTMLElement>('[data-field]')?.dataset.field;
  if (fieldId === undefined || element.closest('[data-helpers]') !== null) return null;
  return { fieldId, controlId: element.id };
}

/** Focuses the control where one was typing before, without moving the page more than needed. Gives whether it is there. */
export function returnTo({ fieldId, controlId: id }: Spot): boolean {
  const frame = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(fieldId)}"]`);
  if (frame === null) return false;
  const same = id === '' ? null : document.getElementById(id);
  const control =
    same !== null && frame.contains(same) && !same.matches('[data-takes-away]')
      ? same
      : (frame.querySelector<HTMLElement>('input[type="radio"]:checked') ??
        frame.querySelector<HTMLElement>(ENTRANCE) ??
        frame.querySelector<HTMLElement>(LANDING));
  control?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: 'nearest' });
  return control !== null;
}

/** Height of the bars that stay on top of the page. */
const BARS = 96;

/** Focuses the first control of a container that is in view: where filling goes on. */
export function focusFirst(container: HTMLElement | null): void {
  const all = [...(container?.querySelectorAll<HTMLElement>(LANDING) ?? [])];
  all
    .find(
      (one) =>
        one.offsetParent !== null &&
        one.closest('[data-field]') !== null &&
        one.closest('[data-helpers]') === null &&
        one.getBoundingClientRect().top >= BARS,
    )
    ?.focus({ preventScroll: true });
}

/** Moves focus to the next (or previous) control after one, within a container: what Enter does in single-line fields. */
export function focusNext(container: HTMLElement, from: HTMLElement): void {
  const all = [...container.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (one) =>
      !(one as HTMLInputElement).disabled &&
      one.offsetParent !== null &&
      one.closest('[data-helpers]') === null,
  );
  const at = all.indexOf(from);
  const name = from instanceof HTMLInputElement && from.type === 'radio' ? from.name : null;
  const next = all
    .slice(at + 1)
    .find((one) => !(one instanceof HTMLInputElement && name !== null && one.name === name));
  next?.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
}
