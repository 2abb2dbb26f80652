import type { ReadingLimits } from '../guard/limits.ts';
import { type OpenedElement, readXml } from '../guard/read-xml.ts';
import { tooLarge } from '../guard/refusal.ts';
import type { Unpacking } from '../guard/unpack.ts';
import { parseAddress } from './cell-address.ts';
import { dayOfNumber } from './number-format.ts';
import { isOn, mainNamespaces } from './office-names.ts';
import { textGatherer, unescapeText } from './shared-strings.ts';
import type { Cell, CellValue, Merge, NumberFormat, Row, Sheet } from './workbook.ts';

/** What a sheet's cells refer to. */
export interface SheetGround {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
  readonly limits: ReadingLimits;
  /** Counts what is kept, over all sheets. */
  readonly keep: (text: number) => void;
}

/** Merged ranges that are kept: more than rows. */
const mostMerges = 20_000;

/** A cell as its element says it. */
interface RawCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: string | null;
  value: string;
}

/** A formula that is nothing but a text: how clerks keep a number from being rounded. */
function constantText(formula: string): string | null {
  const match = /^"((?:[^"]|"")*)"$/.exec(formula.trim());
  return match === null ? null : (match[1] ?? '').replaceAll('""', '"');
}

function numberCell(raw: RawCell, ground: SheetGround): CellValue | null {
  if (raw.value.trim() === '') return null;
  const value = Number(raw.value);
  if (!Number.isFinite(value)) return { kind: 'error', text: raw.value };
  const format = ground.formats[raw.style] ?? { kind: 'general' };
  return { kind: 'number', value, format, day: dayOfNumber(value, ground.date1904) };
}

function textCell(text: string): CellValue | null {
  return text.trim() === '' ? null : { kind: 'text', text };
}

function sharedText(raw: RawCell, ground: SheetGround): string {
  return ground.strings[Number(raw.value.trim() === '' ? Number.NaN : raw.value)] ?? '';
}

/** What a cell holds; null when it is blank, whatever format it has. */
function cellValue(raw: RawCell, ground: SheetGround): CellValue | null {
  if (raw.formula !== null) {
    const constant = constantText(raw.formula);
    if (constant !== null) return textCell(constant);
    const shown = raw.type === 's' ? sharedText(raw, ground) : unescapeText(raw.value);
    // A prepared formula without a result yet shows nothing.
    return shown.trim() === '' && raw.type !== 'n' ? null : { kind: 'formula', shown };
  }
  switch (raw.type) {
    case 's':
      return textCell(sharedText(raw, ground));
    case 'inlineStr':
      return textCell(raw.value);
    case 'str':
      return textCell(unescapeText(raw.value));
    case 'b':
      return raw.value.trim() === '' ? null : { kind: 'boolean', value: isOn(raw.value.trim()) };
    case 'e':
      return { kind: 'error', text: raw.value };
    case 'd':
      return raw.value.trim() === '' ? null : { kind: 'date', text: raw.value.trim() };
    default:
      return numberCell(raw, ground);
  }
}

function lengthOf(value: CellValue): number {
  if (value.kind === 'formula') return value.shown.length;
  return 'text' in value ? value.text.length : 8;
}

function readRange(range: string, limits: ReadingLimits): Merge | null {
  const [from = '', to = from] = range.split(':');
  const start = parseAddress(from);
  const end = parseAddress(to);
  if (start === null || end === null) return null;
  const top = Math.min(start.row, end.row);
  const left = Math.min(start.column, end.column);
  if (top > limits.rows || left > limits.columns) return null;
  const bottom = Math.min(Math.max(start.row, end.row), limits.rows);
  const right = Math.min(Math.max(start.column, end.column), limits.columns);
  return { top, left, bottom, right };
}

