/** Follows whether a mouse button or finger is down, and lets work wait until it is up again. */
export interface PointerPress {
  /** Runs `work` now, or after the press that is under way; gives the function that takes it back. */
  whenReleased(work: () => void): () => void;
}

/** The click comes after the release in the same turn of the event loop; layout may move only after it. */
const AFTER_CLICK_MS = 30;

/** Watches `target` (the document) for presses. */
export function watchPointerPress(target: EventTarget): PointerPress {
  let pressed = false;
  const waiting = new Set<() => void>();
  const release = () => {
    setTimeout(() => {
      pressed = false;
      const due = [...waiting];
      waiting.clear();
      for (const work of due) work();
    }, AFTER_CLICK_MS);
  };
  target.addEventListener('pointerdown', () => {
    pressed = true;
  });
  target.addEventListener('pointerup', release);
  target.addEventListener('pointercancel', release);
  return {
    whenReleased(work) {
      if (!pressed) {
        work();
        return () => undefined;
      }
      waiting.add(work);
      return () => waiting.delete(work);
    },
  };
}
