import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** A file a command names, whole. Throws cli-file-unreadable with the file's name, never its folder. */
export async function readNamedFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new JianbiaoError('cli-file-unreadable', { name: basename(path) }, { cause: thrown });
  }
}

/** The paths of a named folder's files, sorted. Throws cli-folder-unreadable with its name. */
export async function filesOfNamedFolder(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(path, entry.name))
      .sort();
  } catch (thrown) {
    throw new JianbiaoError('cli-folder-unreadable', { name: basename(path) }, { cause: thrown });
  }
}

/**
 * The passphrase in the first line of a file: arguments of a command are visible to everyone on the machine, so a
 * passphrase never is one.
 */
export async function readPassphrase(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return (await readNamedFile(path)).toString('utf8').split(/\r?\n/)[0];
}
