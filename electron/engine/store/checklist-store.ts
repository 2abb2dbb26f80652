import { z } from 'zod';
import { attachmentRef } from '../../../shared/words/content.ts';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

const stepRow = z.object({
  round: z.string(),
  step: z.string(),
  about: z.string(),
  done_at: z.string(),
  proof: jsonColumn(attachmentRef).nullable(),
});
const deadlineRow = z.object({ milestone: z.string(), due: z.string() });

/** A step of which the clerk has said that it is done. */
export interface DoneByHand {
  readonly round: string;
  readonly step: string;
  /** What it was said of: a digest, a fingerprint; it holds of nothing else. */
  readonly about: string;
  readonly at: string;
  /** The signed paper that shows it, where one was attached. */
  readonly proof: z.infer<typeof attachmentRef> | null;
}

/** All steps done by hand. */
export function listStepsDone(db: ReadDb): DoneByHand[] {
  return db
    .all(stepRow, 'SELECT round, step, about, done_at, proof FROM steps_done ORDER BY round, step')
    .map(({ round, step, about, done_at: at, proof }) => ({ round, step, about, at, proof }));
}

/** Remembers a step as done. Inside a transaction. */
export function noteStepDone(db: Db, { round, step, about, at, proof }: DoneByHand): void {
  db.run(
    `INSERT INTO steps_done (round, step, about, done_at, proof) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (round, step)
     DO UPDATE SET about = excluded.about, done_at = excluded.done_at, proof = excluded.proof`,
    round,
    step,
    about,
    at,
    proof === null ? null : JSON.stringify(proof),
  );
}

/** Takes back that a step is done. */
export function forgetStepDone(db: Db, round: string, step: string): void {
  db.run('DELETE FROM steps_done WHERE round = ? AND step = ?', round, step);
}

/** The dates that a unit above has set, by milestone. */
export function readOwnDeadlines(db: ReadDb): Record<string, string> {
  return Object.fromEntries(
    db
      .all(deadlineRow, 'SELECT milestone, due FROM own_deadlines ORDER BY milestone')
      .map(({ milestone, due }) => [milestone, due]),
  );
}

/** Sets, or with null takes back, the date of a milestone. */
export function writeOwnDeadline(db: Db, milestone: string, due: string | null): void {
  if (due === null) {
    db.run('DELETE FROM own_deadlines WHERE milestone = ?', milestone);
    return;
  }
  db.run(
    `INSERT INTO own_deadlines (milestone, due) VALUES (?, ?)
     ON CONFLICT (milestone) DO UPDATE SET due = excluded.due`,
    milestone,
    due,
  );
}
