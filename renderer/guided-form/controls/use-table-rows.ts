import { type ClipboardEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { isRow } from '../../../shared/reading/field-text.ts';
import type { FieldValue, TableRow } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { notifyUndoable } from '../../kit/notify.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldValue } from '../../parts/draft/draft-context.tsx';
import { beginsWithRange, cellValue, type Grid, gridToRows } from '../../parts/paste-table.ts';
import { RowKeys } from '../field/row-keys.ts';
import { clipboardGrid } from './clipboard-grid.ts';
import type { ControlProps } from './control-props.ts';
import type { CellValue } from './table-cell.tsx';
import { cellId, placeOfCell } from './table-rows.tsx';

/** The rows held by a stored value. */
function rowsOf(value: FieldValue): readonly TableRow[] {
  return Array.isArray(value) ? value.flatMap((row: unknown) => (isRow(row) ? [row] : [])) : [];
}

interface TableRowsDesk {
  /** Goes onto the element that holds the whole table. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly rows: readonly TableRow[];
  readonly rowKeys: readonly string[];
  readonly store: (row: number, columnId: string, value: CellValue) => void;
  readonly add: () => void;
  readonly remove: (row: number) => void;
  readonly move: (row: number, by: -1 | 1) => void;
  readonly paste: (event: ClipboardEvent) => void;
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
  const { index } = useWorkspace();
  const rows = rowsOf(useFieldValue(field.id));
  const host = useRef<HTMLDivElement>(null);
  const [keys] = useState(() => new RowKeys());
  const rowKeys = keys.keysFor(rows);

  const change = useCallback(
    (next: readonly TableRow[], typing = false) => draft.change({ [field.id]: [...next] }, { typing }),
    [draft, field.id],
  );
  const store = useCallback(
    (row: number, columnId: string, value: CellValue) => {
      const now = rowsOf(draft.value(field.id));
      change(
        now.map((one, at) => {
          if (at !== row) return one;
          const edited = { ...one, [columnId]: value };
          keys.carry(one, edited);
          return edited;
        }),
        true,
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
  const take = (grid: Grid): boolean => {
    const fresh = gridToRows(grid, columns, index.pack.codes);
    if (fresh.length === 0) return false;
    const kept = rows.filter((row) => Object.values(row).some((value) => value !== null && value !== ''));
    change([...kept, ...fresh]);
    draft.saveNow();
    notifyUndoable(`已从剪贴板加入 ${fresh.length} 行。`);
    return true;
  };
  const takeColumn = (grid: Grid, from: number, column: Column): boolean => {
    const empty = Object.fromEntries(field.columns.map((one) => [one.id, null]));
    const values = grid.map(([text]) => cellValue(column, text ?? '', index.pack.codes));
    const last = Math.max(rows.length, from + values.length);
    change(
      Array.from({ length: last }, (_, at) => {
        const row = rows[at] ?? empty;
        return at < from || at >= from + values.length
          ? row
          : { ...row, [column.id]: values[at - from] ?? null };
      }),
    );
    draft.saveNow();
    notifyUndoable(`已从剪贴板填入“${column.label}”${values.length} 格。`);
    return true;
  };
  const paste = (event: ClipboardEvent) => {
    const grid = clipboardGrid(event.clipboardData, columns);
    if (grid === null || (grid.length === 1 && (grid[0]?.length ?? 0) <= 1)) return;
    const cell = event.target instanceof Element ? placeOfCell(controlId, event.target.id) : null;
    const column = cell === null ? undefined : columns[cell.column];
    // One column of a sheet belongs where the cursor stands, not into the first column of new rows.
    const alone = grid.every((cells) => cells.length === 1) && !beginsWithRange(columns.slice(cell?.column));
    const taken =
      alone && cell !== null && column !== undefined ? takeColumn(grid, cell.row, column) : take(grid);
    if (taken) event.preventDefault();
  };
  const fill = (presets: readonly TableRow[]) => {
    const empty = Object.fromEntries(field.columns.map((column) => [column.id, null]));
    change([...rows, ...presets.map((values) => ({ ...empty, ...values }))]);
    focusCell(rows.length);
  };
  return { host, rows, rowKeys, store, add, remove, move, paste, fill };
}
