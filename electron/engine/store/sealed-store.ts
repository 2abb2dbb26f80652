import { z } from 'zod';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { type Db, flagColumn, jsonColumn, type ReadDb } from './rows.ts';

const paperList = z.array(z.object({ title: z.string(), fileName: z.string() }));
const sealedRow = z.object({
  digest: z.string(),
  kind: z.string(),
  lineage: z.string(),
  revision: z.int(),
  supersedes: z.string().nullable(),
  file_name: z.string(),
  bytes: z.int(),
  encrypted: flagColumn,
  recipient: z.string().nullable(),
  pack_version: z.int(),
  document: z.string(),
  papers: jsonColumn(paperList),
  sealed_at: z.string(),
  signer: z.string().nullable(),
  unit_name: z.string().nullable(),
  recipient_name: z.string().nullable(),
  plain_reason: z.string().nullable(),
  crc32: z.int().nullable(),
});
const columns =
  'digest, kind, lineage, revision, supersedes, file_name, bytes, encrypted, recipient, pack_version, document, papers, sealed_at, signer, unit_name, recipient_name, plain_reason, crc32';
const revisionRow = z.object({ revision: z.int().nullable() });

/** A package this workspace made; frozen. */
export interface SealedPackage {
  readonly digest: string;
  readonly kind: string;
  readonly lineage: string;
  readonly revision: number;
  readonly supersedes: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly recipient: string | null;
  readonly packVersion: number;
  readonly papers: readonly { readonly title: string; readonly fileName: string }[];
  readonly sealedAt: string;
  /** Fingerprint of the key that signed; null in what was sealed before this was kept, like the next three. */
  readonly signer: string | null;
  readonly unitName: string | null;
  readonly recipientName: string | null;
  /** Why the clerk had it written in the clear; null where it is encrypted or everyone may read it. */
  readonly plainReason: string | null;
  /** CRC-32 of the file; null in what was sealed before this was kept. */
  readonly crc32: number | null;
  /** The submission as it was sealed; null for other kinds. */
  readonly submission: Submission | null;
}

function toSealed(row: z.infer<typeof sealedRow>): SealedPackage {
  const isSubmission = row.kind === 'preliminary' || row.kind === 'formal';
  return {
    digest: row.digest,
    kind: row.kind,
    lineage: row.lineage,
    revision: row.revision,
    supersedes: row.supersedes,
    fileName: row.file_name,
    bytes: row.bytes,
    encrypted: row.encrypted,
    recipient: row.recipient,
    packVersion: row.pack_version,
    papers: row.papers,
    sealedAt: row.sealed_at,
    signer: row.signer,
    unitName: row.unit_name,
    recipientName: row.recipient_name,
    plainReason: row.plain_reason,
    crc32: row.crc32,
    submission: isSubmission ? submissionSchema.parse(JSON.parse(row.document)) : null,
  };
}

/** The lineage of one kind of package of one submission: its revisions are numbered from 1. */
export function lineageOf(submissionId: string, kind: string): string {
  return `${submissionId}/${kind}`;
}

/** The number the next sealed revision of a lineage gets: above every one ever begun, finished or not. */
export function nextRevision(db: ReadDb, lineage: string): number {
  const row = db.get(
    revisionRow,
    'SELECT max(revision) AS revision FROM seal_attempts WHERE lineage = ?',
    lineage,
  );
  return (row?.revision ?? 0) + 1;
}

const numberRow = z.object({ revision: z.int() });

/** Numbers above the newest finished package that a sealing took and did not bring to an end: no other content gets them. */
export function interruptedRevisions(db: ReadDb, lineage: string): number[] {
  return db
    .all(
      numberRow,
      `SELECT revision FROM seal_attempts WHERE lineage = ? AND state <> 'done'
       AND revision > (SELECT coalesce(max(revision), 0) FROM sealed WHERE lineage = ?) ORDER BY revision`,
      lineage,
      lineage,
    )
    .map(({ revision }) => revision);
}

/** Takes a revision number before its package is written; earlier unfinished attempts are given up. */
export function beginSeal(db: Db, lineage: string, revision: number, at: string): void {
  db.atomic(() => {
    db.run(`UPDATE seal_attempts SET state = 'abandoned' WHERE lineage = ? AND state = 'writing'`, lineage);
    db.run(
      // A campaign's revision is its version, so one that was cut off is begun again under the same number.
      `INSERT INTO seal_attempts (lineage, revision, started_at, state) VALUES (?, ?, ?, 'writing')
       ON CONFLICT (lineage, revision) DO UPDATE SET started_at = excluded.started_at, state = 'writing'
       WHERE state <> 'done'`,
      lineage,
      revision,
      at,
    );
  });
}

/** A cancelled or failed attempt, of which no file is left, gives its number back. */
export function giveUpSeal(db: Db, lineage: string, revision: number): void {
  db.run(
    `DELETE FROM seal_attempts WHERE lineage = ? AND revision = ? AND state = 'writing'`,
    lineage,
    revision,
  );
}

/** Records a finished package together with the end of its attempt. `document` is its JSON text. */
export function recordSealed(
  db: Db,
  sealed: Omit<SealedPackage, 'submission'> & { readonly document: string },
): void {
  db.atomic(() => {
    db.run(
      `UPDATE seal_attempts SET state = 'done' WHERE lineage = ? AND revision = ?`,
      sealed.lineage,
      sealed.revision,
    );
    db.run(
      `INSERT INTO sealed (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      sealed.digest,
      sealed.kind,
      sealed.lineage,
      sealed.revision,
      sealed.supersedes,
      sealed.fileName,
      sealed.bytes,
      sealed.encrypted ? 1 : 0,
      sealed.recipient,
      sealed.packVersion,
      sealed.document,
      JSON.stringify(sealed.papers),
      sealed.sealedAt,
      sealed.signer,
      sealed.unitName,
      sealed.recipientName,
      sealed.plainReason,
      sealed.crc32,
    );
  });
}

/** The newest finished package of a lineage, or null. */
export function newestSealed(db: ReadDb, lineage: string): SealedPackage | null {
  const row = db.get(
    sealedRow,
    `SELECT ${columns} FROM sealed WHERE lineage = ? ORDER BY revision DESC LIMIT 1`,
    lineage,
  );
  return row === undefined ? null : toSealed(row);
}

const documentRow = z.object({ document: z.string() });

/** The document of the newest finished package of a lineage as JSON text, or null. */
export function newestDocument(db: ReadDb, lineage: string): string | null {
  const sql = 'SELECT document FROM sealed WHERE lineage = ? ORDER BY revision DESC LIMIT 1';
  return db.get(documentRow, sql, lineage)?.document ?? null;
}

/** A package this workspace made, by its digest, or null. */
export function sealedByDigest(db: ReadDb, digest: string): SealedPackage | null {
  const row = db.get(sealedRow, `SELECT ${columns} FROM sealed WHERE digest = ?`, digest);
  return row === undefined ? null : toSealed(row);
}

/** Every package of the given kinds this workspace made, newest first. */
export function listSealed(db: ReadDb, kinds: readonly string[]): SealedPackage[] {
  return db
    .all(sealedRow, `SELECT ${columns} FROM sealed ORDER BY sealed_at DESC, revision DESC`)
    .filter((row) => kinds.includes(row.kind))
    .map(toSealed);
}
