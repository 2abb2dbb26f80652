import type { FoundFace } from './find-face.ts';
import type { Pixels } from './pixels.ts';

/** Longer than any computer takes; then something is wrong and the clerk should not wait. */
const LONGEST_MS = 30_000;

/**
 * Looks for the face of a picture in a worker of its own. Gives null when that is not possible on this computer, or when
 * `signal` ends the search; never rejects.
 */
export function searchFace(pixels: Pixels, signal: AbortSignal): Promise<FoundFace | null> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' });
    } catch {
      resolve(null);
      return;
    }
    const end = (found: FoundFace | null) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(found);
    };
    const timer = setTimeout(() => end(null), LONGEST_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<FoundFace>) => end(data));
    worker.addEventListener('messageerror', () => end(null));
    worker.addEventListener('error', (event) => {
      // The manual way is open: nothing that belongs into the window's log.
      event.preventDefault();
      end(null);
    });
    signal.addEventListener('abort', () => end(null), { once: true });
    worker.postMessage(pixels);
  });
}
