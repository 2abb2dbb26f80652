import { createHash } from 'node:crypto';
import { close, closeSync, open, openSync, read, rmSync, write } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { removeLeftoverSync, whileHeldSync } from '../durable/held-file.ts';
import { writeSynced } from '../durable/whole-file.ts';
import { countRows, pragmaTexts } from './backup-copy.ts';
import { connect } from './connect.ts';
import { keyDatabase } from './key-database.ts';
import { byteTables } from './open-database.ts';
import type { WorkspaceFile } from './workspace-file.ts';

/*
 * A copy of an open workspace that holds nobody up. VACUUM INTO would be one call that nothing interrupts (two thirds of
 * a second for 75 MB), and SQLite's backup API refuses an encrypted source with a target that cannot be given the key.
 * So the file itself is copied, block by block between other work. That is sound because in WAL mode only a checkpoint
 * writes into the main file: one is made first, which leaves the log empty, and none happens until the copy is done.
 * What is saved meanwhile goes into the log.
 */

const openFile = promisify(open);
const closeFile = promisify(close);
const readFileAt = promisify(read);
const writeFileAt = promisify(write);

const blockSize = 1 << 20;
/** SQLite locks bytes here and keeps nothing in their page (fileformat2, 1.4); on Windows nobody else can read them. */
const lockPage = { at: 0x40000000, bytes: 4096 } as const;

/**
 * One descriptor for each open database, closed only after the database: closing any descriptor of a file gives up the
 * process's POSIX locks on it, SQLite's too (sqlite.org/howtocorrupt.html, 2.2).
 */
const held = new WeakMap<Database.Database, number>();

function heldDescriptor(raw: Database.Database): number {
  const known = held.get(raw);
  if (known !== undefined) return known;
  const descriptor = openSync(raw.name, 'r');
  held.set(raw, descriptor);
  return descriptor;
}

/** Closes what copying has kept open. To be called after the database was closed, not before. */
export function releaseSnapshots(raw: Database.Database): void {
  const descriptor = held.get(raw);
  if (descriptor === undefined) return;
  held.delete(raw);
  closeSync(descriptor);
}

/** What to copy: a file from a position to its end. */
interface Span {
  readonly descriptor: number;
  readonly from: number;
  /** True for a database that SQLite has open: its lock page is not read. */
  readonly locked: boolean;
}

/**
 * Copies a span to where `target` stands, gives the digest and length of what was copied. Between blocks other work
 * goes on, and an aborted signal ends it. `target` null only reads.
 */
