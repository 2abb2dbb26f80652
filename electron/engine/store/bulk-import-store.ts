import { z } from 'zod';
import { bulkMethods } from '../../../shared/api/bulk-methods.ts';
import { type Db, flagColumn, jsonColumn, type ReadDb } from './rows.ts';

const resultSchema = bulkMethods['bulk.take'].result.omit({ id: true });
/** What an import did, as it was told. */
export type BulkResult = z.infer<typeof resultSchema>;

/** What an import did to one record. */
export interface ImportedRecord {
  readonly subjectId: string;
  readonly isNew: boolean;
  readonly beforeRevision: number;
  readonly afterRevision: number;
  /** Its number on the sheet. */
  readonly sheetOrder: number;
}

export interface StoredImport {
  readonly id: number;
  readonly at: string;
  readonly undone: boolean;
  readonly result: BulkResult;
  readonly records: readonly ImportedRecord[];
}

const importRow = z.object({
  id: z.int(),
  at: z.string(),
  result: jsonColumn(resultSchema),
  undone_at: z.string().nullable(),
});
const recordRow = z.object({
  subject_id: z.string(),
  is_new: flagColumn,
  before_revision: z.int(),
  after_revision: z.int(),
  sheet_order: z.number(),
});
const idRow = z.object({ id: z.int() });
const orderRow = z.object({ subject_id: z.string(), sheet_order: z.number() });

/** Keeps an import; gives its number. */
export function addBulkImport(
  db: Db,
  at: string,
  result: BulkResult,
  records: readonly ImportedRecord[],
): number {
  db.run(
    'INSERT INTO bulk_imports (at, file_name, result) VALUES (?, ?, ?)',
    at,
    result.fileName,
    JSON.stringify(result),
  );
  const id = db.get(idRow, 'SELECT last_insert_rowid() AS id')?.id ?? 0;
  for (const record of records)
    db.run(
      `INSERT INTO bulk_import_rows (import_id, subject_id, is_new, before_revision, after_revision, sheet_order)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      record.subjectId,
      record.isNew ? 1 : 0,
      record.beforeRevision,
      record.afterRevision,
      record.sheetOrder,
    );
  return id;
}

function recordsOf(db: ReadDb, id: number): ImportedRecord[] {
  return db
    .all(
      recordRow,
      `SELECT subject_id, is_new, before_revision, after_revision, sheet_order
       FROM bulk_import_rows WHERE import_id = ? ORDER BY sheet_order, subject_id`,
      id,
    )
    .map((row) => ({
      subjectId: row.subject_id,
      isNew: row.is_new,
      beforeRevision: row.before_revision,
      afterRevision: row.after_revision,
      sheetOrder: row.sheet_order,
    }));
}

/** The newest import; null before the first. */
export function lastBulkImport(db: ReadDb): StoredImport | null {
  const row = db.get(
    importRow,
    'SELECT id, at, result, undone_at FROM bulk_imports ORDER BY id DESC LIMIT 1',
  );
  if (row === undefined) return null;
  const { id, at, result } = row;
  return { id, at, undone: row.undone_at !== null, result, records: recordsOf(db, id) };
}

export function markBulkImportUndone(db: Db, id: number, at: string): void {
  db.run('UPDATE bulk_imports SET undone_at = ? WHERE id = ?', at, id);
}

/** The numbers that nominees had on the sheets they came from; the newest of each. */
export function sheetOrders(db: ReadDb): ReadonlyMap<string, number> {
  const rows = db.all(
    orderRow,
    `SELECT r.subject_id AS subject_id, r.sheet_order AS sheet_order FROM bulk_import_rows r
     JOIN bulk_imports i ON i.id = r.import_id WHERE i.undone_at IS NULL ORDER BY r.import_id`,
  );
  return new Map(rows.map((row) => [row.subject_id, row.sheet_order]));
}
