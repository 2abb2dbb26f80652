type Taker = (handles: readonly string[]) => void;

let waiting: readonly string[] = [];
let taker: Taker | null = null;
const listeners = new Set<() => void>();

function setWaiting(next: readonly string[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/**
 * A package opened by double click or from the menu. The page that imports packages takes it at once when it is shown;
 * otherwise it waits, with others that came before it, until such a page comes: through unlocking, too.
 */
export function offerPackage(handle: string): void {
  if (taker === null) setWaiting([...waiting, handle]);
  else taker([handle]);
}

/** Whether a package waits for a page that imports it. */
export function packageWaits(): boolean {
  return waiting.length > 0;
}

/** Hears when packages begin or cease to wait. Gives the function that stops it. */
export function onPackageWaits(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The page shown now takes packages; waiting ones are handed over at once. Gives the function that stops it. */
export function takePackages(next: Taker): () => void {
  taker = next;
  if (waiting.length > 0) {
    const handles = waiting;
    setWaiting([]);
    next(handles);
  }
  return () => {
    if (taker === next) taker = null;
  };
}
