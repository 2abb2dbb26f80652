import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import { sameValue } from '../../../shared/ground/same-value.ts';
import { type Content, content as contentSchema } from '../../../shared/words/content.ts';
import { type SubjectKind, subjectKind } from '../../../shared/words/field-schema.ts';
import { countRow, type Db, flagColumn, jsonColumn, type ReadDb } from './rows.ts';

/** Every how many revisions the whole content is written beside the changes, so that history stays quick to read. */
const fullEvery = 25;

const contentColumn = jsonColumn(contentSchema);
const subjectRow = z.object({
  id: z.string(),
  kind: subjectKind,
  position: z.int(),
  in_formal: flagColumn,
  created_at: z.string(),
  removed_at: z.string().nullable(),
  revision: z.int(),
  saved_at: z.string().nullable(),
  content: contentColumn,
});
const subjectColumns = 'id, kind, position, in_formal, created_at, removed_at, revision, saved_at, content';
const changesRow = z.object({ revision: z.int(), saved_at: z.string(), changes: contentColumn });
const fullRow = z.object({ revision: z.int(), full: contentColumn });

/** A record as it stands. `revision` is 0 before the first save. */
export interface StoredSubject {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly position: number;
  readonly inFormal: boolean;
  readonly createdAt: string;
  readonly removed: boolean;
  readonly revision: number;
  readonly savedAt: string | null;
  readonly content: Content;
}

function toSubject(row: z.infer<typeof subjectRow>): StoredSubject {
  return {
    id: row.id,
    kind: row.kind,
    position: row.position,
    inFormal: row.in_formal,
    createdAt: row.created_at,
    removed: row.removed_at !== null,
    revision: row.revision,
    savedAt: row.saved_at,
    content: row.content,
  };
}

/** The record, removed ones included; `record-unknown` when there never was one. */
export function getSubject(db: ReadDb, id: string): StoredSubject {
  const row = db.get(subjectRow, `SELECT ${subjectColumns} FROM subjects WHERE id = ?`, id);
  if (row === undefined) throw new JianbiaoError('record-unknown', { id });
  return toSubject(row);
}

/** The nominees on the list, in their order. */
export function listNominees(db: ReadDb): StoredSubject[] {
  return db
    .all(
      subjectRow,
      `SELECT ${subjectColumns} FROM subjects WHERE kind <> 'unit' AND removed_at IS NULL ORDER BY position, id`,
    )
    .map(toSubject);
}

/** Nominees taken off the list after something was written in them, the last one first. */
export function listRemoved(db: ReadDb): { readonly subject: StoredSubject; readonly removedAt: string }[] {
  return db
    .all(
      subjectRow,
      `SELECT ${subjectColumns} FROM subjects WHERE kind <> 'unit' AND removed_at IS NOT NULL AND revision > 0
       ORDER BY removed_at DESC, id`,
    )
    .map((row) => ({ subject: toSubject(row), removedAt: row.removed_at ?? '' }));
}

/** Makes an empty record at the end of the list. */
export function createSubject(db: Db, id: string, kind: SubjectKind, at: string): void {
  db.run(
    `INSERT INTO subjects (id, kind, position, created_at)
     VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM subjects), ?)`,
    id,
    kind,
    at,
  );
}

export function subjectExists(db: ReadDb, id: string): boolean {
  return (db.get(countRow, 'SELECT count(*) AS n FROM subjects WHERE id = ?', id)?.n ?? 0) > 0;
}

export function setRemoved(db: Db, id: string, removedAt: string | null): void {
  db.run('UPDATE subjects SET removed_at = ? WHERE id = ?', removedAt, id);
}

export function setInFormal(db: Db, id: string, inFormal: boolean): void {
  db.run('UPDATE subjects SET in_formal = ? WHERE id = ?', inFormal ? 1 : 0, id);
}

/** Puts the nominees into the given order; `record-order-invalid` unless it names each exactly once. */
export function reorderNominees(db: Db, ids: readonly string[]): void {
  db.atomic(() => {
    const known = new Set(listNominees(db).map((subject) => subject.id));
    const given = new Set(ids);
    if (given.size !== ids.length || given.size !== known.size || ids.some((id) => !known.has(id))) {
      throw new JianbiaoError('record-order-invalid');
    }
    for (const [index, id] of ids.entries())
      db.run('UPDATE subjects SET position = ? WHERE id = ?', index + 1, id);
  });
}

