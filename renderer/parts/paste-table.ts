import type { Grid } from '../../shared/reading/pasted-table.ts';
import { shownDocument, shownText } from '../kit/clipboard-html.ts';

/**
 * Where a cell that begins with a quotation mark ends, when the program that copied it put the marks around it: only
 * then, and only around line breaks and quotes, is the closing mark followed by the next cell. Otherwise the mark is a
 * part of the words (\u201c双拥\u201d办公室), which spreadsheets copy as it stands. -1 when it is.
 */
function quotedEnd(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\t') return -1;
    if (source[at] !== '"') continue;
    if (source[at + 1] === '"') {
      at += 1;
      continue;
    }
    const ends = at + 1 === source.length || source[at + 1] === '\t' || source[at + 1] === '\n';
    return ends && /\n|""/.test(source.slice(from + 1, at)) ? at : -1;
  }
  return -1;
}

/**
 * Tab-separated text as Excel and WPS put it on the clipboard: quoted cells may hold line breaks and doubled quotes. Empty
 * lines at the end are dropped.
 */
export function parseTsv(text: string): Grid {
  const rows: string[][] = [];
  let row: string[] = [];
  const source = text.replace(/\r\n?/g, '\n');
  let at = 0;
  while (at < source.length) {
    const end = source[at] === '"' ? quotedEnd(source, at) : -1;
    const next = end < 0 ? source.slice(at).search(/[\t\n]/) : end + 1 - at;
    const stop = next < 0 ? source.length : at + next;
    row.push(end < 0 ? source.slice(at, stop) : source.slice(at + 1, end).replaceAll('""', '"'));
    if (source[stop] === '\n') {
      rows.push(row);
      row = [];
    } else if (source[stop] === '\t' && stop + 1 === source.length) row.push('');
    at = stop + 1;
  }
  if (row.length > 0) rows.push(row);
  while (rows.at(-1)?.every((one) => one.trim() === '') === true) rows.pop();
  return rows;
}

/** What lies on a clipboard as HTML: the rows of its tables, the words beside them, and all its words. */
export interface ClipboardPage {
  /** Null when there is no table. */
  readonly grid: Grid | null;
  readonly beside: readonly string[];
  readonly text: string;
}

/**
 * The tables in pasted HTML, as Word and Excel put them on the clipboard, one below the other, and what stands beside them.
 * Merged cells are repeated down the rows they cover and left empty across; a table inside a cell is words of that cell.
 */
export function parseClipboardHtml(html: string, parse: (html: string) => Document): ClipboardPage {
  const page = shownDocument(html, parse);
  const text = shownText(page.body);
  const tables = [...page.querySelectorAll('table')].filter(
    (table) => table.parentElement?.closest('table') === null,
  );
  if (tables.length === 0) return { grid: null, beside: [], text };
  const grid = tables.flatMap(rowsOfTable);
  for (const table of tables) table.remove();
  return {
    grid,
    beside: shownText(page.body)
      .split('\n')
      .filter((line) => line !== ''),
    text,
  };
}

function rowsOfTable(table: HTMLTableElement): string[][] {
  const rows: string[][] = [];
  const carried = new Map<number, { text: string; rows: number }>();
  for (const tr of table.querySelectorAll('tr')) {
    if (tr.closest('table') !== table) continue;
    const cells: string[] = [];
    const takeCarried = () => {
      for (let above = carried.get(cells.length); above !== undefined; above = carried.get(cells.length)) {
        if (above.rows === 1) carried.delete(cells.length);
        else carried.set(cells.length, { text: above.text, rows: above.rows - 1 });
        cells.push(above.text);
      }
    };
    for (const td of tr.children) {
      if (!/^t[dh]$/i.test(td.tagName)) continue;
      takeCarried();
      const text = shownText(td);
      const down = Math.min(Number(td.getAttribute('rowspan') ?? '1') || 1, 500);
      const across = Math.min(Number(td.getAttribute('colspan') ?? '1') || 1, 100);
      if (down > 1) carried.set(cells.length, { text, rows: down - 1 });
      cells.push(text, ...Array.from({ length: across - 1 }, () => ''));
    }
    takeCarried();
    if (cells.some((cell) => cell !== '')) rows.push(cells);
  }
  return rows;
}
