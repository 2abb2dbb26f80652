import { z } from 'zod';
import { errorRecord } from '../../../shared/errors/error-record.ts';
import { type Db, flagColumn, jsonColumn, type ReadDb } from './rows.ts';

const problems = z.array(errorRecord);
/** What the file says of itself, unproven. */
const claimed = z.object({
  unit: z.string().nullable(),
  code: z.string().nullable(),
  kind: z.string().nullable(),
  revision: z.int().nullable(),
  /** Every byte of it was accounted for: it is no bad copy of another. */
  intact: z.boolean(),
});
type QuarantineClaim = z.infer<typeof claimed>;
export type StoredProblem = z.infer<typeof errorRecord>;
const quarantineRow = z.object({
  id: z.int(),
  file_name: z.string(),
  at: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  signer: z.string().nullable(),
  problems: jsonColumn(problems),
  claimed: jsonColumn(claimed).nullable(),
  kept: flagColumn,
  resolved_at: z.string().nullable(),
  how: z.enum(['admitted', 'replaced', 'discarded']).nullable(),
  replaced_by: z.string().nullable(),
  reason: z.string().nullable(),
});
const columns =
  'id, file_name, at, bytes, sha256, signer, problems, claimed, kept, resolved_at, how, replaced_by, reason';
const idRow = z.object({ id: z.int() });

/** A file that was refused: its original bytes stand in the blob `quarantine:<sha256>`. */
export interface QuarantinedFile {
  readonly id: number;
  readonly fileName: string;
  readonly at: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Fingerprint of the signature as far as it was read; not verified. */
  readonly signer: string | null;
  readonly problems: readonly StoredProblem[];
  readonly claimed: QuarantineClaim | null;
  /** Its bytes lie here; false for large junk, of which only name, digest and reasons are kept. */
  readonly kept: boolean;
  /** How it left: its good file came, it was let in after all, or it was thrown away. */
  readonly resolved: {
    readonly at: string;
    readonly how: 'admitted' | 'replaced' | 'discarded';
    readonly replacedBy: string | null;
    readonly reason: string | null;
  } | null;
}

export function quarantineBlob(sha256: string): string {
  return `quarantine:${sha256}`;
}

function toFile(row: z.infer<typeof quarantineRow>): QuarantinedFile {
  const { id, file_name: fileName, at, bytes, sha256, signer, problems: found, claimed: says, kept } = row;
  const resolved =
    row.resolved_at === null
      ? null
      : {
          at: row.resolved_at,
          // Earlier versions let a file in without writing how.
          how: row.how ?? ('admitted' as const),
          replacedBy: row.replaced_by,
          reason: row.reason,
        };
  return { id, fileName, at, bytes, sha256, signer, problems: found, claimed: says, kept, resolved };
}

/** Files still in quarantine, newest first. */
export function listQuarantine(db: ReadDb): QuarantinedFile[] {
  return db
    .all(quarantineRow, `SELECT ${columns} FROM quarantine WHERE resolved_at IS NULL ORDER BY id DESC`)
    .map(toFile);
}

/** Files that have left the quarantine, the last one first, at most `limit`. */
export function listLeftQuarantine(db: ReadDb, limit: number): QuarantinedFile[] {
  return db
    .all(
      quarantineRow,
      `SELECT ${columns} FROM quarantine WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, id DESC LIMIT ?`,
      limit,
    )
    .map(toFile);
}

/** One file still in quarantine, or null. */
export function quarantinedFile(db: ReadDb, id: number): QuarantinedFile | null {
  const row = db.get(
    quarantineRow,
    `SELECT ${columns} FROM quarantine WHERE id = ? AND resolved_at IS NULL`,
    id,
  );
  return row === undefined ? null : toFile(row);
}

/** Keeps a refused file once; the same bytes refused again renew their reasons. */
export function addQuarantine(db: Db, file: Omit<QuarantinedFile, 'id' | 'resolved'>): void {
  const known = db.get(
    idRow,
    'SELECT id FROM quarantine WHERE sha256 = ? AND resolved_at IS NULL',
    file.sha256,
  );
  if (known === undefined) {
    db.run(
      'INSERT INTO quarantine (file_name, at, bytes, sha256, signer, problems, claimed, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      file.fileName,
      file.at,
      file.bytes,
      file.sha256,
      file.signer,
      JSON.stringify(file.problems),
      file.claimed === null ? null : JSON.stringify(file.claimed),
      file.kept ? 1 : 0,
    );
    return;
  }
  db.run(
    'UPDATE quarantine SET at = ?, signer = ?, problems = ?, claimed = ? WHERE id = ?',
    file.at,
    file.signer,
    JSON.stringify(file.problems),
    file.claimed === null ? null : JSON.stringify(file.claimed),
    known.id,
  );
}

/** A file leaves the list: what became of it stays to be seen. */
export function resolveQuarantine(
  db: Db,
  sha256: string,
  resolved: NonNullable<QuarantinedFile['resolved']>,
): void {
  db.run(
    `UPDATE quarantine SET resolved_at = ?, how = ?, replaced_by = ?, reason = ?, kept = 0
     WHERE sha256 = ? AND resolved_at IS NULL`,
    resolved.at,
    resolved.how,
    resolved.replacedBy,
    resolved.reason,
    sha256,
  );
}
