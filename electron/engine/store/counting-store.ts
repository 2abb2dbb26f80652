import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const countingRow = z.object({
  lineage: z.string(),
  lineages: z.int(),
  at: z.string(),
  reason: z.string(),
});

/** Which of a unit's submissions of one kind counts, and among how many that was decided. */
export type CountingDecision = z.infer<typeof countingRow>;

/** The newest decision, or null. */
export function countingDecision(db: ReadDb, principal: string, kind: string): CountingDecision | null {
  return (
    db.get(
      countingRow,
      'SELECT lineage, lineages, at, reason FROM counting WHERE principal = ? AND kind = ? ORDER BY seq DESC LIMIT 1',
      principal,
      kind,
    ) ?? null
  );
}

/** Adds a decision; earlier ones stay as they were made. */
export function decideCounting(db: Db, principal: string, kind: string, decision: CountingDecision): void {
  db.run(
    'INSERT INTO counting (principal, kind, lineage, lineages, at, reason) VALUES (?, ?, ?, ?, ?, ?)',
    principal,
    kind,
    decision.lineage,
    decision.lineages,
    decision.at,
    decision.reason,
  );
}
