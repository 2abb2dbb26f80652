import type { ApiParsedArgs, ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { awardKinds, kindTitle } from '../../../../shared/reading/titles.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Lease } from '../../kernel/seat.ts';
import { usualLimits } from '../../reading-room/guard/limits.ts';
import { readGuarded } from '../../reading-room/read-guarded.ts';
import type { Workbook } from '../../reading-room/spreadsheet/workbook.ts';
import { addBulkImport, type ImportedRecord, lastBulkImport } from '../../store/bulk-import-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { getSubject, listNominees, saveRecord } from '../../store/record-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { type Desk, fieldLabel, isoNow } from '../ground/desk.ts';
import { readSource, writeTarget } from '../ground/target-file.ts';
import { settingsInForce } from './build-submission.ts';
import { bulkCorrections, bulkTemplate } from './bulk/bulk-workbook.ts';
import { pastedBook } from './bulk/pasted-book.ts';
import { type BulkPlan, type PlannedPerson, planBulk } from './bulk/preview.ts';
import { type BulkReading, mostRows, readBulk } from './bulk/read-bulk.ts';
import { placeBySheet } from './bulk/take-bulk.ts';
import { undoable, undoBulk } from './bulk/undo-bulk.ts';
import { makeNominee } from './record-methods.ts';

type Source = ApiParsedArgs<'bulk.read'>['source'];

/** Room for the head and the sample row above the nominees. */
const bulkLimits = { ...usualLimits, rows: mostRows + 20 };

async function openBook(
  desk: Desk,
  source: Source,
): Promise<{ readonly name: string; readonly book: Workbook }> {
  if ('pasted' in source) return { name: '粘贴的表格', book: pastedBook(source.pasted) };
  const file = 'file' in source ? readSource(desk.handles, source.file, bulkLimits.fileBytes) : source;
  return { name: file.name, book: await readGuarded('spreadsheet', file, bulkLimits) };
}

async function readSheets(
  desk: Desk,
  { pack }: Lease<ReadDb>,
  source: Source,
): Promise<{ readonly name: string; readonly reading: BulkReading }> {
  const { name, book } = await openBook(desk, source);
  const reading = readBulk(pack, book);
  if (!reading.known)
    throw new JianbiaoError('bulk-file-invalid', { file: name, problem: '没有找到模板里的表头' });
  return { name, reading };
}

/** Makes the new ones and changes the others, in the caller's transaction. */
function takeAll(desk: Desk, work: Lease, chosen: readonly PlannedPerson[]): ImportedRecord[] {
  const { db, pack } = work;
  const at = isoNow(desk);
  const records = chosen.map(({ person, subject, changes }): ImportedRecord => {
    const id = subject?.id ?? makeNominee(desk, work, person.kind, person.content);
    if (subject !== null)
      saveRecord(db, {
        id,
        baseRevision: subject.revision,
        changes,
        at,
        fieldLabel: (field) => fieldLabel(pack, field),
      });
    return {
      subjectId: id,
      isNew: subject === null,
      beforeRevision: subject?.revision ?? 0,
      afterRevision: getSubject(db, id).revision,
      sheetOrder: person.order,
    };
  });
  const kinds = new Map(records.map(({ subjectId }, at) => [subjectId, chosen[at]?.person.kind ?? '']));
  placeBySheet(
    db,
    records.flatMap(({ subjectId, isNew, sheetOrder }) =>
      isNew ? [{ id: subjectId, kind: kinds.get(subjectId) ?? '', order: sheetOrder }] : [],
    ),
  );
  return records;
}

function take(
  desk: Desk,
  work: Lease,
  { planned, shown }: BulkPlan,
  keys: ReadonlySet<string>,
): ApiResult<'bulk.take'> {
  const { db } = work;
  const isSame = ({ subject, changes }: PlannedPerson) =>
    subject !== null && Object.keys(changes).length === 0;
  const chosen = planned.filter((one) => keys.has(one.key) && !isSame(one));
  return db.atomic(() => {
    const records = takeAll(desk, work, chosen);
    const named = (isNew: boolean) =>
      records.flatMap((record, at) =>
        record.isNew === isNew ? [{ id: record.subjectId, name: chosen[at]?.person.name ?? '' }] : [],
      );
    const result = {
      fileName: shown.fileName,
      created: named(true),
      changed: named(false),
      same: planned.filter(isSame).length,
      left: planned.filter((one) => !keys.has(one.key) && !isSame(one)).map(({ person }) => person.name),
      problems: [...shown.problems],
      remarks: shown.remarks,
    };
    const at = isoNow(desk);
    const id = addBulkImport(db, at, result, records);
    logEvent(db, at, 'bulk-imported', { created: result.created.length, changes: result.changed.length });
    return { id, ...result };
  });
}

/** Nominees from a spreadsheet. */
export function bulkMethods(desk: Desk) {
  return handlersOf({
    async 'bulk.template'({ kind, target }, { db, pack }) {
      const later = listNominees(db).some(({ inFormal }) => inFormal);
      const data = await bulkTemplate(pack, kind, later);
      const name = `${kindTitle(pack.campaign, kind)}批量导入模板.xlsx`;
      return { fileName: writeTarget(desk.handles, target, name, data) };
    },
    async 'bulk.read'({ source }, work) {
      const { name, reading } = await readSheets(desk, work, source);
      return planBulk(work, settingsInForce(work.db, work.pack), name, reading).shown;
    },
    async 'bulk.take'({ source, planDigest, keys }, work) {
      const { name, reading } = await readSheets(desk, work, source);
      const plan = planBulk(work, settingsInForce(work.db, work.pack), name, reading);
      if (plan.shown.planDigest !== planDigest) throw new JianbiaoError('bulk-preview-stale', { file: name });
      return take(desk, work, plan, new Set(keys));
    },
    async 'bulk.last'(_args, { db }) {
      const stored = lastBulkImport(db);
      if (stored === null) return null;
      const { id, at, undone, result } = stored;
      return { id, at, undone, undoable: undoable(db, stored), ...result };
    },
    async 'bulk.undo'({ id }, work) {
      return undoBulk(work, id, isoNow(desk));
    },
    async 'bulk.corrections'({ source, target }, work) {
      const { reading } = await readSheets(desk, work, source);
      const kinds = awardKinds(work.pack.campaign);
      const kind = kinds.find((one) => reading.bad.some((row) => row.kind === one)) ?? 'individual';
      const data = await bulkCorrections(work.pack, kind, reading.bad, reading.problems);
      const name = `${kindTitle(work.pack.campaign, kind)}需要改的行.xlsx`;
      return { fileName: writeTarget(desk.handles, target, name, data) };
    },
  });
}
