import { z } from 'zod';
import {
  emptyReview,
  partOf,
  type ReviewBases,
  type ReviewChange,
  type ReviewContent,
  reviewChange,
  withChange,
} from '../../../shared/words/review-schema.ts';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

const eventRow = z.object({
  step: z.int(),
  part: z.string(),
  content: jsonColumn(z.record(z.string(), z.unknown())),
});
const stepRow = z.object({ step: z.int().nullable() });
const partRow = z.object({ part: z.string() });

/** The review of a package as it stands. */
export interface StandingReview {
  readonly review: ReviewContent;
  /** The step at which each part stands. */
  readonly bases: ReviewBases;
  /** The last step that stands, which an undo takes back; 0 when there is none. */
  readonly step: number;
  /** What that step wrote. */
  readonly lastParts: readonly string[];
  /** Grows with every step, taking back included: tells which of two readings is the newer. */
  readonly version: number;
}

function toChange(row: z.infer<typeof eventRow>): ReviewChange {
  const id = row.part.startsWith('nominee/') ? { nomineeId: row.part.slice('nominee/'.length) } : {};
  const part = row.part.startsWith('nominee/') ? 'nominee' : row.part;
  return reviewChange.parse({ part, base: 0, ...id, ...row.content });
}

/** The review as it stands, derived from the steps that were not taken back; empty before the first one. */
export function currentReview(db: ReadDb, digest: string): StandingReview {
  const rows = db.all(
    eventRow,
    `SELECT event.step, event.part, event.content FROM review_events AS event
     JOIN review_steps AS made ON made.step = event.step
     WHERE made.digest = ? AND NOT EXISTS (SELECT 1 FROM review_steps AS undone WHERE undone.undoes = made.step)
     ORDER BY event.step, event.part`,
    digest,
  );
  const newest = new Map(rows.map((row) => [row.part, row]));
  const step = lastStanding(db, digest);
  return {
    review: [...newest.values()].map(toChange).reduce(withChange, emptyReview),
    bases: Object.fromEntries([...newest.values()].map((row) => [row.part, row.step])),
    step,
    lastParts: db
      .all(partRow, 'SELECT part FROM review_events WHERE step = ? ORDER BY part', step)
      .map(({ part }) => part),
    version:
      db.get(stepRow, 'SELECT max(step) AS step FROM review_steps WHERE digest = ?', digest)?.step ?? 0,
  };
}

function lastStanding(db: ReadDb, digest: string): number {
  const sql = `SELECT max(step) AS step FROM review_steps AS made WHERE digest = ? AND undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM review_steps AS undone WHERE undone.undoes = made.step)`;
  return db.get(stepRow, sql, digest)?.step ?? 0;
}

/** Who decides, and when. */
export interface Reviewing {
  readonly at: string;
  readonly who: string;
}

function addStep(db: Db, digest: string, { at, who }: Reviewing, undoes: number | null): number {
  db.run('INSERT INTO review_steps (digest, at, who, undoes) VALUES (?, ?, ?, ?)', digest, at, who, undoes);
  return db.get(stepRow, 'SELECT max(step) AS step FROM review_steps')?.step ?? 0;
}

/**
 * Adds one step that writes all these parts, or nothing: gives the parts that stand at another step than the change was made
 * on, for somebody decided there meanwhile. Must run inside a transaction with its entry in the log.
 */
export function saveReview(
  db: Db,
  digest: string,
  changes: readonly ReviewChange[],
  by: Reviewing,
): { readonly step: number } | { readonly conflicts: readonly ReviewChange[] } {
  const { bases } = currentReview(db, digest);
  const conflicts = changes.filter((change) => (bases[partOf(change)] ?? 0) !== change.base);
  if (conflicts.length > 0) return { conflicts };
  const step = addStep(db, digest, by, null);
  for (const change of changes) {
    const { part: _part, base, ...rest } = change;
    const content = 'nomineeId' in rest ? { review: rest.review } : rest;
    db.run(
      'INSERT INTO review_events (step, part, base, content) VALUES (?, ?, ?, ?)',
      step,
      partOf(change),
      base,
      JSON.stringify(content),
    );
  }
  return { step };
}

/**
 * Takes the last standing step back, when it is the one the reviewer saw. Gives what became of it: `other` when another step
 * came meanwhile, `none` when there is none. Must run inside a transaction with its entry in the log.
 */
export function undoReview(db: Db, digest: string, seen: number, by: Reviewing): 'undone' | 'other' | 'none' {
  const last = lastStanding(db, digest);
  if (last === 0) return 'none';
  if (last !== seen) return 'other';
  addStep(db, digest, by, last);
  return 'undone';
}
