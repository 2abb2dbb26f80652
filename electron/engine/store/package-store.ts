import { z } from 'zod';
import { type Finding, findingSchema } from '../../../shared/rules/rule-schema.ts';
import { type Submission, submissionSchema } from '../../../shared/submission/submission-schema.ts';
import { countRow, type Db, jsonColumn } from './rows.ts';

const packageRow = z.object({
  digest: z.string(),
  kind: z.string(),
  name: z.string(),
  file_name: z.string(),
  unit_code: z.string(),
  unit: z.string(),
  lineage: z.string(),
  revision: z.int(),
  pack_version: z.int(),
  imported_at: z.string(),
  superseded_by: z.string().nullable(),
  signer: z.string(),
  principal: z.string().nullable(),
  document: z.string(),
  findings: jsonColumn(z.array(findingSchema)),
  bytes: z.int(),
});
const columns =
  'digest, kind, name, file_name, unit_code, unit, lineage, revision, pack_version, imported_at, superseded_by, signer, principal, document, findings, bytes';

/** An imported and verified submission of another unit. */
export interface StoredPackage {
  readonly digest: string;
  readonly kind: string;
  /** Base name: the folder inside the zip. */
  readonly name: string;
  readonly fileName: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly lineage: string;
  readonly revision: number;
  readonly packVersion: number;
  readonly importedAt: string;
  readonly supersededBy: string | null;
  readonly signer: string;
  readonly principal: string | null;
  readonly submission: Submission;
  readonly findings: readonly Finding[];
  readonly bytes: number;
}

function toPackage(row: z.infer<typeof packageRow>): StoredPackage {
  return {
    digest: row.digest,
    kind: row.kind,
    name: row.name,
    fileName: row.file_name,
    unitCode: row.unit_code,
    unit: row.unit,
    lineage: row.lineage,
    revision: row.revision,
    packVersion: row.pack_version,
    importedAt: row.imported_at,
    supersededBy: row.superseded_by,
    signer: row.signer,
    principal: row.principal,
    submission: submissionSchema.parse(JSON.parse(row.document)),
    findings: row.findings,
    bytes: row.bytes,
  };
}

export function packageByDigest(db: Db, digest: string): StoredPackage | null {
  const row = db.get(packageRow, `SELECT ${columns} FROM packages WHERE digest = ?`, digest);
  return row === undefined ? null : toPackage(row);
}

/** Every imported package, newest import first. */
export function listPackages(db: Db): StoredPackage[] {
  return db
    .all(packageRow, `SELECT ${columns} FROM packages ORDER BY imported_at DESC, unit, kind, revision DESC`)
    .map(toPackage);
}

const newestRow = z.object({
  digest: z.string(),
  revision: z.int(),
  signer: z.string(),
  principal: z.string().nullable(),
});

/** The package that stands for a lineage, or null. */
export function newestPackage(db: Db, lineage: string): z.infer<typeof newestRow> | null {
  return (
    db.get(
      newestRow,
      'SELECT digest, revision, signer, principal FROM packages WHERE lineage = ? ORDER BY revision DESC LIMIT 1',
      lineage,
    ) ?? null
  );
}

/** The revision that stands for a package's lineage: its own, or that of the one that replaced it. */
export function currentRevision(db: Db, stored: Pick<StoredPackage, 'lineage' | 'revision'>): number {
  return newestPackage(db, stored.lineage)?.revision ?? stored.revision;
}

export function hasPackage(db: Db, digest: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM packages WHERE digest = ?', digest)?.n ?? 0) > 0;
}

/** Keeps a verified package; the one it replaces is marked and stays. */
export function insertPackage(db: Db, stored: StoredPackage, replaces: string | null): void {
  db.run(
    `INSERT INTO packages (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)`,
    stored.digest,
    stored.kind,
    stored.name,
    stored.fileName,
    stored.unitCode,
    stored.unit,
    stored.lineage,
    stored.revision,
    stored.packVersion,
    stored.importedAt,
    stored.signer,
    stored.principal,
    JSON.stringify(stored.submission),
    JSON.stringify(stored.findings),
    stored.bytes,
  );
  if (replaces !== null)
    db.run('UPDATE packages SET superseded_by = ? WHERE digest = ?', stored.digest, replaces);
}

const fileRow = z.object({ path: z.string(), sha256: z.string(), bytes: z.int() });
export type PackageFile = z.infer<typeof fileRow>;

/** Lists the files of an imported bag in zip order, tag files included. */
export function packageFiles(db: Db, digest: string): PackageFile[] {
  return db.all(
    fileRow,
    'SELECT path, sha256, bytes FROM package_files WHERE digest = ? ORDER BY seq',
    digest,
  );
}

export function insertPackageFile(db: Db, digest: string, seq: number, file: PackageFile): void {
  db.run(
    'INSERT INTO package_files (digest, seq, path, sha256, bytes) VALUES (?, ?, ?, ?, ?)',
    digest,
    seq,
    file.path,
    file.sha256,
    file.bytes,
  );
}
