import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { ByteReader } from '../seal/index.ts';
import { blobColumn, type Db, flagColumn, type ReadDb } from './rows.ts';

const pieceSize = 1 << 20;
/** How much is gathered before it is written in one commit: other saves go on between two commits. */
const batchSize = 8 << 20;

const blobRow = z.object({ id: z.int(), bytes: z.int(), complete: flagColumn });
const idRow = z.object({ id: z.int() });
const pieceRow = z.object({ data: blobColumn });

/** How a file's bytes are called among the blobs: by their digest, so that equal files are kept once. */
export function payloadBlob(sha256: string): string {
  return `payload:${sha256}`;
}

function find(db: ReadDb, name: string): z.infer<typeof blobRow> | undefined {
  return db.get(blobRow, 'SELECT id, bytes, complete FROM blobs WHERE name = ?', name);
}

/** True when the blob is there, whole. */
export function hasBlob(db: ReadDb, name: string): boolean {
  return find(db, name)?.complete === true;
}

/** Removes what killed imports left; run when a workspace is opened, before anything is taken in. */
export function sweepBlobs(db: Db): void {
  db.run('DELETE FROM blobs WHERE complete = 0');
}

/** Removes one whole blob, if it is there. Only for bytes that no record names any more; an intake never calls it. */
export function dropBlob(db: Db, name: string): void {
  db.run('DELETE FROM blobs WHERE name = ? AND complete = 1', name);
}

/** Gives a whole blob another name; where one of that name stands already, it holds the same bytes and stays. */
export function renameBlob(db: Db, from: string, to: string): void {
  db.atomic(() => {
    if (hasBlob(db, to)) dropBlob(db, from);
    else db.run('UPDATE blobs SET name = ? WHERE name = ? AND complete = 1', to, from);
  });
}

/**
 * A blob being written: small ones stay in memory until `finish`, large ones go to disk in batches. Until it is whole it
 * stands under a name that nobody else has. Row ids would not do: SQLite gives one out again after a rollback, and a
 * final name may by then belong to the clerk's own attachment of the same content.
 */
interface OpenBlob {
  readonly name: string;
  readonly arriving: string;
  readonly pieces: Uint8Array[];
  gathered: number;
  written: number;
  seq: number;
  stored: boolean;
  /** The stream is over: a last, shorter piece may be written. */
  ended: boolean;
  /** Someone else brought the same bytes: nothing is written any more. */
  superfluous: boolean;
}

function dropArriving(db: Db, blob: OpenBlob): void {
  db.run('DELETE FROM blobs WHERE name = ? AND complete = 0', blob.arriving);
}

/** Writes whole pieces, and the rest once the stream has ended: every piece but the last has the same size. */
function flush(db: Db, blob: OpenBlob): void {
  if (hasBlob(db, blob.name)) {
    // The same bytes came in whole by another way meanwhile (a scan added by hand).
    blob.pieces.length = 0;
    blob.gathered = 0;
    blob.superfluous = true;
    dropArriving(db, blob);
    return;
  }
  if (!blob.stored) db.run('INSERT INTO blobs (name, bytes) VALUES (?, 0)', blob.arriving);
  blob.stored = true;
  const id = find(db, blob.arriving)?.id;
  if (id === undefined) throw new TypeError('flush: the arriving blob is gone');
  const whole = Buffer.concat(blob.pieces);
  const until = blob.ended ? whole.length : whole.length - (whole.length % pieceSize);
  for (let at = 0; at < until; at += pieceSize) {
    const piece = whole.subarray(at, Math.min(at + pieceSize, until));
    db.run('INSERT INTO blob_pieces (blob, seq, data) VALUES (?, ?, ?)', id, blob.seq, piece);
    blob.seq += 1;
  }
  blob.written += until;
  blob.pieces.length = 0;
  if (until < whole.length) blob.pieces.push(whole.subarray(until));
  blob.gathered = whole.length - until;
}

/** Earlier versions wrote arriving bytes under their final name: a copy made meanwhile may hold such a rest. */
function clearName(db: Db, name: string): void {
  db.run('DELETE FROM blobs WHERE name = ? AND complete = 0', name);
}

/** Gives a written blob its name; where the same bytes stand already, those stay. */
function settle(db: Db, blob: OpenBlob): void {
  if (hasBlob(db, blob.name)) {
    dropArriving(db, blob);
    return;
  }
  clearName(db, blob.name);
  const named = db.run(
    'UPDATE blobs SET name = ?, bytes = ?, complete = 1 WHERE name = ? AND complete = 0',
    blob.name,
    blob.written,
    blob.arriving,
  );
  // A record is about to name these bytes: the transaction must not go through without them.
  if (named !== 1) throw new TypeError('finish: the arriving blob is gone');
}

