import { z } from 'zod';
import { type CacheDb, jsonColumn, type ReadDb } from './rows.ts';

/** What a rule compares of one received nominee. */
export interface ComparedItem {
  readonly subjectId: string;
  readonly ruleId: string;
  /** Equal for the same thing; null for texts. */
  readonly key: string | null;
  readonly sketch: readonly number[];
}

/** An item that is kept already, with its place. */
export type KeptItem = Pick<ComparedItem, 'key' | 'sketch'> & { readonly id: number };

/** Two nominees of different units alike by a rule, seen from one of them. */
export interface AlikePair {
  readonly digest: string;
  readonly subjectId: string;
  readonly ruleId: string;
  readonly otherDigest: string;
  readonly otherSubjectId: string;
  readonly otherUnit: string;
  readonly share: number;
}

/** So many others are looked at for one key or hash: what half the country shares tells nothing more. */
const mostOthers = 50;
/** So many others are named for one nominee and rule, the most alike: without an end, a fashionable text would cost all. */
const mostPairs = 20;

const stillCurrent = 'superseded_by IS NULL AND released_at IS NULL';
const digestRow = z.object({ digest: z.string() });
const idRow = z.object({ id: z.int() });
const keptRow = z.object({
  id: z.int(),
  key: z.string().nullable(),
  sketch: jsonColumn(z.array(z.int())).nullable(),
});

/** Current packages that were not compared yet, or by other rules than these; oldest first. */
export function uncomparedPackages(db: ReadDb, rules: string): string[] {
  return db
    .all(
      digestRow,
      `SELECT p.digest AS digest FROM packages p LEFT JOIN compared_packages c ON c.digest = p.digest
       WHERE p.${stillCurrent.replace(' AND ', ' AND p.')} AND (c.digest IS NULL OR c.rules <> ?)
       ORDER BY p.imported_at, p.digest`,
      rules,
    )
    .map(({ digest }) => digest);
}

/** Forgets what was compared of a package. */
function forgetPackage(db: CacheDb, digest: string): void {
  const own = 'SELECT id FROM compared WHERE digest = ?';
  db.runInCache(`DELETE FROM alike WHERE left_id IN (${own})`, digest);
  db.runInCache(`DELETE FROM alike WHERE right_id IN (${own})`, digest);
  for (const { id } of db.all(idRow, own, digest)) {
    for (const hash of keptItem(db, id)?.sketch ?? [])
      db.runInCache('DELETE FROM compared_runs WHERE hash = ? AND compared_id = ?', hash, id);
  }
  db.runInCache('DELETE FROM compared WHERE digest = ?', digest);
}

function keptItem(db: ReadDb, id: number): KeptItem | null {
  const row = db.get(keptRow, 'SELECT id, key, sketch FROM compared WHERE id = ?', id);
  return row === undefined ? null : { ...row, sketch: row.sketch ?? [] };
}

/** Items of other current packages that share the key, or most hashes of the sketch, with this one. */
function candidates(db: ReadDb, digest: string, item: ComparedItem): KeptItem[] {
  const others = `c.digest <> ? AND c.rule_id = ? AND p.${stillCurrent.replace(' AND ', ' AND p.')}`;
  const from = 'FROM compared c JOIN packages p ON p.digest = c.digest';
  const shared = new Map<number, number>();
  const note = (id: number): void => void shared.set(id, (shared.get(id) ?? 0) + 1);
  if (item.key !== null) {
    const sql = `SELECT c.id AS id ${from} WHERE c.key = ? AND ${others} LIMIT ${mostOthers}`;
    for (const { id } of db.all(idRow, sql, item.key, digest, item.ruleId)) note(id);
  }
  for (const hash of item.sketch) {
    const sql = `SELECT c.id AS id FROM compared_runs r JOIN compared c ON c.id = r.compared_id
      JOIN packages p ON p.digest = c.digest WHERE r.hash = ? AND ${others} LIMIT ${mostOthers}`;
    for (const { id } of db.all(idRow, sql, hash, digest, item.ruleId)) note(id);
  }
  return [...shared]
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, mostPairs)
    .flatMap(([id]) => keptItem(db, id) ?? []);
}

