import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { WorkspaceRole } from '../../../shared/api/workspace-methods.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { whileHeldSync } from '../durable/held-file.ts';
import { writeDurably } from '../durable/whole-file.ts';
import { sweepBlobs } from './blob-store.ts';
import { isBeingErased } from './erasing.ts';
import { logEvent } from './event-log.ts';
import { openDatabase } from './open-database.ts';
import { findMissingSaves, type MissingSaves, setAside } from './opening-check.ts';
import { randomId, systemRandom } from './random.ts';
import { makeRecoveryCode } from './recovery-code.ts';
import type { Db, OpenDb } from './rows.ts';
import { isBeingCopied, releaseSnapshots } from './snapshot.ts';
import { keepWitness, lastSave, releaseWitness } from './witness.ts';
import {
  creatingPath,
  databasePath,
  headerPath,
  makeWraps,
  readHeader,
  unlockKey,
  type WorkspaceHeader,
  type WorkspaceSecret,
  witnessPath,
  writeHeader,
} from './workspace-header.ts';

/** An opened workspace file. */
export interface WorkspaceFile {
  readonly db: OpenDb;
  readonly key: Uint8Array;
  readonly header: WorkspaceHeader;
}

const openedTimes = z.record(z.string(), z.iso.datetime());

function openedPath(dataDir: string): string {
  return join(dataDir, 'opened.json');
}

