import { z } from 'zod';
import type { Db } from './rows.ts';

const takenRow = z.object({ subject_id: z.string(), digest: z.string() });

/** The nominees taken over from lower units, each with the package it was last brought up to. */
export function listTakenOver(db: Db): { readonly subjectId: string; readonly digest: string }[] {
  return db
    .all(takenRow, 'SELECT subject_id, digest FROM taken_over ORDER BY subject_id')
    .map((row) => ({ subjectId: row.subject_id, digest: row.digest }));
}
