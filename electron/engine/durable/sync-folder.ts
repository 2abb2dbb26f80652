import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { errorCode } from '../files/error-code.ts';

/** FAT, sticks and some network file systems have no syncing of folders; the file itself is on the medium. */
const notOffered: readonly string[] = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'];

/** Windows opens no folder, and needs no syncing of one. */
const isNeeded = process.platform !== 'win32';

function unlessNotOffered(thrown: unknown): void {
  if (!notOffered.includes(errorCode(thrown))) throw thrown;
}

/** Makes the names in a folder durable where the system has a way to. Throws the file system's error. */
export async function syncFolder(folder: string): Promise<void> {
  if (!isNeeded) return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    unlessNotOffered(thrown);
  }
}

/** Like `syncFolder`, without letting anything else run. */
export function syncFolderSync(folder: string): void {
  if (!isNeeded) return;
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    unlessNotOffered(thrown);
  }
}

/** Forces a file that something else wrote onto the disk. Throws the file system's error. */
export function syncFileSync(path: string): void {
  // Windows only syncs what may be written to; elsewhere a file that is write-protected can be synced too.
  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
