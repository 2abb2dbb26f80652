import type { Content, TableRow } from '../words/content.ts';

/** A text value of a record, trimmed; empty where it is not a text. */
export function textOf(content: Content, field: string): string {
  const value = content[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** The rows of a table field; empty where there are none. */
export function rowsOf(content: Content, field: string): readonly TableRow[] {
  const value = content[field];
  if (!Array.isArray(value)) return [];
  return value.flatMap((row) => (typeof row === 'object' && row !== null && !('sha256' in row) ? [row] : []));
}

/** A cell as trimmed text. */
export function cellText(row: TableRow, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value.trim() : '';
}
