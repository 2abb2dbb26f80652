import { ActionIcon, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { TableRow } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import classes from '../field/form.module.css';
import { boxLabel } from './code-select.tsx';
import { columnWidths, fitsSideBySide, type ShownLabels, TOOLS_WIDTH } from './column-widths.ts';
import { type CellValue, TableCell } from './table-cell.tsx';

/** The DOM id of a cell; jumping to a row of a table focuses its first cell. */
export function cellId(controlId: string, row: number, column: number): string {
  return `${controlId}-${row}-${column}`;
}

/** Which cell of a table a DOM id names; null for anything else in it. */
export function placeOfCell(
  controlId: string,
  id: string,
): { readonly row: number; readonly column: number } | null {
  const match = id.startsWith(`${controlId}-`) ? /^(\d+)-(\d+)$/.exec(id.slice(controlId.length + 1)) : null;
  return match === null ? null : { row: Number(match[1]), column: Number(match[2]) };
}

interface RowsProps {
  readonly labelId: string;
  readonly controlId: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly rowKeys: readonly string[];
  /** Rows with an error. */
  readonly wrong: ReadonlySet<number>;
  readonly onStore: (row: number, columnId: string, value: CellValue, tidied?: boolean) => void;
  readonly onMove: (row: number, by: -1 | 1) => void;
  readonly onRemove: (row: number) => void;
  readonly onKeys: (event: KeyboardEvent, row: number) => void;
}

/** The rows of a table field: side by side where they fit, otherwise one card for each row. */
export function TableRows(props: RowsProps) {
  const { index } = useWorkspace();
  const shown: ShownLabels = (table) =>
    (index.codeTable(table)?.items ?? []).map((item) => boxLabel(item, true));
  return fitsSideBySide(props.columns, shown) ? (
    <RowLines {...props} widths={columnWidths(props.columns, shown)} />
  ) : (
    <RowCards {...props} />
  );
}

function Cell({
  props,
  column,
  at,
  columnAt,
}: {
  props: RowsProps;
  column: Column;
  at: number;
  columnAt: number;
}) {
  const { index } = useWorkspace();
  return (
    <TableCell
      id={cellId(props.controlId, at, columnAt)}
      column={column}
      row={at}
      value={props.rows[at]?.[column.id] ?? null}
      codes={column.type === 'code' ? index.codeTable(column.table) : undefined}
      stored={column.type === 'month' || column.type === 'date' ? JSON.stringify(props.rows[at] ?? {}) : ''}
      onStore={props.onStore}
    />
  );
}

function RowTools({ props, at }: { readonly props: RowsProps; readonly at: number }) {
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon
        aria-label={`第${at + 1}行上移`}
        data-move="up"
        disabled={at === 0}
        onClick={() => props.onMove(at, -1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={`第${at + 1}行下移`}
        data-move="down"
        disabled={at === props.rows.length - 1}
        onClick={() => props.onMove(at, 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon data-takes-away aria-label={`删除第${at + 1}行`} onClick={() => props.onRemove(at)}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function RowLines({ widths, ...props }: RowsProps & { readonly widths: readonly string[] }) {
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table} aria-labelledby={props.labelId}>
        <thead>
          <tr>
            {props.columns.map((column, at) => (
              <th key={column.id} scope="col" style={{ width: widths[at] }}>
                {column.label}
              </th>
            ))}
            <th scope="col" style={{ width: TOOLS_WIDTH }}>
              行操作
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((_, at) => (
            <tr
              key={props.rowKeys[at]}
              data-row={at}
              data-wrong={props.wrong.has(at) || undefined}
              onKeyDown={(event) => props.onKeys(event, at)}
            >
              {props.columns.map((column, columnAt) => (
                <td key={column.id}>
                  <Cell props={props} column={column} at={at} columnAt={columnAt} />
                </td>
              ))}
              <td>
                <RowTools props={props} at={at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowCards(props: RowsProps) {
  return (
    <Stack gap="xs">
      {props.rows.map((_, at) => (
        <Paper
          key={props.rowKeys[at]}
          withBorder
          p="xs"
          data-row={at}
          data-wrong={props.wrong.has(at) || undefined}
          className={classes.wrongCard}
          onKeyDown={(event) => props.onKeys(event, at)}
        >
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={600}>
              第{at + 1}行
            </Text>
            <RowTools props={props} at={at} />
          </Group>
          <div className={classes.rowCard}>
            {props.columns.map((column, columnAt) => (
              <Stack key={column.id} gap={2}>
                {/* The box is named by its own label with the row's number; this one is for the eye. */}
                <Text size="xs" c="dimmed" aria-hidden>
                  {column.label}
                </Text>
                <Cell props={props} column={column} at={at} columnAt={columnAt} />
              </Stack>
            ))}
          </div>
        </Paper>
      ))}
    </Stack>
  );
}