export async function copySpan(
  span: Span,
  target: number | null,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const block = Buffer.alloc(blockSize);
  let bytes = 0;
  for (;;) {
    signal.throwIfAborted();
    const at = span.from + bytes;
    const skipped = span.locked && at === lockPage.at ? lockPage.bytes : 0;
    if (skipped > 0) block.fill(0, 0, skipped);
    const got = await readFileAt(span.descriptor, block, skipped, blockSize - skipped, at + skipped);
    if (got.bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    const whole = block.subarray(0, skipped + got.bytesRead);
    hash.update(whole);
    for (let done = 0; target !== null && done < whole.length; ) {
      done += (await writeFileAt(target, whole, done, whole.length - done, null)).bytesWritten;
    }
    bytes += whole.length;
  }
}

/** Digest and length of a closed file from a position on. */
export async function hashSpan(
  path: string,
  from: number,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const descriptor = await openFile(path, 'r');
  try {
    return await copySpan({ descriptor, from, locked: false }, null, signal);
  } finally {
    await closeFile(descriptor);
  }
}

const sizeRow = z.object({ n: z.int() });
/** How many bytes of a byte table are read between two turns of other work. */
const sliceBytes = 4 << 20;

/**
 * Proves a copy whole, in slices: the structure of every table and index, foreign keys, row counts. Tables of mere bytes
 * are read from end to end, by which the cipher proves each of their pages. Gives the first problem, or null.
 */
async function findSnapshotProblem(
  path: string,
  key: Uint8Array,
  expected: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<string | null> {
  const raw = connect(path, { fileMustExist: true });
  try {
    keyDatabase(raw, key);
    // Exclusive, so that no index of the log is made beside the copy.
    raw.pragma('locking_mode = EXCLUSIVE');
    raw.pragma('trusted_schema = OFF');
    raw.pragma('query_only = ON');
    for (const [table, count] of expected) {
      await nextTurn();
      signal.throwIfAborted();
      const quoted = `"${table.replaceAll('"', '""')}"`;
      const rows = sizeRow.parse(raw.prepare(`SELECT count(*) AS n FROM ${quoted}`).get()).n;
      if (rows !== count) return `${table}: row count`;
      if (byteTables.has(table)) {
        let since = 0;
        for (const row of raw.prepare<[], Record<string, unknown>>(`SELECT * FROM ${quoted}`).iterate()) {
          for (const value of Object.values(row)) if (value instanceof Uint8Array) since += value.length;
          if (since < sliceBytes) continue;
          since = 0;
          await nextTurn();
          signal.throwIfAborted();
        }
        continue;
      }
      const problem = pragmaTexts(raw, `integrity_check('${table.replaceAll("'", "''")}')`).find(
        (text) => text !== 'ok',
      );
      if (problem !== undefined) return problem;
    }
    return pragmaTexts(raw, 'foreign_key_check').length > 0 ? 'foreign_key_check' : null;
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    raw.close();
  }
}

/** The last copy of each database, so that one waits for the other: each needs the main file to stand still. */
const turns = new WeakMap<Database.Database, Promise<unknown>>();

/**
 * A verified copy of an open workspace, encrypted with the same key, while saving goes on. Gives digest and size; throws
 * `backup-failed`, the signal's reason, and file system errors, and leaves no file then. The workspace must stay open
 * until it has settled.
 */
export function snapshotWorkspace(
  file: WorkspaceFile,
  target: string,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const { raw } = file.db;
  const work = async () => {
    copying.add(raw);
    try {
      return await takeSnapshot(file, target, signal);
    } finally {
      copying.delete(raw);
    }
  };
  const mine = (turns.get(raw) ?? Promise.resolve()).then(work, work);
  turns.set(raw, mine);
  return mine;
}

const copying = new WeakSet<Database.Database>();

/** True while a copy is being made of the database, which must not be checkpointed then. */
export function isBeingCopied(raw: Database.Database): boolean {
  return copying.has(raw);
}

async function takeSnapshot(
  { db, key }: WorkspaceFile,
  target: string,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const raw = db.raw;
  signal.throwIfAborted();
  if (raw.inTransaction) throw new JianbiaoError('backup-failed', { problem: '数据文件正被占用' });
  const before = z.int().parse(raw.pragma('wal_autocheckpoint', { simple: true }));
  raw.pragma('wal_autocheckpoint = 0');
  let taken: { sha256: string; bytes: number };
  let rows: ReadonlyMap<string, number>;
  try {
    // From here to the first `await` nothing else runs: counts, digest and file speak of the same moment.
    const busy = z.int().parse(raw.pragma('wal_checkpoint(TRUNCATE)', { simple: true }));
    if (busy !== 0) throw new JianbiaoError('backup-failed', { problem: '数据文件正被占用' });
    rows = countRows(raw);
    const descriptor = heldDescriptor(raw);
    // Of a copy that was killed.
    whileHeldSync(target, () => rmSync(target, { force: true }));
    taken = await writeSynced(target, (into) =>
      copySpan({ descriptor, from: 0, locked: true }, into.fd, signal),
    );
  } catch (thrown) {
    removeLeftoverSync(target);
    throw thrown;
  } finally {
    if (raw.open) raw.pragma(`wal_autocheckpoint = ${before}`);
  }
  try {
    const problem = await findSnapshotProblem(target, key, rows, signal);
    if (problem !== null) throw new JianbiaoError('backup-failed', { problem });
    return taken;
  } catch (thrown) {
    removeLeftoverSync(target);
    throw thrown;
  } finally {
    for (const suffix of ['-wal', '-shm', '-journal']) removeLeftoverSync(`${target}${suffix}`);
  }
}
