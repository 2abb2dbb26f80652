import { createHash } from 'node:crypto';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { blobColumn, countRow, type Db } from './rows.ts';

const attachmentRow = z.object({ media_type: z.string(), data: blobColumn });
const infoRow = z.object({ bytes: z.int() });

export function sha256Hex(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Keeps bytes under their SHA-256, once however often they come; gives the digest. */
export function putAttachment(db: Db, data: Uint8Array, mediaType: string): string {
  const sha256 = sha256Hex(data);
  db.run(
    'INSERT INTO attachments (sha256, media_type, bytes, data) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
    sha256,
    mediaType,
    data.length,
    data,
  );
  return sha256;
}

/** The bytes, verified against their name; throws `attachment-unknown`, `workspace-damaged`. */
export function readAttachment(
  db: Db,
  sha256: string,
): { mediaType: string; bytes: Uint8Array<ArrayBuffer> } {
  const row = db.get(attachmentRow, 'SELECT media_type, data FROM attachments WHERE sha256 = ?', sha256);
  if (row === undefined) throw new JianbiaoError('attachment-unknown', { sha: sha256.slice(0, 12) });
  if (sha256Hex(row.data) !== sha256) {
    throw new JianbiaoError('workspace-damaged', { name: '', problem: `attachment ${sha256.slice(0, 12)}` });
  }
  return { mediaType: row.media_type, bytes: ownBytes(row.data) };
}

/** The row's bytes without a copy where they fill their buffer: scans may have a hundred megabytes. */
function ownBytes(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = data;
  return buffer instanceof ArrayBuffer && buffer.byteLength === data.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(data);
}

export function hasAttachment(db: Db, sha256: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM attachments WHERE sha256 = ?', sha256)?.n ?? 0) > 0;
}

/** Size in bytes without reading the content; null when unknown. */
export function attachmentSize(db: Db, sha256: string): number | null {
  return db.get(infoRow, 'SELECT bytes FROM attachments WHERE sha256 = ?', sha256)?.bytes ?? null;
}
