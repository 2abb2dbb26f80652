import { z } from 'zod';
import { decisionSchema, feedbackSchema } from '../../../shared/submission/feedback-schema.ts';
import { type Db, jsonColumn } from './rows.ts';

/** What the office has written about one submission. */
export const reviewContent = z.strictObject({
  general: z.string(),
  unitComments: feedbackSchema.shape.unitComments,
  decisions: z.array(decisionSchema),
});
export type ReviewContent = z.infer<typeof reviewContent>;

const stepRow = z.object({ kind: z.enum(['save', 'undo']), content: jsonColumn(z.unknown()) });

/** The states that still stand after every undo took back one save, oldest first. */
function standing(db: Db, digest: string): ReviewContent[] {
  const stack: ReviewContent[] = [];
  for (const step of db.all(
    stepRow,
    'SELECT kind, content FROM reviews WHERE digest = ? ORDER BY step',
    digest,
  )) {
    if (step.kind === 'save') stack.push(reviewContent.parse(step.content));
    else stack.pop();
  }
  return stack;
}

/** The review as it stands, empty before the first save. */
export function currentReview(db: Db, digest: string): { review: ReviewContent; canUndo: boolean } {
  const stack = standing(db, digest);
  return {
    review: stack.at(-1) ?? { general: '', unitComments: [], decisions: [] },
    canUndo: stack.length > 0,
  };
}

/** Adds a step; nothing is ever overwritten. */
export function saveReview(db: Db, digest: string, review: ReviewContent, at: string): void {
  db.run(
    `INSERT INTO reviews (digest, at, kind, content) VALUES (?, ?, 'save', ?)`,
    digest,
    at,
    JSON.stringify(review),
  );
}

/** Takes the last standing save back; false when there is none. */
export function undoReview(db: Db, digest: string, at: string): boolean {
  return db.atomic(() => {
    if (standing(db, digest).length === 0) return false;
    db.run(`INSERT INTO reviews (digest, at, kind, content) VALUES (?, ?, 'undo', '{}')`, digest, at);
    return true;
  });
}
