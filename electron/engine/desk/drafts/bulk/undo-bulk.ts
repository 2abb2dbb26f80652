import type { ApiResult } from '../../../../../shared/api.ts';
import { JianbiaoError } from '../../../../../shared/errors/jianbiao-error.ts';
import { subjectName } from '../../../../../shared/reading/lookup.ts';
import type { Content } from '../../../../../shared/words/content.ts';
import type { Lease } from '../../../kernel/seat.ts';
import {
  type ImportedRecord,
  lastBulkImport,
  markBulkImportUndone,
  type StoredImport,
} from '../../../store/bulk-import-store.ts';
import { logEvent } from '../../../store/event-log.ts';
import { contentAt, getSubject, saveRecord, setRemoved } from '../../../store/record-store.ts';
import type { Db, ReadDb } from '../../../store/rows.ts';

/** Whether a record is still as the import left it: what somebody has written since is not thrown away. */
function isUntouched(db: ReadDb, { subjectId, afterRevision }: ImportedRecord): boolean {
  const subject = getSubject(db, subjectId);
  return subject.revision === afterRevision && !subject.removed;
}

/** How many records of an import undoing would reach. */
export function undoable(db: ReadDb, stored: StoredImport): number {
  return stored.undone ? 0 : stored.records.filter((record) => isUntouched(db, record)).length;
}

function restore(db: Db, record: ImportedRecord, at: string): void {
  const { subjectId: id, beforeRevision } = record;
  if (record.isNew) {
    setRemoved(db, id, at);
    logEvent(db, at, 'record-removed', { id });
    return;
  }
  const now = getSubject(db, id);
  const before = contentAt(db, id, beforeRevision).content;
  const changes: Content = Object.fromEntries(
    [...new Set([...Object.keys(now.content), ...Object.keys(before)])].map((field) => [
      field,
      before[field] ?? null,
    ]),
  );
  saveRecord(db, { id, baseRevision: now.revision, changes, at, fieldLabel: (field) => field });
}

/** Undoes the last import, in one transaction; `bulk-undo-late` when it is not the last one or was undone already. */
export function undoBulk({ db, pack }: Lease, id: number, at: string): ApiResult<'bulk.undo'> {
  return db.atomic(() => {
    const stored = lastBulkImport(db);
    if (stored === null || stored.id !== id || stored.undone) throw new JianbiaoError('bulk-undo-late');
    const reached = stored.records.filter((record) => isUntouched(db, record));
    const kept = stored.records
      .filter((record) => !reached.includes(record))
      .map(({ subjectId }) => subjectName(pack, getSubject(db, subjectId)));
    for (const record of reached) restore(db, record, at);
    markBulkImportUndone(db, id, at);
    logEvent(db, at, 'bulk-undone', { changes: reached.length });
    return { undone: reached.length, kept };
  });
}
