import { createHash } from 'node:crypto';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { blobPieces, payloadBlob, putBlob, readBlob } from './blob-store.ts';
import { countRow, type Db, type ReadDb } from './rows.ts';

const attachmentRow = z.object({ media_type: z.string() });

export function sha256Hex(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Keeps bytes under their SHA-256, once however often they come; gives the digest. */
export function putAttachment(db: Db, data: Uint8Array, mediaType: string): string {
  const sha256 = sha256Hex(data);
  db.atomic(() => {
    putBlob(db, payloadBlob(sha256), data);
    noteAttachment(db, sha256, data.length, mediaType);
  });
  return sha256;
}

/** Makes bytes that came in with a package an attachment of this workspace's own records, without a copy. */
export function noteAttachment(db: Db, sha256: string, bytes: number, mediaType: string): void {
  db.run(
    'INSERT INTO attachments (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
    sha256,
    mediaType,
    bytes,
  );
}

/** The bytes whole, verified against their name; throws `attachment-unknown`, `workspace-damaged`. */
export function readAttachment(
  db: ReadDb,
  sha256: string,
): { mediaType: string; bytes: Uint8Array<ArrayBuffer> } {
  const row = db.get(attachmentRow, 'SELECT media_type FROM attachments WHERE sha256 = ?', sha256);
  if (row === undefined) throw new JianbiaoError('attachment-unknown', { sha: sha256.slice(0, 12) });
  const bytes = readBlob(db, payloadBlob(sha256));
  if (sha256Hex(bytes) !== sha256) {
    throw new JianbiaoError('workspace-damaged', { name: '', problem: `attachment ${sha256.slice(0, 12)}` });
  }
  return { mediaType: row.media_type, bytes };
}

/** The bytes piece by piece, for a reader that checks the digest itself (sealing). */
export function attachmentPieces(db: ReadDb, sha256: string): Generator<Uint8Array> {
  return blobPieces(db, payloadBlob(sha256));
}

export function hasAttachment(db: ReadDb, sha256: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM attachments WHERE sha256 = ?', sha256)?.n ?? 0) > 0;
}
