import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { shownName } from './shown-name.ts';

/** Reading a pipe waits for a writer that never comes, opening a device may do anything: neither waits this way. */
export const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What a thing in a folder is when it is no plain file. */
export function specialKind(found: Stats): string {
  if (found.isDirectory()) return '文件夹';
  if (found.isFIFO()) return '管道';
  if (found.isSocket()) return '套接字';
  return '设备';
}

function requirePlain(found: Stats, path: string): void {
  if (found.isFile()) return;
  const file = shownName(path).normalize('NFC');
  throw new JianbiaoError('file-not-plain', { file, what: specialKind(found) });
}

/**
 * Opens a file that somebody chose, for reading; the caller closes it. Throws `file-not-plain` for a folder, pipe or device,
 * which is not even opened (the engine has one thread, and a pipe would hold it for good), and the file system's errors.
 */
export function openPlainSync(path: string): { readonly descriptor: number; readonly size: number } {
  requirePlain(statSync(path), path);
  const descriptor = openSync(path, withoutWaiting);
  try {
    // Asked again of what was opened: the name may stand for something else by now.
    const found = fstatSync(descriptor);
    requirePlain(found, path);
    return { descriptor, size: found.size };
  } catch (thrown) {
    closeSync(descriptor);
    throw thrown;
  }
}
