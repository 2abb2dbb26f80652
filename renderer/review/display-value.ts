import type { Column, Field } from '../../shared/campaign/field-schema.ts';
import type { CampaignPack } from '../../shared/campaign/pack-schema.ts';
import type { AttachmentRef, FieldValue, TableRow } from '../../shared/submission/content.ts';

type Codes = CampaignPack['codes'];

/** A value ready to be shown read-only: plain words, files, or rows of words. */
export type Display =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string; readonly long: boolean }
  | { readonly kind: 'files'; readonly files: readonly AttachmentRef[] }
  | {
      readonly kind: 'table';
      readonly headers: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const empty: Display = { kind: 'empty' };

function isRef(value: unknown): value is AttachmentRef {
  return typeof value === 'object' && value !== null && 'sha256' in value;
}

function codeLabel(codes: Codes, table: string, code: string): string {
  return codes[table]?.items.find((item) => item.code === code)?.label ?? code;
}

/** `2021-09` as 2021年9月, `2021-09-02` as 2021年9月2日; anything else stays as it was typed. */
export function chineseDate(value: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value);
  if (parts === null) return value;
  const day = parts[3] === undefined ? '' : `${Number(parts[3])}日`;
  return `${parts[1]}年${Number(parts[2])}月${day}`;
}

function cellText(column: Column, value: TableRow[string] | undefined, codes: Codes): string {
  if (value === undefined || value === null || value === '') return '';
  switch (column.type) {
    case 'month':
    case 'date':
      return value === 'present' ? '至今' : chineseDate(String(value));
    case 'code':
      return codeLabel(codes, column.table, String(value));
    case 'yesNo':
      return value === true ? '是' : '否';
    case 'text':
    case 'longText':
    case 'phone':
      return String(value);
    default:
      return unknownColumn(column);
  }
}

function unknownColumn(column: never): string {
  return String(column);
}

function tableDisplay(field: Extract<Field, { type: 'table' }>, value: FieldValue, codes: Codes): Display {
  const rows = Array.isArray(value)
    ? value.filter((row): row is TableRow => typeof row === 'object' && !isRef(row))
    : [];
  if (rows.length === 0) {
    return field.emptyText === undefined ? empty : { kind: 'text', text: field.emptyText, long: false };
  }
  return {
    kind: 'table',
    headers: field.columns.map((column) => column.label),
    rows: rows.map((row) => field.columns.map((column) => cellText(column, row[column.id], codes))),
  };
}

/**
 * How a field's stored value reads on the screen: codes as their labels, dates in Chinese, yes and no in words.
 * Takes the field's definition, the stored value (absent for an empty field) and the pack's code tables.
 */
export function displayValue(field: Field, value: FieldValue | undefined, codes: Codes): Display {
  if (value === undefined || value === null || value === '') return empty;
  switch (field.type) {
    case 'photo':
      return isRef(value) ? { kind: 'files', files: [value] } : empty;
    case 'attachments': {
      const files = Array.isArray(value) ? value.filter(isRef) : [];
      return files.length === 0 ? empty : { kind: 'files', files };
    }
    case 'table':
      return tableDisplay(field, value, codes);
    case 'codes': {
      const chosen = Array.isArray(value) ? value.filter((code) => typeof code === 'string') : [];
      if (chosen.length === 0) return empty;
      return {
        kind: 'text',
        text: chosen.map((code) => codeLabel(codes, field.table, code)).join('、'),
        long: false,
      };
    }
    case 'code':
      return { kind: 'text', text: codeLabel(codes, field.table, String(value)), long: false };
    case 'yesNo':
      return { kind: 'text', text: value === true ? '是' : '否', long: false };
    case 'date':
    case 'month':
      return { kind: 'text', text: chineseDate(String(value)), long: false };
    case 'number':
      return { kind: 'text', text: `${String(value)}${field.unit ?? ''}`, long: false };
    case 'longText':
      return { kind: 'text', text: String(value), long: true };
    case 'text':
    case 'idNumber':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return { kind: 'text', text: String(value), long: false };
    default:
      return unknownField(field);
  }
}

function unknownField(field: never): Display {
  return { kind: 'text', text: String(field), long: false };
}