/**
 * Keeps what is compared of a package's nominees and the pairs it makes with the packages that are there. `sameness` gives
 * how alike two items are, 0 for not. In one transaction.
 */
export function comparePackage(
  db: CacheDb,
  about: { readonly digest: string; readonly submissionId: string; readonly rules: string },
  items: readonly ComparedItem[],
  sameness: (item: ComparedItem, other: KeptItem) => number,
): void {
  db.atomic(() => {
    forgetPackage(db, about.digest);
    for (const item of items) {
      const found = candidates(db, about.digest, item);
      db.runInCache(
        'INSERT INTO compared (digest, subject_id, rule_id, key, sketch) VALUES (?, ?, ?, ?, ?)',
        about.digest,
        item.subjectId,
        item.ruleId,
        item.key,
        item.sketch.length === 0 ? null : JSON.stringify(item.sketch),
      );
      const id = db.get(idRow, 'SELECT last_insert_rowid() AS id')?.id ?? 0;
      for (const hash of item.sketch)
        db.runInCache('INSERT INTO compared_runs (hash, compared_id) VALUES (?, ?)', hash, id);
      for (const other of found) {
        const share = sameness(item, other);
        if (share > 0)
          db.runInCache('INSERT INTO alike (left_id, right_id, share) VALUES (?, ?, ?)', id, other.id, share);
      }
    }
    db.runInCache(
      `INSERT INTO compared_packages (digest, submission_id, rules) VALUES (?, ?, ?)
       ON CONFLICT (digest) DO UPDATE SET submission_id = excluded.submission_id, rules = excluded.rules`,
      about.digest,
      about.submissionId,
      about.rules,
    );
  });
}

const pairRow = z.object({
  digest: z.string(),
  subject_id: z.string(),
  rule_id: z.string(),
  other_digest: z.string(),
  other_subject: z.string(),
  other_unit: z.string(),
  share: z.number(),
});

/**
 * Pairs between current packages, from one side each; of one package, or of all. A unit's two rounds hold the same people
 * and are no pair.
 */
export function alikePairs(db: ReadDb, digest?: string): AlikePair[] {
  const side = (own: string, other: string): string => `
    SELECT a.digest AS digest, a.subject_id AS subject_id, a.rule_id AS rule_id, b.digest AS other_digest,
      b.subject_id AS other_subject, q.unit AS other_unit, alike.share AS share
    FROM alike
    JOIN compared a ON a.id = alike.${own} JOIN compared b ON b.id = alike.${other}
    JOIN packages p ON p.digest = a.digest JOIN packages q ON q.digest = b.digest
    JOIN compared_packages pc ON pc.digest = p.digest JOIN compared_packages qc ON qc.digest = q.digest
    WHERE p.superseded_by IS NULL AND p.released_at IS NULL AND q.superseded_by IS NULL AND q.released_at IS NULL
      AND NOT (pc.submission_id = qc.submission_id AND p.principal IS q.principal)
      AND NOT (p.kind <> q.kind AND p.principal IS NOT NULL AND p.principal = q.principal)
      ${digest === undefined ? '' : 'AND a.digest = ?'}`;
  const sql = `${side('left_id', 'right_id')} UNION ALL ${side('right_id', 'left_id')}
    ORDER BY digest, subject_id, rule_id, share DESC, other_unit, other_subject`;
  return db.all(pairRow, sql, ...(digest === undefined ? [] : [digest, digest])).map((row) => ({
    digest: row.digest,
    subjectId: row.subject_id,
    ruleId: row.rule_id,
    otherDigest: row.other_digest,
    otherSubjectId: row.other_subject,
    otherUnit: row.other_unit,
    share: row.share,
  }));
}
