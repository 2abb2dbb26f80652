import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeLeftoverSync, whileHeldSync } from '../files/held-file.ts';

/** Makes a rename durable on file systems that need it (Linux); others refuse and need not. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    // Windows cannot open a folder; FAT and some network file systems refuse to sync one. Nothing is lost by it.
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EINVAL' && code !== 'EACCES') throw thrown;
  }
}

/**
 * Writes a whole file so that it is either the old or the new one, whatever happens: temporary name beside the target,
 * fsync, rename, fsync of the folder. Throws the file system's error, `file-held` when another program holds the target.
 */
export function writeDurably(path: string, data: Uint8Array): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = openSync(temporary, 'wx', 0o600);
    try {
      let written = 0;
      while (written < data.length) written += writeSync(handle, data, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    whileHeldSync(path, () => renameSync(temporary, path));
  } catch (thrown) {
    removeLeftoverSync(temporary);
    throw thrown;
  }
  syncFolder(dirname(path));
}
