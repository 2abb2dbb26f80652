import { codeOfText } from '../typed/code-text.ts';
import type { Column, Field } from '../words/field-schema.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { parseAwardProse } from './award-prose.ts';
import { headingMeans } from './heading-words.ts';
import type { Incoming, IncomingLine, LeftOut } from './incoming.ts';
import { beginsWithRange, readCell } from './pasted-table.ts';
import { parseResumeProse } from './resume-prose.ts';

type Codes = Readonly<Record<string, CodeTable>>;
type TableField = Extract<Field, { readonly type: 'table' }>;

/** What kind of prose a table of a record can be read from, and into which of its columns. */
export type ProseColumns =
  | { readonly kind: 'resume'; readonly from: Column; readonly to: Column; readonly place: Column }
  | {
      readonly kind: 'awards';
      readonly date: Column;
      readonly name: Column;
      readonly giver: Column | undefined;
      readonly level: Extract<Column, { type: 'code' }> | undefined;
    };

/** Whether a table can be filled from prose: a résumé begins with two months, awards have a month and a name of an award. */
export function proseColumns(columns: readonly Column[]): ProseColumns | null {
  const [from, to] = columns;
  if (beginsWithRange(columns) && from !== undefined && to !== undefined) {
    const place = columns.find((column) => column.type === 'text' || column.type === 'longText');
    return place === undefined ? null : { kind: 'resume', from, to, place };
  }
  const date = columns.find((column) => column.type === 'month');
  const meaning = (word: string) => columns.find((column) => headingMeans(column.label) === word);
  const name = meaning('奖励名称');
  if (date === undefined || name === undefined) return null;
  const level = meaning('级别');
  return {
    kind: 'awards',
    date,
    name,
    giver: meaning('授予单位'),
    level: level?.type === 'code' ? level : undefined,
  };
}

/** What the entries of a kind are counted in: 识别出 5 段, 识别出 2 项. */
export function proseWord(prose: ProseColumns): string {
  switch (prose.kind) {
    case 'resume':
      return '段';
    case 'awards':
      return '项';
  }
}

interface Read {
  readonly source: string;
  readonly cells: readonly (readonly [Column | undefined, string])[];
  readonly notes: readonly string[];
}

function readPieces(prose: ProseColumns, text: string, codes: Codes): { read: Read[]; leftOut: LeftOut[] } {
  const read: Read[] = [];
  const leftOut: LeftOut[] = [];
  const leave = (source: string, reason: string) => {
    for (const line of source.split(/[\r\n]+/))
      if (line.trim() !== '') leftOut.push({ source: line.trim(), reason });
  };
  if (prose.kind === 'resume') {
    for (const piece of parseResumeProse(text)) {
      if (piece.entry === null) leave(piece.source, piece.reason);
      else {
        const { from, to, place, notes } = piece.entry;
        const end = to === 'present' ? '至今' : (to ?? '');
        read.push({
          source: piece.source.trim(),
          cells: [
            [prose.from, from],
            [prose.to, end],
            [prose.place, place],
          ],
          notes,
        });
      }
    }
    return { read, leftOut };
  }
  const levels = prose.level === undefined ? undefined : codes[prose.level.table];
  for (const piece of parseAwardProse(text, levels)) {
    if (piece.entry === null) leave(piece.source, piece.reason);
    else {
      const { date, name, giver, level, notes } = piece.entry;
      const known = level === null || codeOfText(levels, level) === null ? '' : level;
      read.push({
        source: piece.source.trim(),
        cells: [
          [prose.date, date],
          [prose.name, name],
          [prose.giver, giver ?? ''],
          [prose.level, known],
        ],
        notes,
      });
    }
  }
  return { read, leftOut };
}

/**
 * What prose would bring into a table field, each entry a line. `columns` are those shown; what is no entry is left out and
 * named.
 */
export function proseIncoming(
  field: Pick<TableField, 'id'>,
  prose: ProseColumns,
  text: string,
  codes: Codes,
): Incoming {
  const { read, leftOut } = readPieces(prose, text, codes);
  const lines = read.map(({ source, cells, notes }, at): IncomingLine => {
    const said = [...notes];
    const row: Record<string, string | boolean | null> = {};
    for (const [column, words] of cells) {
      if (column === undefined || words === '') continue;
      const { value, problem } = readCell(column, words, codes);
      row[column.id] = value;
      // A year alone is said already, in better words.
      if (problem !== null && !/^\d{4}$/.test(words)) said.push(problem);
    }
    return {
      id: `prose:${at}`,
      source,
      fieldId: field.id,
      target: { kind: 'row', row },
      notes: said,
      likely: true,
    };
  });
  return { lines, leftOut };
}
