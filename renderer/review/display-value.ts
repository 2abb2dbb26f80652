import { columnText, fieldText, isRow, type TextContext } from '../../shared/reading/field-text.ts';
import type { AttachmentRef, FieldValue } from '../../shared/words/content.ts';
import type { Field } from '../../shared/words/field-schema.ts';

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

function isRef(value: unknown): value is AttachmentRef {
  return typeof value === 'object' && value !== null && 'sha256' in value;
}

/**
 * How a field's stored value is shown on the screen: the same words as on paper (shared/reading/field-text), with tables
 * kept as tables and files as files. Takes the field's definition, the stored value (absent for an empty field) and
 * the pack's code tables.
 */
export function displayValue(
  field: Field,
  value: FieldValue | undefined,
  codes: TextContext['codes'],
): Display {
  const files = (Array.isArray(value) ? value : [value]).filter(isRef);
  if (files.length > 0) return { kind: 'files', files };
  if (field.type === 'table' && Array.isArray(value)) {
    const rows = value.filter((row) => isRow(row));
    if (rows.length > 0) {
      return {
        kind: 'table',
        headers: field.columns.map((column) => column.label),
        rows: rows.map((row) => field.columns.map((column) => columnText(column, row, { codes }))),
      };
    }
  }
  const text = fieldText(field, value, { codes });
  return text === '' ? { kind: 'empty' } : { kind: 'text', text, long: field.type === 'longText' };
}
