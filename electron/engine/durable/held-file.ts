import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { errorCode } from '../files/error-code.ts';

/**
 * What Windows answers while another program has a file open that was just written: virus scanners, indexers and
 * synchronisers look at every new file for a moment.
 */
const heldCodes: readonly string[] = ['EPERM', 'EBUSY', 'EACCES'];

/** Pauses between the tries, in milliseconds: short at first, two seconds in all. */
const pauses = [10, 20, 40, 80, 150, 250, 350, 500, 600] as const;

/** True for an error that a file gives while another program holds it. */
function isHeld(thrown: unknown): boolean {
  return heldCodes.includes(errorCode(thrown));
}

function heldError(path: string, cause: unknown): JianbiaoError {
  return new JianbiaoError('file-held', { file: basename(path).normalize('NFC') }, { cause });
}

/**
 * Runs one renaming or removing of `path`, again and again for two seconds while another program holds the file.
 * Only for steps after the file could be written there: a write-protected place answers the same codes. Throws
 * `file-held` after that time, any other error at once.
 */
export async function whileHeld<T>(path: string, step: () => Promise<T>): Promise<T> {
  for (const wait of pauses) {
    try {
      return await step();
    } catch (thrown) {
      if (!isHeld(thrown)) throw thrown;
      await pause(wait);
    }
  }
  try {
    return await step();
  } catch (thrown) {
    throw isHeld(thrown) ? heldError(path, thrown) : thrown;
  }
}

/** Like `whileHeld`, for steps that must not let anything else run in between. */
export function whileHeldSync<T>(path: string, step: () => T): T {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const wait of pauses) {
    try {
      return step();
    } catch (thrown) {
      if (!isHeld(thrown)) throw thrown;
      Atomics.wait(clock, 0, 0, wait);
    }
  }
  try {
    return step();
  } catch (thrown) {
    throw isHeld(thrown) ? heldError(path, thrown) : thrown;
  }
}

/**
 * Removes a leftover, file or folder, if it can: never throws, so that a cleaning that fails hides neither a success
 * nor the error it cleans up after. Gives whether it is gone.
 */
export async function removeLeftover(path: string): Promise<boolean> {
  try {
    await whileHeld(path, () => rm(path, { recursive: true, force: true }));
    return true;
  } catch {
    return false;
  }
}

/** Like `removeLeftover`, without letting anything else run. */
export function removeLeftoverSync(path: string): boolean {
  try {
    whileHeldSync(path, () => rmSync(path, { recursive: true, force: true }));
    return true;
  } catch {
    return false;
  }
}
