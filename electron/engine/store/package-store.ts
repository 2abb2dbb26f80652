import { z } from 'zod';
import { type Finding, findingSchema } from '../../../shared/words/rule-schema.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { countRow, type Db, jsonColumn, type ReadDb } from './rows.ts';
import { lineageOf } from './sealed-store.ts';

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
  supersedes: z.string().nullable(),
  released_at: z.string().nullable(),
  released_reason: z.string().nullable(),
});
const columns =
  'digest, kind, name, file_name, unit_code, unit, lineage, revision, pack_version, imported_at, superseded_by, signer, principal, document, findings, bytes, supersedes, released_at, released_reason';

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
  /** The digest it says it replaces. */
  readonly supersedes: string | null;
  /** Taken out of its unit's lineage by decision: it was another's. */
  readonly released: { readonly at: string; readonly reason: string } | null;
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
    supersedes: row.supersedes,
    released: row.released_at === null ? null : { at: row.released_at, reason: row.released_reason ?? '' },
  };
}

export function packageByDigest(db: ReadDb, digest: string): StoredPackage | null {
  const row = db.get(packageRow, `SELECT ${columns} FROM packages WHERE digest = ?`, digest);
  return row === undefined ? null : toPackage(row);
}

/** Every imported package, newest import first. */
export function listPackages(db: ReadDb): StoredPackage[] {
  return db
    .all(packageRow, `SELECT ${columns} FROM packages ORDER BY imported_at DESC, unit, kind, revision DESC`)
    .map(toPackage);
}

const lineageRow = z.object({ lineage: z.string() });

/**
 * The lineage of a unit's submission: by who signed and its number, for the number stands in the QR code on the paper, where
 * anyone reads it. The first unit to use a number has the plain form, which earlier versions wrote.
 */
export function lineageOfUnit(db: ReadDb, principal: string, submissionId: string, kind: string): string {
  const plain = lineageOf(submissionId, kind);
  const own = db.get(
    lineageRow,
    'SELECT lineage FROM packages WHERE principal = ? AND released_at IS NULL AND (lineage = ? OR lineage LIKE ?) LIMIT 1',
    principal,
    plain,
    `${plain}@%`,
  );
  if (own !== undefined) return own.lineage;
  const taken = db.get(lineageRow, 'SELECT lineage FROM packages WHERE lineage = ? LIMIT 1', plain);
  return taken === undefined ? plain : `${plain}@${principal}`;
}

const newestRow = z.object({
  digest: z.string(),
  revision: z.int(),
  signer: z.string(),
  principal: z.string().nullable(),
});

/** The package that stands for a lineage, or null. */
export function newestPackage(db: ReadDb, lineage: string): z.infer<typeof newestRow> | null {
  return (
    db.get(
      newestRow,
      'SELECT digest, revision, signer, principal FROM packages WHERE lineage = ? AND released_at IS NULL ORDER BY revision DESC LIMIT 1',
      lineage,
    ) ?? null
  );
}

const memberRow = z.object({
  digest: z.string(),
  revision: z.int(),
  lineage: z.string(),
  unit_code: z.string(),
});

/** What stands of a lineage here, oldest revision first. */
export function lineageMembers(db: ReadDb, lineage: string): z.infer<typeof memberRow>[] {
  return db.all(
    memberRow,
    'SELECT digest, revision, lineage, unit_code FROM packages WHERE lineage = ? AND released_at IS NULL ORDER BY revision',
    lineage,
  );
}

/** The lineages of one unit and kind, the one that came first in front. */
export function lineagesOfUnit(db: ReadDb, principal: string, kind: string): string[] {
  return db
    .all(
      lineageRow,
      `SELECT lineage FROM packages WHERE principal = ? AND kind = ? AND released_at IS NULL
       GROUP BY lineage ORDER BY min(imported_at), min(rowid)`,
      principal,
      kind,
    )
    .map((row) => row.lineage);
}

