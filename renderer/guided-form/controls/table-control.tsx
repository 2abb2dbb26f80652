import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconClipboard, IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { useDraft, useDraftSelector } from '../../parts/draft/draft-context.tsx';
import { useFindings } from '../../parts/draft/field-findings.ts';
import type { ControlProps } from './control-props.ts';
import { TableRows } from './table-rows.tsx';
import { useTableRows } from './use-table-rows.ts';

/** Rows of simple columns: 个人简历, 奖励, 征求意见. Add, remove, move, paste from Excel, WPS or Word. */
export function TableControl({ field, ids }: ControlProps<'table'>) {
  const { draft, unit, settings } = useDraft();
  const findings = useFindings(draft.id, field.id);
  const shown = useDraftSelector((scope) =>
    field.columns
      .filter((column) => evaluateCondition(column.visibleWhen, scope))
      .map((column) => column.id)
      .join(' '),
  ).split(' ');
  const columns = field.columns.filter((column) => shown.includes(column.id));

  const presets = field.presetRows.filter((preset) =>
    evaluateCondition(preset.when, { record: draft.content(), unit, settings }),
  );
  const { host, rows, rowKeys, store, add, remove, move, paste, fill } = useTableRows(
    field,
    ids.control,
    columns,
  );
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
          <Button variant="light" size="xs" onClick={() => fill(presets.map(({ values }) => values))}>
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
