type Taker = (handle: string) => void;

let waiting: string | null = null;
let taker: Taker | null = null;

/**
 * A package opened by double click or from the menu. The page that imports packages takes it at once when it is shown;
 * otherwise it waits (through unlocking, too) until such a page comes. Gives whether it was taken.
 */
export function offerPackage(handle: string): boolean {
  if (taker === null) {
    waiting = handle;
    return false;
  }
  taker(handle);
  return true;
}

/** Whether a package waits for a page that imports it. */
export function packageWaits(): boolean {
  return waiting !== null;
}

/** The page shown now takes packages; a waiting one is handed over at once. Gives the function that stops it. */
export function takePackages(next: Taker): () => void {
  taker = next;
  if (waiting !== null) {
    const handle = waiting;
    waiting = null;
    next(handle);
  }
  return () => {
    if (taker === next) taker = null;
  };
}
