import type { RecordState } from '../../../../shared/api/record-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { EventKind } from '../../../../shared/ground/event-names.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { NomineeKind, SubjectKind } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Lease } from '../../kernel/seat.ts';
import { logEvent } from '../../store/event-log.ts';
import { requireMeta } from '../../store/meta-store.ts';
import { randomId } from '../../store/random.ts';
import {
  contentAt,
  createSubject,
  getSubject,
  listNominees,
  listRemoved,
  recordHistory,
  reorderNominees,
  type StoredSubject,
  saveRecord,
  setInFormal,
  setRemoved,
  subjectExists,
} from '../../store/record-store.ts';
import type { Db } from '../../store/rows.ts';
import { lineageOf, newestSealed } from '../../store/sealed-store.ts';
import { type Desk, fieldLabel, isoNow } from '../ground/desk.ts';
import { changedFields } from './compare-packages.ts';

/** Narrows a stored kind; the list of nominees never holds the unit. */
export function nomineeKindOf(kind: SubjectKind): NomineeKind {
  if (kind === 'unit') throw new TypeError('nomineeKindOf: the unit is no nominee');
  return kind;
}

/** Numbers nominees from 1 within their kind: 附件3 lists collectives and individuals apart (domain notes 3.2). */
export function inOrder(
  subjects: readonly StoredSubject[],
): { readonly subject: StoredSubject; readonly order: number }[] {
  const counts = { unit: 0, collective: 0, individual: 0 };
  return subjects.map((subject) => {
    counts[subject.kind] += 1;
    return { subject, order: counts[subject.kind] };
  });
}

function toState(subject: StoredSubject): RecordState {
  const { id, kind, content, revision, savedAt } = subject;
  return { id, kind, content, revision, savedAt };
}

/** What of a nominee's record is true of its unit, and so of the unit's next nominee (fields.json: `ofUnit`). */
function unitFacts(pack: CampaignPack, kind: NomineeKind, content: Content): Content {
  const marked = pack.fields[kind].filter((field) => field.ofUnit === true);
  return Object.fromEntries(marked.flatMap(({ id }) => (id in content ? [[id, content[id] ?? null]] : [])));
}

/** Throws `record-field-unknown` for a field that the pack does not have for this kind of record. */
function checkFields(pack: CampaignPack, kind: SubjectKind, changes: Content): void {
  const known = new Set(pack.fields[kind].map((field) => field.id));
  for (const field of Object.keys(changes)) {
    // Emptying is always allowed: a field that a newer pack dropped must be removable.
    if (!known.has(field) && changes[field] !== null)
      throw new JianbiaoError('record-field-unknown', { field });
  }
}

/** Makes a nominee with an id of its own; gives the id. Shared with bulk import and with taking over host packages. */
export function makeNominee(desk: Desk, { db, pack }: Lease, kind: NomineeKind, content: Content): string {
  checkFields(pack, kind, content);
  return db.atomic(() => {
    let id = `p-${randomId(desk.random)}`;
    while (subjectExists(db, id)) id = `p-${randomId(desk.random)}`;
    const at = isoNow(desk);
    createSubject(db, id, kind, at);
    saveRecord(db, {
      id,
      baseRevision: 0,
      changes: content,
      at,
      fieldLabel: (field) => fieldLabel(pack, field),
    });
    logEvent(db, at, 'record-created', { id, kind });
    return id;
  });
}

/** Nominees and the unit's record: drafts and their history. */
export function recordMethods(desk: Desk) {
  function mark(db: Db, kind: EventKind, id: string, change: () => void): void {
    if (getSubject(db, id).kind === 'unit') throw new JianbiaoError('record-unknown', { id });
    db.atomic(() => {
      change();
      logEvent(db, isoNow(desk), kind, { id });
    });
  }

  return handlersOf({
    async 'records.list'(_args, { db, pack }) {
      return inOrder(listNominees(db)).map(({ subject, order }) => ({
        id: subject.id,
        kind: nomineeKindOf(subject.kind),
        name: subjectName(pack, subject),
        order,
        savedAt: subject.savedAt,
        inFormal: subject.inFormal,
      }));
    },
    async 'records.create'({ kind, copyFrom }, work) {
      const { db, pack } = work;
      let content: Content = {};
      if (copyFrom !== undefined) {
        const source = getSubject(db, copyFrom);
        if (source.kind !== kind) {
          const names = { unit: '单位信息', collective: '集体', individual: '个人' };
          throw new JianbiaoError('record-kind-mismatch', { wanted: names[kind], found: names[source.kind] });
        }
        content = unitFacts(pack, kind, source.content);
      }
      const id = makeNominee(desk, work, kind, content);
      return { id };
    },
    async 'records.remove'({ id }, { db }) {
      mark(db, 'record-removed', id, () => setRemoved(db, id, isoNow(desk)));
      return {};
    },
    async 'records.bringBack'({ id }, { db }) {
      mark(db, 'record-brought-back', id, () => setRemoved(db, id, null));
      return {};
    },
    async 'records.removed'(_args, { db, pack }) {
      return listRemoved(db).map(({ subject, removedAt }) => ({
        id: subject.id,
        kind: nomineeKindOf(subject.kind),
        name: subjectName(pack, subject),
        removedAt,
      }));
    },
    async 'records.reorder'({ ids }, { db }) {
      reorderNominees(db, ids);
      return {};
    },
    async 'records.setFormal'({ id, inFormal }, { db }) {
      mark(db, inFormal ? 'record-into-formal' : 'record-out-of-formal', id, () =>
        setInFormal(db, id, inFormal),
      );
      return {};
    },
    async 'record.get'({ id }, { db }) {
      return toState(getSubject(db, id));
    },
    async 'record.save'({ id, baseRevision, changes }, { db, pack }) {
      checkFields(pack, getSubject(db, id).kind, changes);
      const saved = saveRecord(db, {
        id,
        baseRevision,
        changes,
        at: isoNow(desk),
        fieldLabel: (field) => fieldLabel(pack, field),
      });
      return saved;
    },
    async 'record.history'({ id }, { db }) {
      return recordHistory(db, id);
    },
    async 'record.revision'({ id, revision }, { db }) {
      return { id, kind: getSubject(db, id).kind, revision, ...contentAt(db, id, revision) };
    },
    async 'record.changesSincePreliminary'({ id }, { db, pack }) {
      const { kind, content } = getSubject(db, id);
      const lineage = lineageOf(requireMeta(db, 'submissionId'), 'preliminary');
      const submission = newestSealed(db, lineage)?.submission ?? null;
      if (submission === null) return [];
      const sealed =
        id === 'unit' ? submission.unit : submission.nominees.find((nominee) => nominee.id === id);
      return changedFields(pack, kind, sealed?.content ?? {}, content);
    },
  });
}
