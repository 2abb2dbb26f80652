import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftoverSync } from '../files/held-file.ts';
import { fileSystemCode } from './store-errors.ts';

/** One automatic backup in a folder, told by its name. */
export interface AutoBackupFile {
  readonly name: string;
  /** When it was made, ISO, whole seconds. */
  readonly at: string;
}

const newestKept = 10;
const daysKept = 14;
const dayMs = 86_400_000;
const chinaOffsetMs = 8 * 3_600_000;

/** The name of a workspace's automatic backup. No other file is ever counted, or removed, as one. */
export function autoBackupName(id: string, at: Date): string {
  return `jianbiao-auto-${id}-${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}.jbbackup`;
}

/** The automatic backups of a workspace among the names of a folder, newest first. */
export function autoBackupsAmong(id: string, names: readonly string[]): AutoBackupFile[] {
  const found: AutoBackupFile[] = [];
  for (const name of names) {
    const match = /^jianbiao-auto-(w-[0-9a-z]+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.jbbackup$/.exec(name);
    if (match === null || match[1] !== id) continue;
    const [, , year, month, day, hour, minute, second] = match;
    const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (!Number.isNaN(time)) found.push({ name, at: new Date(time).toISOString() });
  }
  return found.sort((left, right) => right.at.localeCompare(left.at));
}

/**
 * Which automatic backups have had their time: kept are the last ten, and of each of the last fourteen days (in China)
 * the last one. `justWritten` is kept whatever the clock says.
 */
export function outlivedBackups(
  backups: readonly AutoBackupFile[],
  now: Date,
  justWritten: string,
): AutoBackupFile[] {
  const day = (time: number): number => Math.floor((time + chinaOffsetMs) / dayMs);
  const today = day(now.getTime());
  const seen = new Set<number>();
  return backups.filter(({ name, at }, index) => {
    const made = day(Date.parse(at));
    const lastOfItsDay = !seen.has(made);
    seen.add(made);
    return name !== justWritten && index >= newestKept && !(lastOfItsDay && made > today - daysKept);
  });
}

/** The automatic backups standing in a folder, newest first; none where the folder is missing. */
export function listAutoBackups(folder: string, id: string): (AutoBackupFile & { readonly bytes: number })[] {
  try {
    return autoBackupsAmong(id, readdirSync(folder)).flatMap((file) => {
      const stat = statSync(join(folder, file.name), { throwIfNoEntry: false });
      return stat?.isFile() === true ? [{ ...file, bytes: stat.size }] : [];
    });
  } catch (thrown) {
    const code = fileSystemCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw thrown;
  }
}

/** Removes what an interrupted backup left under temporary names, and backups that have had their time. */
export function tidyAutoBackups(folder: string, id: string, now: Date, justWritten: string): void {
  for (const { name } of outlivedBackups(listAutoBackups(folder, id), now, justWritten))
    removeLeftoverSync(join(folder, name));
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part') && autoBackupsAmong(id, [name.slice(0, -'.part'.length)]).length > 0)
      removeLeftoverSync(join(folder, name));
  }
}
