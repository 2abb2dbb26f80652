interface Save {
  /** Resolves when the place is chosen and the file is being made. */
  readonly begun: Promise<void>;
  /** Resolves when the file is handed over, or the save has failed. */
  readonly ended: Promise<void>;
}

const running = new Set<Save>();

/** How long a save may take to get its place without anybody choosing one; a dialog that stands open is not waited for. */
const CHOOSING_MS = 1_000;

/**
 * A save from its first question to its file being handed over. `work` says by `begun` that the place is known. Locking waits
 * for what has begun: the local shell takes every file away at locking, and one that stands on record as given out would be
 * lost on its way to the browser's folder.
 */
export async function duringSave<T>(work: (begun: () => void) => Promise<T>): Promise<T> {
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const save: Save = { begun: begun.promise, ended: ended.promise };
  running.add(save);
  try {
    return await work(begun.resolve);
  } finally {
    running.delete(save);
    ended.resolve();
  }
}

async function saveEnded({ begun, ended }: Save): Promise<void> {
  const patience = Promise.withResolvers<'choosing'>();
  const timer = setTimeout(() => patience.resolve('choosing'), CHOOSING_MS);
  const first = await Promise.race([begun.then(() => 'begun'), ended.then(() => 'ended'), patience.promise]);
  clearTimeout(timer);
  if (first === 'begun') await ended;
}

/** Resolves when every save that is under way now has ended, well or not. */
export async function savesEnded(): Promise<void> {
  await Promise.all([...running].map(saveEnded));
}
