import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { leaveFailures } from '../kit/notify.ts';
import { isDialogOpen } from '../ui/dialog-open.ts';
import { findRegion, REGIONS } from '../ui/regions.ts';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled):not([type="hidden"]), select, textarea, [tabindex="0"]';

/** Whether Tab can come to an element as the page stands. */
function reachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && element.offsetParent !== null;
}

/** What F6 focuses in a region: the marked entry (the page you are on), else its first control. */
function entryOf(region: Element): HTMLElement | null {
  // The asides of the form stand inside the page; of the page itself a control of the middle is wanted.
  const all = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (one) => reachable(one) && (region.matches('aside') || one.closest('aside') === null),
  );
  return all.find((one) => one.hasAttribute('aria-current')) ?? all[0] ?? null;
}

/** Goes to the next (or previous) region of the window. */
function visitRegion(by: 1 | -1): void {
  const regions = REGIONS.flatMap((name) => {
    const region = findRegion(name);
    const entry = region === null ? null : entryOf(region);
    return region === null || entry === null ? [] : [{ region, entry }];
  });
  // The innermost region that holds the focus: the asides stand inside the page.
  const at = regions.reduce(
    (found, { region }, index) =>
      region.contains(document.activeElement) && (found < 0 || regions[found]?.region.contains(region))
        ? index
        : found,
    -1,
  );
  regions[(at + by + regions.length) % regions.length]?.entry.focus();
}

/**
 * Keys of the whole window: Alt+1 to Alt+9 open the pages in the order of the navigation, F6 goes from region to
 * region (issue 5: keyboard for everything), Ctrl+K finds, Ctrl+L saves and locks. Dialogs keep their keys to themselves,
 * but for the lock: who is called away leaves whatever is open.
 */
export function useFrameKeys(
  pages: readonly string[],
  open: (path: string) => void,
  { find, lock }: { readonly find: () => void; readonly lock: () => void },
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    if (command) {
      const letter = event.altKey || event.shiftKey ? '' : event.key.toLowerCase();
      if (letter !== 'k' && letter !== 'l') return;
      event.preventDefault();
      if (letter === 'k') find();
      else lock();
      return;
    }
    if (isDialogOpen()) return;
    if (event.key === 'F6' && !event.altKey) {
      event.preventDefault();
      visitRegion(event.shiftKey ? -1 : 1);
      return;
    }
    const page = event.altKey && !event.shiftKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
    const path = page === undefined ? undefined : pages[Number(page) - 1];
    if (path === undefined) return;
    event.preventDefault();
    open(path);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/**
 * After going to another page, it begins at its top, and focus stands before its first control, so that the next Tab is in the page and not at
 * the window's start. Pages that focus something of their own keep it.
 */
export function useFocusOnArrival(location: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const page = location.split('/')[1];
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    const { activeElement } = document;
    if (activeElement !== null && main.current?.contains(activeElement) === true) return;
    // The window kept the place of the page before, and opened this one in its middle.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [page]);
  return main;
}

/** A failure that was announced on one page does not stand on the next, over what it does not speak of. */
export function useLeavingFailures(location: string): void {
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    leaveFailures();
  }, [location]);
}
