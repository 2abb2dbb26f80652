import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** Where a system keeps passing files when TMPDIR names a folder that is not there, as some sessions leave it. */
const USUAL = process.platform === 'win32' ? [] : ['/tmp', '/var/tmp'];

/**
 * The folder for passing files: the one that the environment names, else the usual one of the system. Throws JianbiaoError
 * `temporary-folder-not-writable` when this user can write in none. `named` is for tests.
 */
export function temporaryFolder(named: string = tmpdir(), usual: readonly string[] = USUAL): string {
  for (const folder of [named, ...usual]) {
    try {
      rmdirSync(mkdtempSync(join(folder, 'jianbiao-probe-')));
      return folder;
    } catch {
      // The next one may do.
    }
  }
  throw new JianbiaoError('temporary-folder-not-writable', { folder: named });
}
