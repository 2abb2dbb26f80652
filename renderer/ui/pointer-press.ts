/** Follows whether a mouse button or finger is down, and lets work wait until it is up again. */
export interface PointerPress {
  /**
   * Runs `work` before the next event is handled, or after the press that is under way; gives the function that takes it
   * back.
   */
  whenReleased(work: () => void): () => void;
}

/** The click comes after the release in the same turn of the event loop; layout may move only after it. */
const AFTER_CLICK_MS = 30;

/**
 * Watches `target` (the document) for presses. `together` runs what has become due as one change of the page, which must
 * stand before it returns: a change that is only scheduled could still come between the pressing and the releasing of a
 * button that goes down meanwhile.
 */
export function watchPointerPress(
  target: EventTarget,
  together: (run: () => void) => void = (run) => run(),
): PointerPress {
  let pressed = false;
  let releasing: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<() => void>();
  const runDue = () => {
    if (pressed || waiting.size === 0) return;
    const due = [...waiting];
    waiting.clear();
    together(() => {
      for (const work of due) work();
    });
  };
  const release = () => {
    clearTimeout(releasing);
    releasing = setTimeout(() => {
      pressed = false;
      runDue();
    }, AFTER_CLICK_MS);
  };
  target.addEventListener('pointerdown', () => {
    clearTimeout(releasing);
    pressed = true;
  });
  target.addEventListener('pointerup', release);
  target.addEventListener('pointercancel', release);
  return {
    whenReleased(work) {
      waiting.add(work);
      if (!pressed) queueMicrotask(runDue);
      return () => waiting.delete(work);
    },
  };
}
