import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const figureRow = z.object({
  principal: z.string(),
  unit: z.string(),
  step: z.int(),
  collective: z.int().nullable(),
  individual: z.int().nullable(),
});
const stepRow = z.object({ step: z.int().nullable() });

/** The office's own figures for one unit. */
export interface QuotaFigures {
  readonly principal: string;
  readonly unit: string;
  /** The step at which they stand. */
  readonly step: number;
  readonly collective: number | null;
  readonly individual: number | null;
}

/** A change of one unit's figures, on the step at which they were seen (0: none yet). */
export interface QuotaChange extends Omit<QuotaFigures, 'step'> {
  readonly base: number;
}

/** The office's own figures that stand, by principal. */
export function officeQuotas(db: ReadDb): ReadonlyMap<string, QuotaFigures> {
  const rows = db.all(
    figureRow,
    `SELECT event.principal, event.unit, event.step, event.collective, event.individual
     FROM quota_events AS event JOIN quota_steps AS made ON made.step = event.step
     WHERE NOT EXISTS (SELECT 1 FROM quota_steps AS undone WHERE undone.undoes = made.step)
     ORDER BY event.step`,
  );
  return new Map(rows.map((row) => [row.principal, row]));
}

/** The last step that stands, or 0. */
export function lastQuotaStep(db: ReadDb): number {
  const sql = `SELECT max(step) AS step FROM quota_steps AS made WHERE undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM quota_steps AS undone WHERE undone.undoes = made.step)`;
  return db.get(stepRow, sql)?.step ?? 0;
}

function addStep(db: Db, by: { readonly at: string; readonly who: string }, undoes: number | null): number {
  db.run('INSERT INTO quota_steps (at, who, undoes) VALUES (?, ?, ?)', by.at, by.who, undoes);
  return db.get(stepRow, 'SELECT max(step) AS step FROM quota_steps')?.step ?? 0;
}

/** Adds one step with all the figures, or gives the units whose figures were changed meanwhile. Inside a transaction. */
export function saveQuotas(
  db: Db,
  changes: readonly QuotaChange[],
  by: { readonly at: string; readonly who: string },
): { readonly step: number } | { readonly conflicts: readonly string[] } {
  const standing = officeQuotas(db);
  const conflicts = changes.filter(({ principal, base }) => (standing.get(principal)?.step ?? 0) !== base);
  if (conflicts.length > 0) return { conflicts: conflicts.map(({ unit }) => unit) };
  const step = addStep(db, by, null);
  for (const { principal, unit, base, collective, individual } of changes) {
    db.run(
      'INSERT INTO quota_events (step, principal, unit, base, collective, individual) VALUES (?, ?, ?, ?, ?, ?)',
      step,
      principal,
      unit,
      base,
      collective,
      individual,
    );
  }
  return { step };
}

/** Takes the last step back when it is the one that was seen. Inside a transaction. */
export function undoQuotas(
  db: Db,
  seen: number,
  by: { readonly at: string; readonly who: string },
): 'undone' | 'other' | 'none' {
  const last = lastQuotaStep(db);
  if (last === 0) return 'none';
  if (last !== seen) return 'other';
  addStep(db, by, last);
  return 'undone';
}
