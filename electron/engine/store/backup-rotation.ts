import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftoverSync } from '../durable/held-file.ts';
import { fileSystemCode } from './store-errors.ts';

/** One automatic backup in a folder, told by its name. */
export interface AutoBackupFile {
  readonly name: string;
  /** When it was made, ISO, whole seconds. */
  readonly at: string;
}

type Dated = Pick<AutoBackupFile, 'at'>;

const newestKept = 10;
const daysKept = 14;
/** So many of the last ones stay from before a time without backups that is longer than a year. */
const keptBeforeLeap = 3;
const dayMs = 86_400_000;
const leapMs = 366 * dayMs;
/** A backup that much later than now was made under a clock that was ahead. */
const aheadMs = dayMs;
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

function isAhead({ at }: Dated, now: Date): boolean {
  return Date.parse(at) > now.getTime() + aheadMs;
}

/** The order in which backups are offered: newest first, those from a clock that was ahead behind all others. */
export function inOrderOfTrust<T extends Dated>(backups: readonly T[], now: Date): T[] {
  const ahead = backups.filter((backup) => isAhead(backup, now));
  return [...backups.filter((backup) => !isAhead(backup, now)), ...ahead];
}

/**
 * What stood before a leap of the clock: with an empty battery it may run ahead by decades for weeks, and the new files
 * would take the place of all the good ones. Also the case of a workspace that lay unused for a year, where it costs little.
 */
function beforeLeap(backups: readonly AutoBackupFile[]): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const [index, { at }] of backups.entries()) {
    const older = backups[index + 1];
    if (older === undefined || Date.parse(at) - Date.parse(older.at) <= leapMs) continue;
    for (const { name } of backups.slice(index + 1, index + 1 + keptBeforeLeap)) kept.add(name);
  }
  return kept;
}

/**
 * Which automatic backups have had their time: kept are the last ten, of each of the last fourteen days (in China) the last
 * one, and a few from before a leap of the clock. Those of the future give way first. `justWritten` is kept whatever the
 * clock says.
 */
export function outlivedBackups(
  backups: readonly AutoBackupFile[],
  now: Date,
  justWritten: string,
): AutoBackupFile[] {
  const day = (time: number): number => Math.floor((time + chinaOffsetMs) / dayMs);
  const today = day(now.getTime());
  const seen = new Set<number>();
  const ordered = inOrderOfTrust(backups, now);
  const leapt = beforeLeap(ordered.filter((backup) => !isAhead(backup, now)));
  return ordered.filter((backup, index) => {
    const { name, at } = backup;
    const made = day(Date.parse(at));
    const lastOfItsDay = !seen.has(made);
    seen.add(made);
    if (name === justWritten || index < newestKept || leapt.has(name)) return false;
    return isAhead(backup, now) || !(lastOfItsDay && made > today - daysKept);
  });
}

/** The automatic backups standing in a folder, the most trusted first; none where the folder is missing. */
export function listAutoBackups(
  folder: string,
  id: string,
  now: Date,
): (AutoBackupFile & { readonly bytes: number })[] {
  try {
    return inOrderOfTrust(autoBackupsAmong(id, readdirSync(folder)), now).flatMap((file) => {
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
  for (const { name } of outlivedBackups(listAutoBackups(folder, id, now), now, justWritten))
    removeLeftoverSync(join(folder, name));
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part') && autoBackupsAmong(id, [name.slice(0, -'.part'.length)]).length > 0)
      removeLeftoverSync(join(folder, name));
  }
}
