/**
 * As a `ref`: brings an element into view when it comes, and never again. A function written in place is another at every
 * drawing, which React calls anew each time: the page would jump back to it at every letter typed elsewhere.
 */
export function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