/** When each workspace was last opened; losing this file costs nothing but the order of the list. */
export function readOpenedTimes(dataDir: string): Record<string, string> {
  try {
    const parsed = openedTimes.safeParse(JSON.parse(readFileSync(openedPath(dataDir), 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Notes that a workspace was opened; null takes it off the list. Never throws: it only orders the list. */
export function noteOpened(dataDir: string, id: string, at: string | null): void {
  const times = readOpenedTimes(dataDir);
  if (at === null) delete times[id];
  else times[id] = at;
  try {
    writeDurably(openedPath(dataDir), Buffer.from(`${JSON.stringify(times, null, 2)}\n`, 'utf8'));
  } catch {
    // Held, full or write-protected: nobody is kept from the work because a list is out of order.
  }
}

/** Where the copy made before a migration goes. */
export function backupPathFor(dataDir: string, id: string): (fromVersion: number) => string {
  return (fromVersion) => join(dataDir, 'backups', `${id}-v${fromVersion}.db`);
}

/** An id that no workspace in the folder has. */
export function freshWorkspaceId(dataDir: string): string {
  let id = `w-${randomId(systemRandom, 10)}`;
  while (existsSync(headerPath(dataDir, id)) || existsSync(databasePath(dataDir, id))) {
    id = `w-${randomId(systemRandom, 10)}`;
  }
  return id;
}

/** Where a workspace's automatic backups stand: beside the data, in a folder of its own. */
export function autoBackupFolder(dataDir: string, id: string): string {
  return join(dataDir, 'backups', id);
}

/** Removes the files of a workspace; automatic backups are the caller's affair. Not to be called while it is open. */
export function removeWorkspaceFiles(dataDir: string, id: string): void {
  // The header goes first: without it the data cannot be opened, even if the rest survives a crash.
  const remove = (path: string): void =>
    whileHeldSync(path, () => rmSync(path, { recursive: true, force: true }));
  remove(headerPath(dataDir, id));
  const database = databasePath(dataDir, id);
  for (const suffix of ['', '-wal', '-shm', '-journal']) remove(`${database}${suffix}`);
  remove(witnessPath(dataDir, id));
  remove(creatingPath(dataDir, id));
  const backups = join(dataDir, 'backups');
  const copies = existsSync(backups) ? readdirSync(backups) : [];
  for (const name of copies.filter((copy) => copy.startsWith(`${id}-v`))) remove(join(backups, name));
}

/**
 * Makes a new encrypted workspace and opens it. `fill` writes its first content inside the same step: when it throws,
 * no file is left. The recovery code is given once and kept nowhere.
 */
export async function createWorkspaceFile(
  dataDir: string,
  about: {
    readonly name: string;
    readonly role: WorkspaceRole;
    readonly campaignTitle: string;
    readonly createdAt: string;
    readonly passphrase: string;
    /** Cost of the passphrase's key as a power of two. */
    readonly passphraseLogN: number;
  },
  fill: (db: Db, id: string) => void,
): Promise<WorkspaceFile & { readonly recoveryCode: string }> {
  mkdirSync(dataDir, { recursive: true });
  const id = freshWorkspaceId(dataDir);
  const key = new Uint8Array(randomBytes(32));
  const keyId = randomBytes(16).toString('hex');
  const recoveryCode = makeRecoveryCode(randomBytes(28));
  const header: WorkspaceHeader = {
    format: 'jianbiao-workspace/1',
    id,
    keyId,
    name: about.name,
    role: about.role,
    campaignTitle: about.campaignTitle,
    createdAt: about.createdAt,
    wraps: await makeWraps(keyId, key, about.passphrase, recoveryCode, about.passphraseLogN),
  };
  let db: OpenDb | null = null;
  try {
    writeDurably(creatingPath(dataDir, id), Buffer.from(`${about.createdAt}\n`, 'utf8'));
    const opened = openDatabase({
      path: databasePath(dataDir, id),
      key,
      name: about.name,
      create: true,
      backupPath: backupPathFor(dataDir, id),
    });
    db = opened;
    opened.atomic(() => fill(opened, id));
    // A young workspace would lie wholly in its log: losing that would be losing everything.
    opened.raw.pragma('wal_checkpoint(TRUNCATE)');
    keepWitness(opened, witnessPath(dataDir, id));
    // The header last: a workspace is on the list only when it is whole.
    writeHeader(dataDir, header);
    rmSync(creatingPath(dataDir, id), { force: true });
    return { db: opened, key, header, recoveryCode };
  } catch (thrown) {
    db?.raw.close();
    if (db !== null) releaseWitness(db.raw);
    removeWorkspaceFiles(dataDir, id);
    throw thrown;
  }
}

/** How a workspace is opened although savings are missing: what was found is kept first, and it is logged. */
export interface AcceptedLoss {
  /** Time of the log entry and of the folder. */
  readonly at: string;
}

/**
 * Opens a workspace with one of its secrets. Throws the errors of `unlockKey` and `openDatabase`, and `workspace-being-erased`.
 * When acknowledged savings are missing nothing is touched and it throws `workspace-saves-missing`, unless the loss was accepted.
 */
export async function openWorkspaceFile(
  dataDir: string,
  id: string,
  secret: WorkspaceSecret,
  accepted: AcceptedLoss | null = null,
): Promise<WorkspaceFile> {
  const header = readHeader(dataDir, id);
  if (isBeingErased(dataDir, id)) throw new JianbiaoError('workspace-being-erased', { name: header.name });
  const key = await unlockKey(header, secret);
  const missing = findMissingSaves(dataDir, header, key);
  if (missing !== null && accepted === null) throw missingError(header.name, missing);
  if (missing !== null && accepted !== null) setAside(dataDir, id, accepted.at);
  const db = openDatabase({
    path: databasePath(dataDir, id),
    key,
    name: header.name,
    backupPath: backupPathFor(dataDir, id),
  });
  try {
    sweepBlobs(db);
    if (missing !== null && accepted !== null) {
      // Otherwise the frames that were thrown away would lie in the log still and be found again.
      db.raw.pragma('wal_checkpoint(TRUNCATE)');
      logEvent(db, accepted.at, 'loss-accepted', { missing: missing.count ?? 0 });
    }
    keepWitness(db, witnessPath(dataDir, id));
  } catch (thrown) {
    db.raw.close();
    throw thrown;
  }
  return { db, key, header };
}

/** A time as it is told: the civil time in China, to the second, since the last savings are seconds apart. */
function chinaTime(iso: string): string {
  const there = new Date(Date.parse(iso) + 8 * 3_600_000);
  const [hour, minute, second] = [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${there.getUTCFullYear()}年${there.getUTCMonth() + 1}月${there.getUTCDate()}日 ${hour}:${minute}:${second}`;
}

function missingError(name: string, { count, until, last }: MissingSaves): JianbiaoError {
  const params = {
    name,
    until: until === null ? '上次备份前后' : chinaTime(until),
    last: last === null ? '中断时' : chinaTime(last),
    count: count ?? 0,
    // For a window that lays it beside the times of the backups.
    untilAt: until ?? '',
  };
  return count === null
    ? new JianbiaoError('workspace-file-exchanged', params)
    : new JianbiaoError('workspace-saves-missing', params);
}

/**
 * Folds the log into the file while nobody writes, so that it does not hold hours of work. Does nothing while the file is
 * being copied, which needs it to stand still.
 */
export function checkpointAtRest({ db }: WorkspaceFile): void {
  if (!db.raw.open || db.raw.inTransaction || isBeingCopied(db.raw)) return;
  const save = lastSave(db)?.seq ?? 0;
  const before = atRest.get(db.raw);
  if (before?.save !== save) atRest.set(db.raw, { save, folded: false });
  else if (!before.folded) {
    db.raw.pragma('wal_checkpoint(TRUNCATE)');
    atRest.set(db.raw, { save, folded: true });
  }
}

/** The saving at which a database was last looked at, and whether its log was folded in since. */
const atRest = new WeakMap<OpenDb['raw'], { readonly save: number; readonly folded: boolean }>();

/** Closes in order: the log is folded into the file so that a single file remains. */
export function closeWorkspaceFile(file: WorkspaceFile): void {
  try {
    file.db.raw.pragma('optimize');
    file.db.raw.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    // On a full disk the log stays beside the file and is folded in next time; the lock must go all the same.
    file.db.raw.close();
    releaseSnapshots(file.db.raw);
    releaseWitness(file.db.raw);
    file.key.fill(0);
  }
}
