import { type Grid, readTable, splitMonthRange } from '../../../shared/reading/pasted-table.ts';
import { proseColumns, proseIncoming } from '../../../shared/reading/prose-incoming.ts';
import { parseDateText, parseMonthText } from '../../../shared/typed/date-text.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import type { CodeTable } from '../../../shared/words/pack-schema.ts';
import { parseClipboardHtml, parseTsv } from '../../parts/paste-table.ts';

/** What lies on the clipboard, as a table field can take it. */
export type ClipboardOffer =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'table'; readonly grid: Grid; readonly beside: readonly string[] };

type Codes = Readonly<Record<string, CodeTable>>;

/** How many entries a text gives that have words beside their months. */
function entriesIn(text: string, columns: readonly Column[], codes: Codes): number {
  const prose = proseColumns(columns);
  if (prose === null) return 0;
  const words = prose.kind === 'resume' ? prose.place.id : prose.name.id;
  return proseIncoming({ id: '' }, prose, text, codes).lines.filter(
    ({ target }) => target.kind === 'row' && (target.row[words] ?? '') !== '',
  ).length;
}

function isDateAlone(cell: string): boolean {
  return parseMonthText(cell) !== null || parseDateText(cell) !== null || splitMonthRange(cell) !== null;
}

/**
 * What a paste into a table field holds: prose when it reads as entries (also when Word or Excel put it into cells), a table
 * otherwise; null when it is plain words for the box under the cursor. `into` is the column of that box.
 */
export function clipboardOffer(
  data: DataTransfer,
  columns: readonly Column[],
  codes: Codes,
  into: Column | undefined,
): ClipboardOffer | null {
  const html = data.getData('text/html');
  const page =
    html === ''
      ? null
      : parseClipboardHtml(html, (source) => new DOMParser().parseFromString(source, 'text/html'));
  const plain = data.getData('text/plain');
  const grid = page?.grid ?? (plain.includes('\t') || plain.startsWith('"') ? parseTsv(plain) : null);
  const cells = (grid ?? []).flat();
  const tabular = (grid?.length ?? 0) > 0 && cells.length > 1 && cells.some(isDateAlone);
  if (!tabular) {
    const words = grid === null ? (page?.text ?? '') : [...(page?.beside ?? []), ...cells].join('\n');
    const text = words.trim() === '' ? plain : words;
    const entries = entriesIn(text, columns, codes);
    const heading = readTable(grid ?? [], columns, codes).headings.some((word) => word !== '');
    // One entry pasted into a box of words may be just the words: a name of an award begins with its year, too.
    const alone =
      entries === 1 && into !== undefined && into.type !== 'month' && !/[-—–―－~～至].*\d|至今/.test(text);
    if (entries > 0 && !alone && !heading) return { kind: 'prose', text };
  }
  if (grid === null || (grid.length === 1 && (grid[0]?.length ?? 0) <= 1)) return null;
  return { kind: 'table', grid, beside: page?.beside ?? [] };
}
