import { z } from 'zod';
import { type Feedback, feedbackSchema, type Receipt } from '../../../shared/submission/feedback-schema.ts';
import { countRow, type Db, jsonColumn } from './rows.ts';

const feedbackRow = z.object({
  digest: z.string(),
  imported_at: z.string(),
  signer: z.string(),
  document: jsonColumn(feedbackSchema),
});

/** A feedback that came back for one of this workspace's own packages. */
export interface StoredFeedback {
  readonly digest: string;
  readonly importedAt: string;
  readonly signer: string;
  readonly feedback: Feedback;
}

export function hasAnswer(db: Db, digest: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM answers WHERE digest = ?', digest)?.n ?? 0) > 0;
}

/** True when an answer of the kind came for the package. */
export function isAnswered(db: Db, packageDigest: string, kind: 'feedback' | 'receipt'): boolean {
  const sql = 'SELECT count(*) AS n FROM answers WHERE package_digest = ? AND kind = ?';
  return (db.get(countRow, sql, packageDigest, kind)?.n ?? 0) > 0;
}

/** Keeps a verified answer. */
export function insertAnswer(
  db: Db,
  answer: {
    readonly digest: string;
    readonly importedAt: string;
    readonly signer: string;
    readonly document:
      | { readonly kind: 'feedback'; readonly value: Feedback }
      | { readonly kind: 'receipt'; readonly value: Receipt };
  },
): void {
  const { kind, value } = answer.document;
  db.run(
    'INSERT INTO answers (digest, kind, package_digest, imported_at, signer, document) VALUES (?, ?, ?, ?, ?, ?)',
    answer.digest,
    kind,
    value.packageDigest,
    answer.importedAt,
    answer.signer,
    JSON.stringify(value),
  );
}

/** Feedbacks, newest first. */
export function listFeedbacks(db: Db): StoredFeedback[] {
  return db
    .all(
      feedbackRow,
      `SELECT digest, imported_at, signer, document FROM answers WHERE kind = 'feedback'
       ORDER BY imported_at DESC, rowid DESC`,
    )
    .map((row) => ({
      digest: row.digest,
      importedAt: row.imported_at,
      signer: row.signer,
      feedback: row.document,
    }));
}
