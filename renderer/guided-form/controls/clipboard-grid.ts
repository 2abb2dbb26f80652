import type { Column } from '../../../shared/words/field-schema.ts';
import {
  beginsWithRange,
  type Grid,
  linesToGrid,
  parseHtmlTable,
  parseTsv,
} from '../../parts/paste-table.ts';

/**
 * The table on the clipboard: HTML from Word and Excel first, tab-separated text otherwise, and for a résumé also plain
 * lines that begin with months; null when it is no table.
 */
export function clipboardGrid(data: DataTransfer, columns: readonly Column[]): Grid | null {
  const html = data.getData('text/html');
  const fromHtml =
    html === '' ? null : parseHtmlTable(html, (text) => new DOMParser().parseFromString(text, 'text/html'));
  if (fromHtml !== null && fromHtml.length > 0) return fromHtml;
  const text = data.getData('text/plain');
  const lines = beginsWithRange(columns) ? linesToGrid(text) : null;
  return lines ?? (text.includes('\t') ? parseTsv(text) : null);
}
