/** Draws the eye to a field for a moment: it was jumped to, or something in it was changed. */
export function lightField(frame: HTMLElement | null): void {
  if (frame === null) return;
  frame.removeAttribute('data-field-target');
  requestAnimationFrame(() => frame.setAttribute('data-field-target', 'true'));
  setTimeout(() => frame.removeAttribute('data-field-target'), 2000);
}
