import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { claimName, refuseTaken } from './give-name.ts';
import { removeLeftover, whileHeld } from './held-file.ts';
import { syncFolder } from './sync-folder.ts';
import { removeRemnants, removeWork, workBeside } from './work-name.ts';

/** Fills a folder under a temporary name beside the target and hands it on to `settle`; it goes when either throws. */
async function besideFolder<T>(
  target: string,
  fill: (work: string) => Promise<T>,
  settle: (work: string, made: T) => Promise<void>,
): Promise<T> {
  await removeRemnants(dirname(target));
  const work = workBeside(target);
  try {
    await mkdir(work);
    const made = await fill(work);
    await settle(work, made);
    return made;
  } catch (thrown) {
    await removeWork(work);
    throw thrown;
  }
}

/**
 * Makes a new folder: filled under a temporary name beside the target, then named if `keep` says so. Never into an existing
 * folder: throws `NameTakenError` before anything is written. Throws what filling throws, `file-held`, the file system's
 * error; nothing of it stays then.
 */
export async function makeFolder<T>(
  target: string,
  fill: (work: string) => Promise<T>,
  keep: (made: T) => boolean = () => true,
): Promise<T> {
  await refuseTaken(target);
  return besideFolder(target, fill, (work, made) =>
    keep(made) ? claimName(work, target) : removeWork(work),
  );
}

/**
 * Puts a folder, made as `makeFolder` makes one, in place of the one that has the name. No system exchanges two folders in
 * one step everywhere: the old one is put aside first, and back again when the new one cannot take its place.
 */
export function replaceFolder<T>(target: string, fill: (work: string) => Promise<T>): Promise<T> {
  const aside = join(dirname(target), `.${basename(target)}-old`);
  return besideFolder(target, fill, async (work) => {
    // Of a run that was killed in between; what has the name is newer.
    await removeLeftover(aside);
    await whileHeld(target, () => rename(target, aside));
    try {
      await whileHeld(target, () => rename(work, target));
    } catch (thrown) {
      await whileHeld(target, () => rename(aside, target));
      throw thrown;
    }
    try {
      await syncFolder(dirname(target));
    } finally {
      await removeLeftover(aside);
    }
  });
}

/** Puts a folder aside under another name beside it. Throws `file-held` and the file system's error. */
export async function moveAside(folder: string, name: string): Promise<void> {
  await whileHeld(folder, () => rename(folder, join(dirname(folder), name)));
  await syncFolder(dirname(folder));
}
