import { z } from 'zod';
import {
  type Feedback,
  feedbackSchema,
  type Receipt,
  receiptSchema,
} from '../../../shared/words/feedback-schema.ts';
import { countRow, type Db, jsonColumn, type ReadDb } from './rows.ts';

/** What an answer says. */
export type AnswerDocument =
  | { readonly kind: 'feedback'; readonly value: Feedback }
  | { readonly kind: 'receipt'; readonly value: Receipt };

const feedbackRow = z.object({
  digest: z.string(),
  imported_at: z.string(),
  signer: z.string(),
  revision: z.int().nullable(),
  document: jsonColumn(feedbackSchema),
});
const receiptRow = z.object({ ...feedbackRow.shape, document: jsonColumn(receiptSchema) });

/** A feedback that came back for one of this workspace's own packages. */
export interface StoredFeedback {
  readonly digest: string;
  readonly importedAt: string;
  readonly signer: string;
  readonly feedback: Feedback;
  /** A later answer about the same round is here. */
  readonly superseded: boolean;
}

export function hasAnswer(db: ReadDb, digest: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM answers WHERE digest = ?', digest)?.n ?? 0) > 0;
}

/** True when an answer of the kind came for the package. */
export function isAnswered(db: ReadDb, packageDigest: string, kind: 'feedback' | 'receipt'): boolean {
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
    /** The answer's own revision: of several about one package the highest is the last word. */
    readonly revision: number;
    readonly document: AnswerDocument;
  },
): void {
  const { kind, value } = answer.document;
  db.run(
    'INSERT INTO answers (digest, kind, package_digest, imported_at, signer, document, revision) VALUES (?, ?, ?, ?, ?, ?, ?)',
    answer.digest,
    kind,
    value.packageDigest,
    answer.importedAt,
    answer.signer,
    JSON.stringify(value),
    answer.revision,
  );
}

/** What tells which of two answers is the later one, by what they say of themselves and not by when they came. */
interface AnswerAge {
  readonly digest: string;
  readonly importedAt: string;
  /** What they answer: only answers about the same can replace each other. */
  readonly about: string;
  /** Revision of the package they answer. */
  readonly answered: number;
  readonly decidedOn: string;
  /** Null where it was not kept. */
  readonly revision: number | null;
}

/**
 * The later answer first. The revision answered decides, then the day of the decision together with the answer's own
 * revision; when it came only where nothing else does.
 */
function laterFirst(left: AnswerAge, right: AnswerAge): number {
  const own =
    left.revision === null || right.revision === null || left.answered !== right.answered
      ? 0
      : right.revision - left.revision;
  return (
    right.answered - left.answered ||
    own ||
    right.decidedOn.localeCompare(left.decidedOn) ||
    right.importedAt.localeCompare(left.importedAt)
  );
}

/** The heads, one for each thing answered, and with them what they replace. */
function inOrder<T extends AnswerAge>(answers: readonly T[]): { entry: T; superseded: boolean }[] {
  const sorted = [...Map.groupBy(answers, (answer) => answer.about).values()].map((group) =>
    [...group].sort(laterFirst).map((entry, place) => ({ entry, superseded: place > 0 })),
  );
  // Within what is answered the order is theirs; what was answered last stands first.
  const newest = (group: { entry: T }[]): string => group[0]?.entry.decidedOn ?? '';
  const groups = sorted.sort((left, right) => newest(right).localeCompare(newest(left)));
  const all = groups.flat();
  return [...all.filter((item) => !item.superseded), ...all.filter((item) => item.superseded)];
}

function feedbacksInOrder(db: ReadDb) {
  const rows = db.all(
    feedbackRow,
    `SELECT digest, imported_at, signer, revision, document FROM answers WHERE kind = 'feedback'
     ORDER BY imported_at DESC, rowid DESC`,
  );
  return inOrder(
    rows.map((row) => ({
      digest: row.digest,
      importedAt: row.imported_at,
      signer: row.signer,
      revision: row.revision,
      about: row.document.round,
      answered: row.document.revision,
      decidedOn: row.document.decidedOn,
      feedback: row.document,
    })),
  );
}

function receiptsInOrder(db: ReadDb) {
  const rows = db.all(
    receiptRow,
    `SELECT digest, imported_at, signer, revision, document FROM answers WHERE kind = 'receipt' ORDER BY imported_at DESC, rowid DESC`,
  );
  return inOrder(
    rows.map((row) => ({
      digest: row.digest,
      importedAt: row.imported_at,
      revision: row.revision,
      about: row.document.packageDigest,
      answered: row.document.revision,
      decidedOn: row.document.receivedAt,
    })),
  );
}

/** True when no later answer about the same is here. */
export function isNewestAnswer(db: ReadDb, digest: string): boolean {
  return [...feedbacksInOrder(db), ...receiptsInOrder(db)].some(
    ({ entry, superseded }) => entry.digest === digest && !superseded,
  );
}

/** Feedbacks, those that stand first, the latest of them in front; then those that a later one replaced. */
export function listFeedbacks(db: ReadDb): StoredFeedback[] {
  return feedbacksInOrder(db).map(({ entry, superseded }) => ({
    digest: entry.digest,
    importedAt: entry.importedAt,
    signer: entry.signer,
    feedback: entry.feedback,
    superseded,
  }));
}
