import { attachmentRef, type Content, type FieldValue, type TableRow } from '../words/content.ts';
import type { Column, Field, SubjectKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { codeItem, fieldOf } from './lookup.ts';

/** One line of the report on a draft that went over to a newer pack: what changed and what became of it. */
interface MigrationChange {
  readonly fieldId: string;
  readonly label: string;
  readonly what:
    | 'field-removed'
    | 'column-removed'
    | 'type-changed'
    | 'code-unknown'
    | 'label-changed'
    | 'now-required'
    | 'field-added';
  /** The Chinese sentence for the report. */
  readonly text: string;
  /** What stood there and was taken out; empty where nothing was lost. */
  readonly lost: string;
}

/** A record under the newer pack, and everything that changed on the way. */
export interface MigratedContent {
  readonly content: Content;
  readonly changes: readonly MigrationChange[];
}

function isListOf(value: FieldValue, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => test(item));
}

/** Whether a stored value has the form its field's type stores; whether it is right is the rules' affair. */
export function fitsType(field: Field | Column, value: FieldValue): boolean {
  switch (field.type) {
    case 'number':
      return typeof value === 'number';
    case 'yesNo':
      return typeof value === 'boolean';
    case 'codes':
      return isListOf(value, (item) => typeof item === 'string');
    case 'photo':
      return attachmentRef.safeParse(value).success;
    case 'attachments':
      return isListOf(value, (item) => attachmentRef.safeParse(item).success);
    case 'table':
      return isListOf(value, (item) => typeof item === 'object' && !attachmentRef.safeParse(item).success);
    case 'date':
    case 'month':
    case 'text':
    case 'longText':
    case 'code':
    case 'idNumber':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return typeof value === 'string';
  }
}

function unknownCodes(pack: CampaignPack, field: Field | Column, value: FieldValue): readonly string[] {
  if (field.type !== 'code' && field.type !== 'codes') return [];
  const codes = Array.isArray(value) ? value : [value];
  return codes.flatMap((code) =>
    typeof code === 'string' && code !== '' && codeItem(pack, field.table, code) === undefined ? [code] : [],
  );
}

const shown = (value: FieldValue | undefined) =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

function migrateTable(
  pack: CampaignPack,
  field: Extract<Field, { type: 'table' }>,
  rows: readonly TableRow[],
): { readonly rows: TableRow[]; readonly changes: MigrationChange[] } {
  const changes: MigrationChange[] = [];
  const kept = rows.map((row, at) => {
    const entries = Object.entries(row).filter(([id, value]) => {
      const column = field.columns.find((item) => item.id === id);
      const empty = value === null || value === '';
      const place = `${field.label}第${at + 1}行“${column?.label ?? id}”`;
      const note = (what: MigrationChange['what'], text: string) =>
        changes.push({ fieldId: field.id, label: field.label, what, text, lost: shown(value) });
      if (column === undefined) {
        if (!empty)
          note(
            'column-removed',
            `${place}在新版活动包中已取消，原来填写的内容没有带过来，仍可在修改历史中查看。`,
          );
        return false;
      }
      if (empty) return true;
      if (!fitsType(column, value)) {
        note('type-changed', `${place}的填写方式已改变，请重新填写；原来的内容仍可在修改历史中查看。`);
        return false;
      }
      if (unknownCodes(pack, column, value).length === 0) return true;
      note('code-unknown', `${place}原来的选项已不在新的代码表中，请重新选择。`);
      return false;
    });
    return Object.fromEntries(entries);
  });
  return { rows: kept, changes };
}

function tableRows(value: FieldValue): readonly TableRow[] {
  return Array.isArray(value)
    ? value.flatMap((row) => (typeof row === 'object' && !('sha256' in row) ? [row] : []))
    : [];
}

/** One stored value under the newer pack: what is kept (null for nothing) and the changes to report. */
function migrateValue(
  pack: CampaignPack,
  field: Field,
  value: FieldValue,
): { readonly kept: FieldValue; readonly changes: readonly MigrationChange[] } {
  const change = (what: MigrationChange['what'], text: string, lost: FieldValue): MigrationChange => ({
    fieldId: field.id,
    label: field.label,
    what,
    text,
    lost: shown(lost),
  });
  if (!fitsType(field, value))
    return {
      kept: null,
      changes: [
        change(
          'type-changed',
          `“${field.label}”的填写方式已改变，请重新填写；原来的内容仍可在修改历史中查看。`,
          value,
        ),
      ],
    };
  if (field.type === 'table') {
    const { rows, changes } = migrateTable(pack, field, tableRows(value));
    return { kept: rows, changes };
  }
  const unknown = unknownCodes(pack, field, value);
  if (unknown.length === 0) return { kept: value, changes: [] };
  const text = `“${field.label}”原来的选项已不在新的代码表中，请重新选择。`;
  const kept = Array.isArray(value)
    ? value.flatMap((code) => (typeof code === 'string' && !unknown.includes(code) ? [code] : []))
    : null;
  return { kept, changes: [change('code-unknown', text, unknown.join('、'))] };
}

function definitionChanges(
  older: CampaignPack,
  newer: CampaignPack,
  kind: SubjectKind,
): readonly MigrationChange[] {
  return newer.fields[kind].flatMap((field): MigrationChange[] => {
    const before = fieldOf(older, kind, field.id);
    const base = { fieldId: field.id, label: field.label, lost: '' };
    if (before === undefined)
      return [{ ...base, what: 'field-added', text: `新版活动包增加了“${field.label}”，请补填。` }];
    const changes: MigrationChange[] = [];
    if (before.label !== field.label)
      changes.push({
        ...base,
        what: 'label-changed',
        text: `“${before.label}”改称“${field.label}”，内容已带过来。`,
      });
    if (before.required === false && field.required === true)
      changes.push({ ...base, what: 'now-required', text: `“${field.label}”改为必填。` });
    return changes;
  });
}

/**
 * Brings one record from an older pack to a newer one of the same campaign (design: a draft pins the pack version, a
 * newer pack migrates it explicitly). Takes both packs, whose record it is and the record; gives the record under the
 * newer pack and every change, never silently: what no longer fits is taken out and named with what stood there.
 */
export function migrateContent(
  older: CampaignPack,
  newer: CampaignPack,
  kind: SubjectKind,
  content: Content,
): MigratedContent {
  const changes: MigrationChange[] = [];
  const kept: Content = {};
  for (const [id, value] of Object.entries(content)) {
    const field = fieldOf(newer, kind, id);
    if (value === null) {
      if (field !== undefined) kept[id] = null;
      continue;
    }
    if (field === undefined) {
      const label = fieldOf(older, kind, id)?.label ?? id;
      const text = `“${label}”在新版活动包中已取消，原来填写的内容没有带过来，仍可在修改历史中查看。`;
      changes.push({ fieldId: id, label, what: 'field-removed', text, lost: shown(value) });
      continue;
    }
    const migrated = migrateValue(newer, field, value);
    if (migrated.kept !== null) kept[id] = migrated.kept;
    changes.push(...migrated.changes);
  }
  return { content: kept, changes: [...changes, ...definitionChanges(older, newer, kind)] };
}
