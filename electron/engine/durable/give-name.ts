import { renameSync } from 'node:fs';
import { link, lstat, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { errorCode } from '../files/error-code.ts';
import { removeLeftover, whileHeld, whileHeldSync } from './held-file.ts';
import { syncFolder, syncFolderSync } from './sync-folder.ts';
import { removeWork } from './work-name.ts';

/** Something of that name is there already, and was not to be replaced. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';

  constructor(path: string) {
    super(`taken: ${basename(path)}`);
  }
}

/** Throws `NameTakenError` when anything has the name, a link that leads nowhere too. */
export async function refuseTaken(path: string): Promise<void> {
  try {
    await lstat(path);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return;
    throw thrown;
  }
  throw new NameTakenError(path);
}

/**
 * link fails when the name exists, where rename would replace; false on file systems without links, for a folder and for a
 * file that is held, which get the check and the renaming instead.
 */
async function isLinked(work: string, target: string): Promise<boolean> {
  try {
    await link(work, target);
    return true;
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') throw new NameTakenError(target);
    return false;
  }
}

async function renameUntaken(work: string, target: string): Promise<void> {
  await refuseTaken(target);
  try {
    await rename(work, target);
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') await refuseTaken(target);
    throw thrown;
  }
}

/**
 * Gives a finished file or folder its name without ever replacing another, and makes the name durable. Once the name stands,
 * a temporary one that another program keeps from going is removed later. Throws `NameTakenError`, `file-held`, the file
 * system's error; the name is gone again then.
 */
export async function claimName(work: string, target: string): Promise<void> {
  const linked = await isLinked(work, target);
  if (!linked) await whileHeld(target, () => renameUntaken(work, target));
  try {
    await syncFolder(dirname(target));
  } catch (thrown) {
    // What is reported as failed must not lie there to be sent.
    await removeLeftover(target);
    throw thrown;
  }
  if (linked) await removeWork(work);
}

/** Gives a finished file its name in one step, in place of what has it. Throws `file-held` and the file system's error. */
export async function takeName(work: string, target: string): Promise<void> {
  await whileHeld(target, () => rename(work, target));
  await syncFolder(dirname(target));
}

/** Like `takeName`, without letting anything else run. */
export function takeNameSync(work: string, target: string): void {
  whileHeldSync(target, () => renameSync(work, target));
  syncFolderSync(dirname(target));
}
