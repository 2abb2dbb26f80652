import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const takenRow = z.object({ subject_id: z.string(), lineage: z.string(), digest: z.string() });

/** A nominee taken over from a lower unit, and the package it was last brought up to. */
export interface TakenOver {
  readonly subjectId: string;
  readonly lineage: string;
  readonly digest: string;
}

/** The nominees taken over from lower units. */
export function listTakenOver(db: ReadDb): TakenOver[] {
  return db
    .all(takenRow, 'SELECT subject_id, lineage, digest FROM taken_over ORDER BY subject_id')
    .map(({ subject_id: subjectId, lineage, digest }) => ({ subjectId, lineage, digest }));
}

/** Where a nominee was taken over from; null for one of this unit's own. */
export function takenOver(db: ReadDb, subjectId: string): TakenOver | null {
  const row = db.get(
    takenRow,
    'SELECT subject_id, lineage, digest FROM taken_over WHERE subject_id = ?',
    subjectId,
  );
  return row === undefined ? null : { subjectId, lineage: row.lineage, digest: row.digest };
}

/** Notes the package that a nominee now stands at. Inside a transaction. */
export function noteTakenOver(db: Db, { subjectId, lineage, digest }: TakenOver, at: string): void {
  db.run(
    `INSERT INTO taken_over (subject_id, lineage, digest, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (subject_id) DO UPDATE SET lineage = excluded.lineage, digest = excluded.digest, at = excluded.at`,
    subjectId,
    lineage,
    digest,
    at,
  );
}
