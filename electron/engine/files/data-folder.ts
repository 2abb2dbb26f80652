import { existsSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/**
 * Makes the data folder, for this user's eyes alone: its files are encrypted, but their number and times are nobody else's
 * business either. Throws JianbiaoError `data-folder-not-writable` when it cannot be, as in a home of
 * somebody else's, `data-folder-is-file` when something else has its name.
 */
export function makeDataFolder(dataDir: string): void {
  refusing(dataDir, () => {
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    } catch (thrown) {
      if (isTaken(dataDir))
        throw new JianbiaoError('data-folder-is-file', { folder: dataDir }, { cause: thrown });
      // Node says "no such file" of a write-protected place when it is asked for the folders above as well.
      if (existsSync(dirname(dataDir))) mkdirSync(dataDir, { mode: 0o700 });
      throw thrown;
    }
  });
}

/**
 * Makes the data folder and writes in it once, before a window opens that could save nothing: a portable copy may stand
 * on a disc or on a stick with its write lock on. A full disk passes: what is there can still be read. Throws as `makeDataFolder` does.
 */
export function requireDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.write-probe-${process.pid}`);
  makeDataFolder(dataDir);
  refusing(dataDir, () => {
    writeFileSync(probe, '');
    rmSync(probe);
  });
}

/** A file has the folder's name, or a link that leads nowhere. */
function isTaken(path: string): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  return there !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}

function refusing(folder: string, write: () => void): void {
  try {
    write();
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    const reason = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new JianbiaoError('data-folder-not-writable', { folder, reason }, { cause: thrown });
  }
}
