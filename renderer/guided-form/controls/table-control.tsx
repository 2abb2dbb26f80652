import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconClipboard, IconPlus } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { isRow } from '../../../shared/reading/field-text.ts';
import type { FieldValue, TableRow } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { notifyDone } from '../../kit/notify.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useDraftSelector, useFieldValue } from '../../parts/draft/draft-context.tsx';
import { useFindings } from '../../parts/draft/field-findings.ts';
import {
  beginsWithRange,
  cellValue,
  type Grid,
  gridToRows,
  linesToGrid,
  parseHtmlTable,
  parseTsv,
} from '../../parts/paste-table.ts';
import { RowKeys } from '../field/row-keys.ts';
import type { ControlProps } from './control-props.ts';
import type { CellValue } from './table-cell.tsx';
import { cellId, placeOfCell, TableRows } from './table-rows.tsx';

/** The rows held by a stored value. */
function rowsOf(value: FieldValue): readonly TableRow[] {
  return Array.isArray(value) ? value.flatMap((row: unknown) => (isRow(row) ? [row] : [])) : [];
}

/**
 * The table on the clipboard: HTML from Word and Excel first, tab-separated text otherwise, and for a résumé also plain
 * lines that begin with months; null when it is no table.
 */
function clipboardGrid(data: DataTransfer, columns: readonly Column[]): Grid | null {
  const html = data.getData('text/html');
  const fromHtml =
    html === '' ? null : parseHtmlTable(html, (text) => new DOMParser().parseFromString(text, 'text/html'));
  if (fromHtml !== null && fromHtml.length > 0) return fromHtml;
  const text = data.getData('text/plain');
  const lines = beginsWithRange(columns) ? linesToGrid(text) : null;
  return lines ?? (text.includes('\t') ? parseTsv(text) : null);
}

/** Rows of simple columns: 个人简历, 奖励, 征求意见. Add, remove, move, paste from Excel, WPS or Word. */
export function TableControl({ field, ids }: ControlProps<'table'>) {
  const { draft, unit, settings } = useDraft();
  const { index } = useWorkspace();
  const rows = rowsOf(useFieldValue(field.id));
  const findings = useFindings(draft.id, field.id);
  const host = useRef<HTMLDivElement>(null);
  const [keys] = useState(() => new RowKeys());
  const rowKeys = keys.keysFor(rows);
  const shown = useDraftSelector((scope) =>
    field.columns
      .filter((column) => evaluateCondition(column.visibleWhen, scope))
      .map((column) => column.id)
      .join(' '),
  ).split(' ');
  const columns = field.columns.filter((column) => shown.includes(column.id));

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
    requestAnimationFrame(() => document.getElementById(cellId(ids.control, row, column))?.focus());
  };
  const add = () => {
    change([...rows, Object.fromEntries(field.columns.map((column) => [column.id, null]))]);
    focusCell(rows.length);
  };
  const remove = (row: number) => {
    const filled = Object.values(rows[row] ?? {}).some((value) => value !== null && value !== '');
    change(rows.filter((_, at) => at !== row));
    // One press on a small button: what it took must be known to be there still.
    if (filled) notifyDone(`已删除“${field.label}”第${row + 1}行。按 Ctrl+Z 可以撤销。`);
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
    notifyDone(`已从剪贴板加入 ${fresh.length} 行。按 Ctrl+Z 可以撤销。`);
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
    notifyDone(`已从剪贴板填入“${column.label}”${values.length} 格。按 Ctrl+Z 可以撤销。`);
    return true;
  };
  const paste = (event: ClipboardEvent) => {
    const grid = clipboardGrid(event.clipboardData, columns);
    if (grid === null || (grid.length === 1 && (grid[0]?.length ?? 0) <= 1)) return;
    const cell = event.target instanceof Element ? placeOfCell(ids.control, event.target.id) : null;
    const column = cell === null ? undefined : columns[cell.column];
    // One column of a sheet belongs where the cursor stands, not into the first column of new rows.
    const alone = grid.every((cells) => cells.length === 1) && !beginsWithRange(columns.slice(cell?.column));
    const taken =
      alone && cell !== null && column !== undefined ? takeColumn(grid, cell.row, column) : take(grid);
    if (taken) event.preventDefault();
  };
  const rowShortcuts = (event: KeyboardEvent, row: number) => {
    if (event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      move(row, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  const wrong = new Set(
    findings.flatMap((one) => (one.severity === 'error' && one.row !== undefined ? [one.row] : [])),
  );
  const presets = field.presetRows.filter((preset) =>
    evaluateCondition(preset.when, { record: draft.content(), unit, settings }),
  );
  const fill = () => {
    const empty = Object.fromEntries(field.columns.map((column) => [column.id, null]));
    change([...rows, ...presets.map((preset) => ({ ...empty, ...preset.values }))]);
    focusCell(rows.length);
  };

  return (
    <Stack
      ref={host}
      id={ids.control}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      tabIndex={-1}
      gap={6}
      onPaste={paste}
    >
      {rows.length > 0 && (
        <TableRows
          labelId={ids.label}
          controlId={ids.control}
          columns={columns}
          rows={rows}
          rowKeys={rowKeys}
          wrong={wrong}
          onStore={store}
          onMove={move}
          onRemove={remove}
          onKeys={rowShortcuts}
        />
      )}
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          data-add-row
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={add}
        >
          添加一行
        </Button>
        {presets.length > 0 && rows.length === 0 && (
          <Button variant="light" size="xs" onClick={fill}>
            按通知顺序列出 {presets.length} 个部门
          </Button>
        )}
        <Tooltip label="在 Excel、WPS 或 Word 里选中表格复制，点到本表的任一格，按 Ctrl+V">
          <Group gap={4}>
            <IconClipboard size={16} aria-hidden />
            <Text size="xs" c="dimmed">
              可从 Excel、WPS、Word 粘贴整张表
            </Text>
          </Group>
        </Tooltip>
        {rows.length === 0 && field.emptyText !== undefined && (
          <Text size="xs" c="dimmed">
            没有内容时，纸上印“{field.emptyText}”。
          </Text>
        )}
      </Group>
    </Stack>
  );
}