/** Lays changes over a content; null and undefined empty a field. */
function applyChanges(base: Content, changes: Content): Content {
  const merged: Content = { ...base };
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) delete merged[field];
    else merged[field] = value;
  }
  return merged;
}

/** What has to be given to `saveRecord`. */
export interface SaveRequest {
  readonly id: string;
  /** The revision the window had in front of it. */
  readonly baseRevision: number;
  readonly changes: Content;
  readonly at: string;
  /** A field's name for the conflict message. */
  readonly fieldLabel: (fieldId: string) => string;
}

/**
 * Writes the changed fields as one durable revision. Changes to other fields made since the base are kept; the same
 * field changed to something else since is a `record-conflict` and nothing is written. A repeated save of what already
 * stands answers with the standing revision, so that a caller may safely try again after a crash.
 */
export function saveRecord(db: Db, request: SaveRequest): { revision: number; savedAt: string } {
  return db.atomic(() => {
    const subject = getSubject(db, request.id);
    if (subject.removed) throw new JianbiaoError('record-removed', { id: request.id });
    if (request.baseRevision > subject.revision) {
      throw new JianbiaoError('record-revision-unknown', { revision: request.baseRevision });
    }
    // Half a character has no canonical form: what could never be sealed is refused while its form is open.
    canonicalJson(request.changes);
    const effective: Content = {};
    for (const [field, value] of Object.entries(request.changes)) {
      if (!sameValue(value, subject.content[field])) effective[field] = value;
    }
    if (Object.keys(effective).length === 0) {
      return { revision: subject.revision, savedAt: subject.savedAt ?? subject.createdAt };
    }
    if (request.baseRevision < subject.revision) {
      const since = db.all(
        changesRow,
        'SELECT revision, saved_at, changes FROM revisions WHERE subject_id = ? AND revision > ?',
        request.id,
        request.baseRevision,
      );
      const touched = new Set(since.flatMap((row) => Object.keys(row.changes)));
      const clashing = Object.keys(effective).filter((field) => touched.has(field));
      if (clashing.length > 0) {
        throw new JianbiaoError('record-conflict', {
          fields: clashing.map(request.fieldLabel).join('、'),
          base: request.baseRevision,
          current: subject.revision,
        });
      }
    }
    const revision = subject.revision + 1;
    const merged = applyChanges(subject.content, effective);
    const text = JSON.stringify(merged);
    db.run(
      'INSERT INTO revisions (subject_id, revision, saved_at, changes, full) VALUES (?, ?, ?, ?, ?)',
      request.id,
      revision,
      request.at,
      JSON.stringify(effective),
      revision % fullEvery === 1 ? text : null,
    );
    db.run(
      'UPDATE subjects SET revision = ?, saved_at = ?, content = ? WHERE id = ?',
      revision,
      request.at,
      text,
      request.id,
    );
    return { revision, savedAt: request.at };
  });
}

/** Every revision, newest first, with the fields it changed. */
export function recordHistory(
  db: ReadDb,
  id: string,
): { revision: number; savedAt: string; fields: string[] }[] {
  getSubject(db, id);
  return db
    .all(
      changesRow,
      'SELECT revision, saved_at, changes FROM revisions WHERE subject_id = ? ORDER BY revision DESC',
      id,
    )
    .map((row) => ({ revision: row.revision, savedAt: row.saved_at, fields: Object.keys(row.changes) }));
}

/** The whole content as one revision left it; `record-revision-unknown` when there is no such revision. */
export function contentAt(
  db: ReadDb,
  id: string,
  revision: number,
): { content: Content; savedAt: string | null } {
  const subject = getSubject(db, id);
  if (revision === 0) return { content: {}, savedAt: null };
  if (revision < 0 || revision > subject.revision)
    throw new JianbiaoError('record-revision-unknown', { revision });
  const base = db.get(
    fullRow,
    `SELECT revision, full FROM revisions
     WHERE subject_id = ? AND revision <= ? AND full IS NOT NULL ORDER BY revision DESC LIMIT 1`,
    id,
    revision,
  );
  const later = db.all(
    changesRow,
    `SELECT revision, saved_at, changes FROM revisions
     WHERE subject_id = ? AND revision >= ? AND revision <= ? ORDER BY revision`,
    id,
    base?.revision ?? 1,
    revision,
  );
  const content = later
    .filter((row) => row.revision !== base?.revision)
    .reduce((merged, row) => applyChanges(merged, row.changes), base?.full ?? {});
  return { content, savedAt: later.at(-1)?.saved_at ?? null };
}
