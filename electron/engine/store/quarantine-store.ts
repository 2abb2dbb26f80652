import { z } from 'zod';
import { errorRecord } from '../../../shared/api/common.ts';
import { type Db, jsonColumn } from './rows.ts';

const problems = z.array(errorRecord);
export type StoredProblem = z.infer<typeof errorRecord>;
const quarantineRow = z.object({
  id: z.int(),
  file_name: z.string(),
  at: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  signer: z.string().nullable(),
  problems: jsonColumn(problems),
});
const columns = 'id, file_name, at, bytes, sha256, signer, problems';
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
}

export function quarantineBlob(sha256: string): string {
  return `quarantine:${sha256}`;
}

function toFile(row: z.infer<typeof quarantineRow>): QuarantinedFile {
  const { id, file_name: fileName, at, bytes, sha256, signer, problems: found } = row;
  return { id, fileName, at, bytes, sha256, signer, problems: found };
}

/** Files still in quarantine, newest first. */
export function listQuarantine(db: Db): QuarantinedFile[] {
  return db
    .all(quarantineRow, `SELECT ${columns} FROM quarantine WHERE resolved_at IS NULL ORDER BY id DESC`)
    .map(toFile);
}

/** Keeps a refused file once; the same bytes refused again renew their reasons. */
export function addQuarantine(db: Db, file: Omit<QuarantinedFile, 'id'>): void {
  const known = db.get(
    idRow,
    'SELECT id FROM quarantine WHERE sha256 = ? AND resolved_at IS NULL',
    file.sha256,
  );
  if (known === undefined) {
    db.run(
      'INSERT INTO quarantine (file_name, at, bytes, sha256, signer, problems) VALUES (?, ?, ?, ?, ?, ?)',
      file.fileName,
      file.at,
      file.bytes,
      file.sha256,
      file.signer,
      JSON.stringify(file.problems),
    );
    return;
  }
  db.run(
    'UPDATE quarantine SET at = ?, signer = ?, problems = ? WHERE id = ?',
    file.at,
    file.signer,
    JSON.stringify(file.problems),
    known.id,
  );
}

/** A file that was let in after all leaves the list. */
export function resolveQuarantine(db: Db, sha256: string, at: string): void {
  db.run('UPDATE quarantine SET resolved_at = ? WHERE sha256 = ? AND resolved_at IS NULL', at, sha256);
}
