import { type ClipboardEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { rowsOf } from '../../../shared/reading/cells.ts';
import { applyLines, type IncomingLine, standingOf } from '../../../shared/reading/incoming.ts';
import {
  beginsWithRange,
  type Grid,
  readCell,
  readTable,
  tableIncoming,
} from '../../../shared/reading/pasted-table.ts';
import type { Content, TableRow } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { notifyUndoable } from '../../kit/notify.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldValue } from '../../parts/draft/draft-context.tsx';
import { RowKeys } from '../field/row-keys.ts';
import { type ClipboardOffer, clipboardOffer } from './clipboard-offer.ts';
import type { ControlProps } from './control-props.ts';
import type { CellValue } from './table-cell.tsx';
import { cellId, placeOfCell } from './table-rows.tsx';

interface TableRowsDesk {
  /** Goes onto the element that holds the whole table. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly rows: readonly TableRow[];
  readonly rowKeys: readonly string[];
  readonly store: (row: number, columnId: string, value: CellValue, tidied?: boolean) => void;
  readonly add: () => void;
  readonly remove: (row: number) => void;
  readonly move: (row: number, by: -1 | 1) => void;
  readonly paste: (event: ClipboardEvent) => void;
  /** What a paste, or 粘贴一段, offers and the clerk has to look at; null most of the time. */
  readonly offer: ClipboardOffer | null;
  readonly setOffer: (offer: ClipboardOffer | null) => void;
  /** Takes what was ticked, as one step. */
  readonly takeIn: (changes: Content, lines: readonly IncomingLine[]) => void;
  /** Adds rows that the pack knows beforehand. */
  readonly fill: (presets: readonly TableRow[]) => void;
}

/** The rows of a table field in the open draft, and everything that changes them; the focus goes where the change was. */
export function useTableRows(
  field: ControlProps<'table'>['field'],
  controlId: string,
  columns: readonly Column[],
): TableRowsDesk {
  const { draft } = useDraft();
  const { codes } = useWorkspace().index.pack;
  const [offer, setOffer] = useState<ClipboardOffer | null>(null);
  const rows = rowsOf({ [field.id]: useFieldValue(field.id) }, field.id);
  const host = useRef<HTMLDivElement>(null);
  const [keys] = useState(() => new RowKeys());
  const rowKeys = keys.keysFor(rows);

  const change = useCallback(
    (next: readonly TableRow[], typing = false) => draft.change({ [field.id]: [...next] }, { typing }),
    [draft, field.id],
  );
  const store = useCallback(
    (row: number, columnId: string, value: CellValue, tidied = false) => {
      const now = rowsOf(draft.content(), field.id);
      change(
        now.map((one, at) => {
          if (at !== row) return one;
          const edited = { ...one, [columnId]: value };
          keys.carry(one, edited);
          return edited;
        }),
        !tidied,
      );
    },
    [draft, field.id, change, keys],
  );
  const focusCell = (row: number, column = 0) => {
    requestAnimationFrame(() => document.getElementById(cellId(controlId, row, column))?.focus());
  };
  const add = () => {
    change([...rows, Object.fromEntries(field.columns.map((column) => [column.id, null]))]);
    focusCell(rows.length);
  };
  const remove = (row: number) => {
    const filled = Object.values(rows[row] ?? {}).some((value) => value !== null && value !== '');
    change(rows.filter((_, at) => at !== row));
    // One press on a small button: what it took must be known to be there still.
    if (filled) notifyUndoable(`已删除“${field.label}”第${row + 1}行。`);
    if (rows.length > 1) focusCell(Math.max(0, row - 1));
    else requestAnimationFrame(() => host.current?.querySelector<HTMLElement>('[data-add-row]')?.focus());
  };
  const move = (row: number, by: -1 | 1) => {
    const to = row + by;
    const moving = rows[row];
    if (moving === undefined || to < 0 || to >= rows.length) return;
    const rest = rows.filter((_, at) => at !== row);
    change([...rest.slice(0, to), moving, ...rest.slice(to)]);
    const button =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.move : undefined;
    if (button === undefined) return;
    // The button that was pressed is off at the ends: the other one of the row takes the focus.
    requestAnimationFrame(() => {
      const tools = [
        ...(host.current?.querySelectorAll<HTMLButtonElement>(`[data-row="${to}"] [data-move]`) ?? []),
      ];
      const live = tools.filter((tool) => !tool.disabled);
      (live.find((tool) => tool.dataset.move === button) ?? live[0])?.focus();
    });
  };
  const takeIn = (changes: Content, lines: readonly IncomingLine[]) => {
    draft.change(changes);
    draft.saveNow();
    notifyUndoable(`已填入 ${lines.length} 条。`);
  };
  const take = (lines: readonly IncomingLine[]) =>
    takeIn(
      applyLines(lines, draft.content(), (id) => (id === field.id ? field : undefined), new Set()),
      lines,
    );
  /** One column of a sheet into the column under the cursor; null when a value does not fit there. */
  const columnLines = (grid: Grid, from: number, column: Column): IncomingLine[] | null => {
    const cells = grid.map(([text]) => readCell(column, text ?? '', codes));
    if (cells.some(({ problem }) => problem !== null)) return null;
    return cells.map(({ value }, at) => ({
      id: `cell:${at}`,
      source: grid[at]?.[0] ?? '',
      fieldId: field.id,
      target: { kind: 'cell', at: from + at, columnId: column.id, value },
      notes: [],
      likely: true,
    }));
  };
  const paste = (event: ClipboardEvent) => {
    const cell = event.target instanceof Element ? placeOfCell(controlId, event.target.id) : null;
    const column = cell === null ? undefined : columns[cell.column];
    const found = clipboardOffer(event.clipboardData, columns, codes, column);
    if (found === null) return;
    event.preventDefault();
    if (found.kind === 'prose') return setOffer(found);
    // One column of a sheet belongs where the cursor stands, not into the first column of new rows.
    const alone =
      found.grid.every((cells) => cells.length === 1) && !beginsWithRange(columns.slice(cell?.column));
    if (alone && cell !== null && column !== undefined) {
      const lines = columnLines(found.grid, cell.row, column);
      if (lines !== null) return take(lines);
    }
    const reading = readTable(found.grid, columns, codes);
    const { lines, leftOut } = tableIncoming(field, reading, reading.uses, columns, codes);
    const plain =
      reading.sure &&
      !alone &&
      leftOut.length + found.beside.length === 0 &&
      lines.length > 0 &&
      lines.every((line) => line.notes.length === 0 && standingOf(line, draft.content()) === 'new');
    if (plain) take(lines);
    else setOffer(found);
  };
  const fill = (presets: readonly TableRow[]) => {
    const empty = Object.fromEntries(field.columns.map((column) => [column.id, null]));
    change([...rows, ...presets.map((values) => ({ ...empty, ...values }))]);
    focusCell(rows.length);
  };
  return { host, rows, rowKeys, store, add, remove, move, paste, offer, setOffer, takeIn, fill };
}
