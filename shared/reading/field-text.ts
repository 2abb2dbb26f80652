import type { FieldValue, TableRow } from '../words/content.ts';
import type { Column, Field } from '../words/field-schema.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { codeLabel } from './lookup.ts';
import { yesNoWords } from './yes-no-words.ts';

/** What a value needs beside its field to become text. */
export interface TextContext {
  readonly codes: Readonly<Record<string, CodeTable>>;
  /** Short labels of codes and `1990.07` for months: narrow cells and table columns. */
  readonly narrow?: boolean;
}

/** `2021-09-02` as 2021年9月2日, or 2021.09.02 where room is short. Digits stay Arabic (domain notes 3.0, A1). */
export function dateText(value: string, narrow = false): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return value;
  const [, year, month, day] = match;
  return narrow ? `${year}.${month}.${day}` : `${year}年${Number(month)}月${Number(day)}日`;
}

/** `1990-07` as 1990年7月, or 1990.07 where room is short; `present` as 至今. */
export function monthText(value: string, narrow = false): string {
  if (value === 'present') return '至今';
  const match = /^(\d{4})-(\d{2})$/.exec(value);
  if (!match) return value;
  return narrow ? `${match[1]}.${match[2]}` : `${match[1]}年${Number(match[2])}月`;
}

function scalarText(
  definition: Field | Column,
  value: string | number | boolean,
  context: TextContext,
): string {
  if (typeof value === 'boolean') {
    const words = yesNoWords(definition);
    return value ? words.yes : words.no;
  }
  switch (definition.type) {
    case 'number':
      return `${value}${definition.unit ?? ''}`;
    case 'date':
      return dateText(String(value), context.narrow);
    case 'month':
      return monthText(String(value), context.narrow);
    case 'code':
      return codeLabel(context, definition.table, String(value), context.narrow);
    case 'text':
    case 'longText':
    case 'yesNo':
    case 'phone':
    case 'email':
    case 'postcode':
    case 'idNumber':
    case 'creditCode':
    case 'codes':
    case 'photo':
    case 'attachments':
    case 'table':
      return String(value);
  }
}

/** One column of a table row as the paper prints it; empty when absent. */
export function columnText(column: Column, row: TableRow, context: TextContext): string {
  const value = row[column.id];
  if (value === null || value === undefined) return '';
  return scalarText(column, value, { ...context, narrow: true });
}

/**
 * The value of a field as the paper prints it, in Chinese; an empty value gives ''. A table gives its rows joined by ；,
 * or the field's `emptyText`; pictures and attachments give their count.
 */
export function fieldText(field: Field, value: FieldValue | undefined, context: TextContext): string {
  if (value === null || value === undefined) {
    return field.type === 'table' ? (field.emptyText ?? '') : '';
  }
  if (field.type === 'table') {
    const rows = Array.isArray(value) ? value.filter((row): row is TableRow => isRow(row)) : [];
    if (rows.length === 0) return field.emptyText ?? '';
    return rows
      .map((row) =>
        field.columns
          .map((column) => columnText(column, row, context))
          .filter((text) => text !== '')
          .join(' '),
      )
      .join('；');
  }
  if (field.type === 'codes') {
    const codes = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
    return codes.map((code) => codeLabel(context, field.table, code, context.narrow)).join('、');
  }
  if (Array.isArray(value)) return value.length > 0 ? `${value.length}件` : '';
  if (typeof value === 'object') return value.name;
  return scalarText(field, value, context);
}

/** True for a row of a table value, false for text and attachments. */
export function isRow(row: unknown): row is TableRow {
  return typeof row === 'object' && row !== null && !('sha256' in row);
}
