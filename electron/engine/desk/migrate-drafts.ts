import type { Field } from '../../../shared/campaign/field-schema.ts';
import { fieldOf, subjectName } from '../../../shared/campaign/lookup.ts';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import type { Content, FieldValue } from '../../../shared/submission/content.ts';
import { getSubject, listNominees, saveRecord } from '../store/record-store.ts';
import type { Db } from '../store/rows.ts';

/** One line of the report after a newer pack was installed. */
export interface DraftChange {
  readonly subjectId: string;
  readonly subjectName: string;
  readonly fieldId: string;
  readonly what: string;
}

function isRefList(value: FieldValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && 'sha256' in item);
}

/** Whether a stored value has the shape its field's type stores (shared/campaign/field-schema.ts). */
export function valueFits(field: Field, value: FieldValue): boolean {
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'date':
    case 'month':
    case 'code':
    case 'idNumber':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'yesNo':
      return typeof value === 'boolean';
    case 'codes':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'photo':
      return typeof value === 'object' && value !== null && 'sha256' in value;
    case 'attachments':
      return isRefList(value);
    case 'table':
      return Array.isArray(value) && value.every((item) => typeof item === 'object' && !('sha256' in item));
  }
}

/** Values of a code field that the new tables do not know. */
function unknownCodes(pack: CampaignPack, field: Field, value: FieldValue): boolean {
  if (field.type !== 'code' && field.type !== 'codes') return false;
  const known = new Set(pack.codes[field.table]?.items.map((item) => item.code) ?? []);
  const given = Array.isArray(value) ? value : [value];
  return given.some((code) => typeof code !== 'string' || !known.has(code));
}

function migrateOne(
  pack: CampaignPack,
  kind: 'unit' | 'collective' | 'individual',
  content: Content,
): { changes: Content; report: { fieldId: string; what: string }[] } {
  const changes: Content = {};
  const report: { fieldId: string; what: string }[] = [];
  for (const [fieldId, value] of Object.entries(content)) {
    const field = fieldOf(pack, kind, fieldId);
    if (field === undefined) {
      changes[fieldId] = null;
      report.push({ fieldId, what: '新版活动包取消了这一项；原内容已移出，仍可在修改历史中查看' });
    } else if (!valueFits(field, value)) {
      changes[fieldId] = null;
      report.push({ fieldId, what: `“${field.label}”的填写方式改变，请重新填写；原内容可在修改历史中查看` });
    } else if (unknownCodes(pack, field, value)) {
      report.push({ fieldId, what: `“${field.label}”原来的选项已不在新的代码表中，请重新选择` });
    }
  }
  return { changes, report };
}

/**
 * Brings every draft under a newer pack (design: a draft pins the pack version). What no longer fits is taken out as a new
 * revision, so nothing is lost; gives the report. Must run inside the transaction that pins the pack.
 */
export function migrateDrafts(db: Db, pack: CampaignPack, at: string): DraftChange[] {
  return [getSubject(db, 'unit'), ...listNominees(db)].flatMap((subject) => {
    const { changes, report } = migrateOne(pack, subject.kind, subject.content);
    saveRecord(db, {
      id: subject.id,
      baseRevision: subject.revision,
      changes,
      at,
      fieldLabel: (field) => field,
    });
    const name = subjectName(pack, subject);
    return report.map((line) => ({ subjectId: subject.id, subjectName: name, ...line }));
  });
}