/** Reads one sheet's part, in the order in which its elements come. Throws ReadingRefused. */
export async function readSheet(
  parts: Unpacking,
  path: string,
  head: { readonly name: string; readonly hidden: boolean },
  ground: SheetGround,
): Promise<Sheet> {
  const { limits } = ground;
  const rows = new Map<number, { hidden: boolean; cells: Map<number, Cell> }>();
  const hiddenColumns = new Set<number>();
  const merges: Merge[] = [];
  const gather = textGatherer();
  let beyondRows = false;
  let beyondColumns = false;
  let rowNumber = 0;
  let rowHidden = false;
  let column = 0;
  let cell: RawCell | null = null;
  let inside: 'v' | 'f' | 'is' | null = null;

  function openCell({ attribute }: OpenedElement): void {
    const at = parseAddress(attribute('r') ?? '');
    // Some writers leave the address out: the next one then.
    column = at?.column ?? column + 1;
    cell = {
      row: at?.row ?? rowNumber,
      column,
      type: attribute('t') ?? 'n',
      style: Number(attribute('s') ?? 0),
      formula: null,
      value: '',
    };
  }
  function closeCell(raw: RawCell): void {
    const value = cellValue(raw, ground);
    if (value === null) return;
    if (raw.row > limits.rows) beyondRows = true;
    else if (raw.column > limits.columns) beyondColumns = true;
    else {
      ground.keep(lengthOf(value));
      const row = rows.get(raw.row) ?? { hidden: rowHidden, cells: new Map<number, Cell>() };
      rows.set(raw.row, row);
      row.cells.set(raw.column, { column: raw.column, value });
    }
  }
  function openColumns({ attribute }: OpenedElement): void {
    if (!isOn(attribute('hidden')) && Number(attribute('width') ?? 1) !== 0) return;
    const last = Math.min(Number(attribute('max') ?? 0), limits.columns);
    for (let at = Math.max(1, Number(attribute('min') ?? 1)); at <= last; at += 1) hiddenColumns.add(at);
  }

  await readXml(parts.pieces(path), mainNamespaces, {
    open(element) {
      const { name, attribute } = element;
      if (inside === 'is') gather.open(name);
      switch (name) {
        case 'row': {
          const given = Number(attribute('r') ?? rowNumber + 1);
          rowNumber = Number.isInteger(given) && given > 0 ? given : rowNumber + 1;
          rowHidden = isOn(attribute('hidden')) || Number(attribute('ht') ?? 1) === 0;
          column = 0;
          break;
        }
        case 'c':
          openCell(element);
          break;
        case 'v':
          inside = 'v';
          break;
        case 'f':
          inside = 'f';
          if (cell !== null) cell.formula = '';
          break;
        case 'is':
          inside = 'is';
          break;
        case 'col':
          openColumns(element);
          break;
        case 'mergeCell': {
          const range = readRange(attribute('ref') ?? '', limits);
          if (range === null) break;
          if (merges.length >= mostMerges) throw tooLarge('里面合并的格子太多');
          merges.push(range);
          break;
        }
        default:
      }
    },
    text(part) {
      if (cell === null) return;
      if (inside === 'v') cell.value += part;
      else if (inside === 'f' && cell.formula !== null) cell.formula += part;
      else if (inside === 'is') gather.text(part);
    },
    close(name) {
      if (inside === 'is') gather.close(name);
      if (name === 'v' || name === 'f') inside = null;
      else if (name === 'is') {
        inside = null;
        const text = gather.take();
        if (cell !== null) cell.value = text;
      } else if (name === 'c') {
        if (cell !== null) closeCell(cell);
        cell = null;
      }
    },
  });
  const ordered: Row[] = [...rows]
    .sort(([one], [other]) => one - other)
    .map(([number, { hidden, cells }]) => ({
      number,
      hidden,
      cells: [...cells.values()].sort((one, other) => one.column - other.column),
    }));
  return {
    ...head,
    rows: ordered,
    hiddenColumns: [...hiddenColumns].sort((one, other) => one - other),
    merges,
    beyondRows,
    beyondColumns,
  };
}