/** Blobs taken in for one import: nothing counts before `finish` ran inside the import's own transaction. */
export interface BlobIntake {
  /** Takes a stream under a name; one already there whole is not read. Gives its SHA-256 and size when it was read. */
  take(name: string, blocks: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number } | null>;
  /** Writes what is still in memory and marks every blob as whole. To be called once, in the records' own transaction. */
  finish(): void;
  /** Removes what was taken and is not whole, also after a transaction that failed; what others brought stays. */
  giveUp(): void;
}

/** Starts an intake. `batch` is how many bytes are gathered in memory before they are written. */
export function blobIntake(db: Db, batch: number = batchSize): BlobIntake {
  const open = new Map<string, OpenBlob>();
  let inMemory = 0;

  function flushAll(): void {
    db.atomic(() => {
      for (const blob of open.values())
        if (!blob.superfluous && (blob.gathered > 0 || !blob.stored)) flush(db, blob);
    });
    inMemory = [...open.values()].reduce((sum, blob) => sum + blob.gathered, 0);
  }

  return {
    async take(name, blocks) {
      if (hasBlob(db, name) || open.has(name)) return null;
      const blob: OpenBlob = {
        name,
        arriving: `arriving:${randomUUID()}`,
        pieces: [],
        gathered: 0,
        written: 0,
        seq: 0,
        stored: false,
        ended: false,
        superfluous: false,
      };
      open.set(name, blob);
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const block of blocks) {
        hash.update(block);
        bytes += block.length;
        if (blob.superfluous) continue;
        // Copied: a block is only valid until the next one is asked for.
        blob.pieces.push(Buffer.from(block));
        blob.gathered += block.length;
        inMemory += block.length;
        if (inMemory >= batch) flushAll();
      }
      blob.ended = true;
      return { sha256: hash.digest('hex'), bytes };
    },
    finish() {
      flushAll();
      for (const blob of open.values()) if (!blob.superfluous) settle(db, blob);
    },
    giveUp() {
      db.atomic(() => {
        for (const blob of open.values()) dropArriving(db, blob);
      });
      open.clear();
      inMemory = 0;
    },
  };
}

/** Keeps bytes that are in memory already, in one commit; a blob already there whole is left as it is. */
export function putBlob(db: Db, name: string, data: Uint8Array): void {
  db.atomic(() => {
    if (hasBlob(db, name)) return;
    clearName(db, name);
    const id = db.get(
      idRow,
      'INSERT INTO blobs (name, bytes, complete) VALUES (?, ?, 1) RETURNING id',
      name,
      data.length,
    )?.id;
    if (id === undefined) throw new TypeError('putBlob: no blob id');
    for (let at = 0, seq = 0; at < data.length; at += pieceSize, seq += 1) {
      const piece = data.subarray(at, at + pieceSize);
      db.run('INSERT INTO blob_pieces (blob, seq, data) VALUES (?, ?, ?)', id, seq, piece);
    }
  });
}

/** A whole blob, piece by piece. */
export function* blobPieces(db: ReadDb, name: string): Generator<Uint8Array> {
  const blob = find(db, name);
  if (blob === undefined || !blob.complete)
    throw new JianbiaoError('package-file-unknown', { path: name.slice(0, 12) });
  for (let seq = 0; ; seq += 1) {
    const row = db.get(pieceRow, 'SELECT data FROM blob_pieces WHERE blob = ? AND seq = ?', blob.id, seq);
    if (row === undefined) return;
    yield row.data;
  }
}

/** A whole blob in memory; for files that a window shows. */
export function readBlob(db: ReadDb, name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([...blobPieces(db, name)]));
}

/** Random access to a whole blob, for verifying what lies in quarantine without a copy on the disk. */
export function blobReader(db: ReadDb, name: string): ByteReader {
  const blob = find(db, name);
  if (blob === undefined || !blob.complete)
    throw new JianbiaoError('package-file-unknown', { path: name.slice(0, 12) });
  return {
    size: blob.bytes,
    async fill(buffer, position) {
      if (position + buffer.length > blob.bytes) throw new JianbiaoError('package-unreadable');
      for (let done = 0; done < buffer.length; ) {
        const at = position + done;
        const row = db.get(
          pieceRow,
          'SELECT data FROM blob_pieces WHERE blob = ? AND seq = ?',
          blob.id,
          Math.floor(at / pieceSize),
        );
        const part = row?.data.subarray(at % pieceSize, (at % pieceSize) + buffer.length - done);
        if (part === undefined || part.length === 0) throw new JianbiaoError('package-unreadable');
        buffer.set(part, done);
        done += part.length;
      }
    },
    async close() {},
  };
}
