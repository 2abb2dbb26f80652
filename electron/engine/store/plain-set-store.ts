import { z } from 'zod';
import { type HandAnswer, handAnswer } from '../../../shared/api/handover-methods.ts';
import type { Round } from '../../../shared/words/field-schema.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { type Db, flagColumn, jsonColumn, type ReadDb } from './rows.ts';

const setRow = z.object({
  digest: z.string(),
  revision: z.int(),
  made_at: z.string(),
  document: jsonColumn(submissionSchema),
});
const answerRow = z.object({
  answered_on: z.string(),
  way: handAnswer.shape.way,
  note: z.string(),
  unit_to_correct: flagColumn,
  decisions: jsonColumn(handAnswer.shape.decisions),
  entered_at: z.string(),
});

/** A set of papers and a disc, as it was made; frozen. */
export interface PlainSet {
  /** Of what it says, its number included. */
  readonly digest: string;
  readonly revision: number;
  readonly madeAt: string;
  readonly submission: Submission;
}

/** An answer as it was entered. */
export interface EnteredAnswer extends HandAnswer {
  readonly enteredAt: string;
}

/** The set of a round that was made last, or null. */
export function newestSet(db: ReadDb, round: Round): PlainSet | null {
  const row = db.get(
    setRow,
    'SELECT digest, revision, made_at, document FROM plain_sets WHERE round = ? ORDER BY id DESC LIMIT 1',
    round,
  );
  return row === undefined
    ? null
    : { digest: row.digest, revision: row.revision, madeAt: row.made_at, submission: row.document };
}

/** Keeps a set as it was made. Inside a transaction. */
export function keepSet(db: Db, { digest, revision, madeAt, submission }: PlainSet): void {
  db.run(
    'INSERT INTO plain_sets (digest, round, revision, made_at, document) VALUES (?, ?, ?, ?, ?)',
    digest,
    submission.round,
    revision,
    madeAt,
    JSON.stringify(submission),
  );
}

/** The answer about a set or a package that was entered last, or null. */
export function newestHandAnswer(db: ReadDb, about: string): EnteredAnswer | null {
  const row = db.get(
    answerRow,
    `SELECT answered_on, way, note, unit_to_correct, decisions, entered_at FROM hand_answers
     WHERE about = ? ORDER BY id DESC LIMIT 1`,
    about,
  );
  return row === undefined
    ? null
    : {
        answeredOn: row.answered_on,
        way: row.way,
        note: row.note,
        unitToCorrect: row.unit_to_correct,
        decisions: row.decisions,
        enteredAt: row.entered_at,
      };
}

/** Keeps an answer that came by telephone or letter. Inside a transaction. */
export function keepHandAnswer(db: Db, about: string, answer: EnteredAnswer): void {
  db.run(
    `INSERT INTO hand_answers (about, answered_on, way, note, unit_to_correct, decisions, entered_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    about,
    answer.answeredOn,
    answer.way,
    answer.note,
    answer.unitToCorrect ? 1 : 0,
    JSON.stringify(answer.decisions),
    answer.enteredAt,
  );
}
