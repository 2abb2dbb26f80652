import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../durable/whole-file.ts';
import { removeRemnantsSync } from '../durable/work-name.ts';
import { listAutoBackups } from './backup-rotation.ts';
import { connect } from './connect.ts';
import { fileSystemCode, sqliteCode } from './store-errors.ts';
import { creatingPath, databasePath, headerPath } from './workspace-header.ts';

/*
 * Erasing, and tidying up what a kill left. An erased workspace leaves its last backup for thirty days in the folder of its
 * automatic backups, with a mark beside it. The mark is written before the first file goes: a kill in between leaves either
 * a whole workspace or one that is marked, does not open any more, and is gone after the next start.
 */

const dayMs = 86_400_000;
const daysKept = 30;
/** A rest is only swept when nobody can still be writing it. */
const restAgeMs = dayMs;
const erasedMark = z.strictObject({ erasedAt: z.iso.datetime() });

function backupFolder(dataDir: string, id: string): string {
  return join(dataDir, 'backups', id);
}

function markPath(dataDir: string, id: string): string {
  return join(backupFolder(dataDir, id), 'erased.json');
}

/** When a workspace was erased, or null. */
export function erasedAt(dataDir: string, id: string): string | null {
  try {
    return erasedMark.parse(JSON.parse(readFileSync(markPath(dataDir, id), 'utf8'))).erasedAt;
  } catch (thrown) {
    if (fileSystemCode(thrown) === 'ENOENT' || fileSystemCode(thrown) === 'ENOTDIR') return null;
    // A mark that cannot be read is one all the same: it is written whole or not at all.
    return existsSync(markPath(dataDir, id)) ? new Date(0).toISOString() : null;
  }
}

/** True once erasing has begun. */
export function isBeingErased(dataDir: string, id: string): boolean {
  return erasedAt(dataDir, id) !== null;
}

/** Until when the last backup of a workspace erased at that time is kept. */
export function keptUntilAfter(erased: string): string {
  return new Date(Date.parse(erased) + daysKept * dayMs).toISOString();
}

/** Marks a workspace as erased, durably; from here on it does not open. */
export function markErased(dataDir: string, id: string, at: string): void {
  mkdirSync(backupFolder(dataDir, id), { recursive: true, mode: 0o700 });
  writeDurably(markPath(dataDir, id), Buffer.from(`${JSON.stringify({ erasedAt: at })}\n`, 'utf8'));
}

/** Removes all automatic backups of an erased workspace but the last one. */
export function keepLastBackup(dataDir: string, id: string, now: Date): void {
  const folder = backupFolder(dataDir, id);
  for (const { name } of listAutoBackups(folder, id, now).slice(1))
    rmSync(join(folder, name), { force: true });
}

/** True while any program has the database open: SQLite refuses before it needs a key. */
function isOpenElsewhere(database: string): boolean {
  if (!existsSync(database)) return false;
  const raw = connect(database, { fileMustExist: true, readonly: true, timeout: 100 });
  try {
    raw.prepare('SELECT 1 FROM sqlite_schema').get();
    return false;
  } catch (thrown) {
    return sqliteCode(thrown).startsWith('SQLITE_BUSY');
  } finally {
    raw.close();
  }
}

function isOld(path: string, now: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && now - stat.mtimeMs > restAgeMs;
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (thrown) {
    if (fileSystemCode(thrown) === 'ENOENT' || fileSystemCode(thrown) === 'ENOTDIR') return [];
    throw thrown;
  }
}

/** What is swept, by where it lies; `remove` takes the files of one workspace away. */
export function sweepRests(dataDir: string, now: Date, remove: (id: string) => void): void {
  const time = now.getTime();
  for (const id of names(join(dataDir, 'backups')).filter((name) => /^w-[0-9a-z]+$/.test(name))) {
    const erased = erasedAt(dataDir, id);
    if (erased !== null && !isOpenElsewhere(databasePath(dataDir, id))) {
      if (existsSync(headerPath(dataDir, id)) || existsSync(databasePath(dataDir, id))) remove(id);
      keepLastBackup(dataDir, id, now);
      // A mark of the future is one of a clock that was ahead: its days begin now.
      if (Date.parse(erased) > time + dayMs) markErased(dataDir, id, now.toISOString());
      else if (Date.parse(keptUntilAfter(erased)) < time)
        rmSync(backupFolder(dataDir, id), { recursive: true, force: true });
    }
    sweepScratch(join(dataDir, 'backups', id), time, dataDir);
    removeRemnantsSync(join(dataDir, 'backups', id));
  }
  sweepScratch(join(dataDir, 'backups'), time, dataDir);
  for (const folder of [dataDir, join(dataDir, 'backups')]) removeRemnantsSync(folder);
  for (const name of names(dataDir)) {
    const id = /^(w-[0-9a-z]+)\.creating$/.exec(name)?.[1];
    if (id === undefined || !isOld(join(dataDir, name), time)) continue;
    if (existsSync(headerPath(dataDir, id))) rmSync(creatingPath(dataDir, id), { force: true });
    else if (!isOpenElsewhere(databasePath(dataDir, id))) remove(id);
  }
}

/** The copy of a database that a killed backup left. */
function sweepScratch(folder: string, time: number, dataDir: string): void {
  for (const name of names(folder)) {
    const id = /^backup-(w-[0-9a-z]+)\.db(-wal|-shm|-journal)?$/.exec(name)?.[1];
    if (id === undefined || !isOld(join(folder, name), time)) continue;
    if (!isOpenElsewhere(databasePath(dataDir, id))) rmSync(join(folder, name), { force: true });
  }
}
