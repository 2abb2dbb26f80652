import { z } from 'zod';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

const paramsColumn = jsonColumn(z.record(z.string(), z.union([z.string(), z.number()])));
const remarkRow = z.object({
  code: z.string(),
  params: paramsColumn,
  at: z.string(),
  settled_at: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Something about a package that was taken in and that somebody has to look at. */
export interface PackageRemark {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at: string;
  readonly settledAt: string | null;
  readonly reason: string | null;
}

/** The remarks about one package. */
export function remarksOf(db: ReadDb, digest: string): PackageRemark[] {
  return db
    .all(
      remarkRow,
      'SELECT code, params, at, settled_at, reason FROM package_remarks WHERE digest = ? ORDER BY code',
      digest,
    )
    .map(({ settled_at: settledAt, ...rest }) => ({ ...rest, settledAt }));
}

/** Adds a remark. */
export function addRemark(
  db: Db,
  digest: string,
  remark: Pick<PackageRemark, 'code' | 'params' | 'at'>,
): void {
  db.run(
    'INSERT INTO package_remarks (digest, code, params, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    digest,
    remark.code,
    JSON.stringify(remark.params),
    remark.at,
  );
}

/** Settles a remark with words; false when there is no open one of the code. */
export function settleRemark(db: Db, digest: string, code: string, at: string, reason: string): boolean {
  return (
    db.run(
      'UPDATE package_remarks SET settled_at = ?, reason = ? WHERE digest = ? AND code = ? AND settled_at IS NULL',
      at,
      reason,
      digest,
      code,
    ) > 0
  );
}
