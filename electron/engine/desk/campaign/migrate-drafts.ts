import { sameValue } from '../../../../shared/ground/same-value.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import { migrateContent } from '../../../../shared/reading/migrate-content.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import { getSubject, listNominees, saveRecord } from '../../store/record-store.ts';
import type { Db } from '../../store/rows.ts';

/** One line of the report after a newer pack was installed. */
export interface DraftChange {
  readonly subjectId: string;
  readonly subjectName: string;
  readonly fieldId: string;
  readonly what: string;
}

/** What must be saved to turn one state of a record into another; null empties a field. */
function changesBetween(before: Content, after: Content): Content {
  const changes: Content = {};
  for (const [fieldId, value] of Object.entries(before)) {
    const kept = after[fieldId] ?? null;
    if (!sameValue(value, kept)) changes[fieldId] = kept;
  }
  return changes;
}

/**
 * Brings every draft from the older pack under a newer one (design: a draft pins the pack version). What no longer fits
 * is taken out as a new revision, so nothing is lost; gives the report. Must run inside the transaction that pins the
 * pack.
 */
export function migrateDrafts(db: Db, older: CampaignPack, newer: CampaignPack, at: string): DraftChange[] {
  return [getSubject(db, 'unit'), ...listNominees(db)].flatMap((subject) => {
    const migrated = migrateContent(older, newer, subject.kind, subject.content);
    saveRecord(db, {
      id: subject.id,
      baseRevision: subject.revision,
      changes: changesBetween(subject.content, migrated.content),
      at,
      fieldLabel: (field) => field,
    });
    const name = subjectName(newer, subject);
    return migrated.changes.map(({ fieldId, text }) => {
      return { subjectId: subject.id, subjectName: name, fieldId, what: text };
    });
  });
}
