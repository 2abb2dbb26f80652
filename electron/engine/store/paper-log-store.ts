import { z } from 'zod';
import type { Round } from '../../../shared/words/field-schema.ts';
import type { Db, ReadDb } from './rows.ts';

const paperRow = z.object({
  form_id: z.string(),
  subject_id: z.string(),
  code: z.string(),
  at: z.string(),
});

/** A paper of one round: its form and whom it is about. */
export interface PaperOf {
  readonly formId: string;
  readonly subjectId: string;
  readonly round: Round;
}

/** What is remembered of a paper: the check code it carried, and when. */
export interface PaperMark {
  readonly code: string;
  readonly at: string;
}

/** Finds the mark of a paper; null for one without. */
export type PaperMarks = (formId: string, subjectId: string) => PaperMark | null;

function marksIn(db: ReadDb, sql: string, round: Round): PaperMarks {
  const known = new Map(
    db
      .all(paperRow, sql, round)
      .map(({ form_id, subject_id, code, at }) => [`${form_id}/${subject_id}`, { code, at }]),
  );
  return (formId, subjectId) => known.get(`${formId}/${subjectId}`) ?? null;
}

/** The papers of a round that were saved as files to be printed, as they were last saved. */
export function exportedPapers(db: ReadDb, round: Round): PaperMarks {
  const sql = 'SELECT form_id, subject_id, code, printed_at AS at FROM printed WHERE round = ?';
  return marksIn(db, sql, round);
}

/** The papers of a round of which the clerk has said that they came out of the printer. */
export function printedPapers(db: ReadDb, round: Round): PaperMarks {
  const sql = 'SELECT form_id, subject_id, code, printed_at AS at FROM printed_by_hand WHERE round = ?';
  return marksIn(db, sql, round);
}

/** Remembers, or with null forgets, that the clerk printed a paper. Inside a transaction. */
export function markPrinted(db: Db, { formId, subjectId, round }: PaperOf, mark: PaperMark | null): void {
  if (mark === null) {
    db.run(
      'DELETE FROM printed_by_hand WHERE form_id = ? AND subject_id = ? AND round = ?',
      formId,
      subjectId,
      round,
    );
    return;
  }
  db.run(
    `INSERT INTO printed_by_hand (form_id, subject_id, round, code, printed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (form_id, subject_id, round)
     DO UPDATE SET code = excluded.code, printed_at = excluded.printed_at`,
    formId,
    subjectId,
    round,
    mark.code,
    mark.at,
  );
}

/** Remembers that a paper was saved as a file. Inside a transaction. */
export function noteExported(
  db: Db,
  { formId, subjectId, round }: PaperOf,
  { code, at }: PaperMark,
  revision: number,
): void {
  db.run(
    `INSERT INTO printed (form_id, subject_id, round, code, revision, printed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (form_id, subject_id, round)
     DO UPDATE SET code = excluded.code, revision = excluded.revision, printed_at = excluded.printed_at`,
    formId,
    subjectId,
    round,
    code,
    revision,
    at,
  );
}

/** The papers of a round whose scans agreed with the data, as they were last compared. */
export function scannedPapers(db: ReadDb, round: Round): PaperMarks {
  const sql = 'SELECT form_id, subject_id, code, checked_at AS at FROM scanned WHERE round = ?';
  return marksIn(db, sql, round);
}

/** Remembers a scan that agreed. Inside a transaction. */
export function noteScanned(db: Db, { formId, subjectId, round }: PaperOf, { code, at }: PaperMark): void {
  db.run(
    `INSERT INTO scanned (form_id, subject_id, round, code, checked_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (form_id, subject_id, round)
     DO UPDATE SET code = excluded.code, checked_at = excluded.checked_at`,
    formId,
    subjectId,
    round,
    code,
    at,
  );
}