/** Marks which package replaces another; null: it counts. */
export function setSupersededBy(db: Db, digest: string, by: string | null): void {
  db.run('UPDATE packages SET superseded_by = ? WHERE digest = ?', by, digest);
}

/** Takes a whole lineage out, with the reason; its packages stay to be seen. */
export function releaseLineage(db: Db, lineage: string, at: string, reason: string): void {
  db.run(
    'UPDATE packages SET released_at = ?, released_reason = ? WHERE lineage = ? AND released_at IS NULL',
    at,
    reason,
    lineage,
  );
}

/** Codes of earlier packages of one key, as they stand in their names. */
export function unitCodesOf(db: ReadDb, signer: string): string[] {
  return db
    .all(
      z.object({ unit_code: z.string() }),
      'SELECT DISTINCT unit_code FROM packages WHERE signer = ?',
      signer,
    )
    .map((row) => row.unit_code);
}

/** Packages that say they replace the one of this digest. */
export function packagesReplacing(db: ReadDb, digest: string): string[] {
  return db
    .all(z.object({ digest: z.string() }), 'SELECT digest FROM packages WHERE supersedes = ?', digest)
    .map((row) => row.digest);
}

/** The revision that stands for a package's lineage: its own, or that of the one that replaced it. */
export function currentRevision(db: ReadDb, stored: Pick<StoredPackage, 'lineage' | 'revision'>): number {
  return newestPackage(db, stored.lineage)?.revision ?? stored.revision;
}

/** True for the package that stands for its unit and kind: neither replaced, nor set behind another, nor taken out. */
export function packageCounts(stored: Pick<StoredPackage, 'supersededBy' | 'released'>): boolean {
  return stored.supersededBy === null && stored.released === null;
}

export function hasPackage(db: ReadDb, digest: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM packages WHERE digest = ?', digest)?.n ?? 0) > 0;
}

/** Keeps a verified package; which one of its lineage counts is for the caller to mark. */
export function insertPackage(db: Db, stored: Omit<StoredPackage, 'released'>): void {
  db.run(
    `INSERT INTO packages (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)`,
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
    stored.supersededBy,
    stored.signer,
    stored.principal,
    JSON.stringify(stored.submission),
    JSON.stringify(stored.findings),
    stored.bytes,
    stored.supersedes,
  );
}

const fileRow = z.object({ path: z.string(), sha256: z.string(), bytes: z.int() });
export type PackageFile = z.infer<typeof fileRow>;

/** Lists the files of an imported bag in zip order, tag files included. */
export function packageFiles(db: ReadDb, digest: string): PackageFile[] {
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

/** Every revision of a lineage that is still its unit's, newest first. */
export function lineagePackages(db: ReadDb, lineage: string): StoredPackage[] {
  return db
    .all(
      packageRow,
      `SELECT ${columns} FROM packages WHERE lineage = ? AND released_at IS NULL ORDER BY revision DESC`,
      lineage,
    )
    .map(toPackage);
}

/** The packages of one kind that came from the sender of this one, by principal or key; newest first. */
export function packagesOfSender(
  db: ReadDb,
  sender: Pick<StoredPackage, 'principal' | 'signer'>,
  kind: string,
): StoredPackage[] {
  return db
    .all(
      packageRow,
      `SELECT ${columns} FROM packages WHERE kind = ? AND (principal = ? OR signer = ?) AND released_at IS NULL
       ORDER BY imported_at DESC, revision DESC`,
      kind,
      sender.principal,
      sender.signer,
    )
    .map(toPackage);
}

/** The packages that stand: the newest of each lineage. */
export function newestPackages(db: ReadDb): StoredPackage[] {
  return db
    .all(
      packageRow,
      `SELECT ${columns} FROM packages WHERE superseded_by IS NULL AND released_at IS NULL ORDER BY imported_at, digest`,
    )
    .map(toPackage);
}
