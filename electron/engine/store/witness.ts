import { createHash } from 'node:crypto';
import { closeSync, fdatasync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { writeDurably } from '../durable/whole-file.ts';
import { connect } from './connect.ts';
import { keyDatabase } from './key-database.ts';
import type { OpenDb, ReadDb } from './rows.ts';
import { fileSystemCode } from './store-errors.ts';

/*
 * A small file beside the database that says which saving was the last one acknowledged. It is written after each commit
 * and before the answer, so it is never ahead of what the database has made durable: finding the database behind it
 * proves a loss. It may lag: after a kill by one saving (the commit is there, the note is not), after a power cut by what
 * the system had not yet written of it, since waiting for the disk a second time would double the price of a keystroke.
 * The disk is asked in the background instead, at most once at a time.
 *
 * Found by it: savings cut off the end of the log or the whole log gone, a damaged byte in the last frames, a database
 * file exchanged for an older or another one. Not found by it: what is lost in a power cut together with the note. Damage
 * in the middle of a log shows without it (write-ahead-log.ts).
 */

/** One saving: its number in the workspace, when it was, and a tag that only this history of the file has. */
export interface Save {
  readonly seq: number;
  readonly at: string;
  readonly tag: string;
}

const saveRow = z.object({ seq: z.int(), at: z.string(), tag: z.string() });
const slotBytes = 256;

/** One line with a sum of its own: a line that was cut off does not count, the other one then does. */
function slot({ seq, at, tag }: Save): Buffer {
  const text = `jianbiao-witness/1 seq=${seq} at=${at} tag=${tag}`;
  const sum = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return Buffer.from(`${`${text} sum=${sum}`.padEnd(slotBytes - 1)}\n`, 'latin1');
}

function parseSlot(line: string): Save | null {
  const match = /^(jianbiao-witness\/1 seq=(\d{1,15}) at=(\S{1,40}) tag=(\S{1,40})) sum=([0-9a-f]{16})$/.exec(
    line.trim(),
  );
  if (match === null) return null;
  const [, text = '', seq = '', at = '', tag = '', sum = ''] = match;
  if (createHash('sha256').update(text).digest('hex').slice(0, 16) !== sum) return null;
  return { seq: Number(seq), at, tag };
}

/** What the witness saw last, or null where there is none that can be read. */
export function readWitness(path: string): Save | null {
  try {
    const seen = readFileSync(path, 'latin1')
      .split('\n')
      .flatMap((line) => parseSlot(line) ?? []);
    return seen.reduce<Save | null>((last, one) => (last === null || one.seq > last.seq ? one : last), null);
  } catch (thrown) {
    // It only ever adds to what is known: a workspace opens without it.
    if (fileSystemCode(thrown) !== '') return null;
    throw thrown;
  }
}

interface Witness {
  note(save: Save): void;
  close(): void;
}

function openWitness(path: string): Witness {
  const file = openSync(path, 'r+');
  let syncing = false;
  let noted = false;
  let closed = false;
  function sync(): void {
    if (syncing || !noted || closed) return;
    syncing = true;
    noted = false;
    fdatasync(file, () => {
      syncing = false;
      if (closed) closeSync(file);
      else sync();
    });
  }
  return {
    note(save) {
      writeSync(file, slot(save), 0, slotBytes, (save.seq % 2) * slotBytes);
      noted = true;
      sync();
    },
    close() {
      if (closed) return;
      closed = true;
      // A descriptor must not be closed under a sync that still runs on it.
      if (syncing) return;
      try {
        fdatasyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

const witnesses = new WeakMap<Database.Database, Witness>();

/** The last saving that a database holds. */
export function lastSave(db: ReadDb): Save | null {
  return db.get(saveRow, 'SELECT seq, at, tag FROM saves ORDER BY seq DESC LIMIT 1') ?? null;
}

/** From here on the witness notes every saving of the open database, which is what counts now, whatever it saw before. */
export function keepWitness(db: OpenDb, path: string): void {
  const now = lastSave(db);
  if (now === null) return;
  const seen = readWitness(path);
  if (seen?.seq !== now.seq || seen.tag !== now.tag)
    writeDurably(path, Buffer.concat([slot(now), Buffer.alloc(slotBytes, ' ')]));
  const witness = openWitness(path);
  witnesses.set(db.raw, witness);
  let noted = now.seq;
  db.onCommit(() => {
    const save = lastSave(db);
    if (save === null || save.seq === noted) return;
    try {
      witness.note(save);
      noted = save.seq;
    } catch (thrown) {
      // What was saved is saved; a witness that lags harms nobody.
      if (fileSystemCode(thrown) === '') throw thrown;
    }
  });
}

/** To be called when the database was closed. */
export function releaseWitness(raw: Database.Database): void {
  witnesses.get(raw)?.close();
  witnesses.delete(raw);
}

/** What a database with its log holds, read without changing either. */
export interface Peek {
  /** The last saving; null in a workspace of an earlier version, which did not count them. */
  readonly last: Save | null;
  /** The tag of a saving, or null where it is no longer kept. */
  readonly tags: ReadonlyMap<number, string>;
  /** 0 in a file that holds nothing. */
  readonly schemaVersion: number;
}

/** Reads the savings of a database through its log. Throws SQLite's errors: busy, not a database, corrupt. */
export function peekSaves(path: string, key: Uint8Array): Peek {
  const raw = connect(path, { fileMustExist: true, readonly: true });
  try {
    keyDatabase(raw, key);
    raw.pragma('busy_timeout = 500');
    raw.pragma('trusted_schema = OFF');
    const schemaVersion = z.int().parse(raw.pragma('user_version', { simple: true }));
    if (raw.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'saves'`).get() === undefined)
      return { last: null, tags: new Map(), schemaVersion };
    const rows = z.array(saveRow).parse(raw.prepare('SELECT seq, at, tag FROM saves ORDER BY seq').all());
    return {
      last: rows.at(-1) ?? null,
      tags: new Map(rows.map(({ seq, tag }) => [seq, tag])),
      schemaVersion,
    };
  } finally {
    raw.close();
  }
}
