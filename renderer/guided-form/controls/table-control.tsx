import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconClipboard, IconClipboardText, IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { proseColumns } from '../../../shared/reading/prose-incoming.ts';
import { findingLook } from '../../../shared/rules/finding-look.ts';
import type { TableRow } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useDraftSelector } from '../../parts/draft/draft-context.tsx';
import { useFindings } from '../../parts/draft/field-findings.ts';
import type { ControlProps } from './control-props.ts';
import { ProseModal, TableModal } from './paste-modals.tsx';
import { TableRows } from './table-rows.tsx';
import { useTableRows } from './use-table-rows.ts';

/** Rows of simple columns: 个人简历, 奖励, 征求意见. Add, remove, move, paste from Excel, WPS or Word. */
export function TableControl({ field, ids }: ControlProps<'table'>) {
  const { draft, unit, settings } = useDraft();
  const { index } = useWorkspace();
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
  const { host, rows, rowKeys, store, add, remove, move, paste, offer, setOffer, takeIn, fill } =
    useTableRows(field, ids.control, columns);
  const prose = proseColumns(columns);
  const rowShortcuts = (event: KeyboardEvent, row: number) => {
    if (event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      move(row, event.key === 'ArrowUp' ? -1 : 1);
    }
  };
  const wrong = new Set(
    findings.flatMap((one) =>
      findingLook(one, index.isMissingRule) === 'wrong' && one.row !== undefined ? [one.row] : [],
    ),
  );
  const close = () => {
    setOffer(null);
    requestAnimationFrame(() => host.current?.focus());
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
          <Button variant="light" size="xs" onClick={() => fill(presets.map(({ values }) => values))}>
            {presetWords(
              field.columns,
              presets.map(({ values }) => values),
            )}
          </Button>
        )}
        {prose !== null && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconClipboardText size={16} aria-hidden />}
            onClick={() => setOffer({ kind: 'prose', text: '' })}
          >
            {prose.kind === 'resume' ? '粘贴一段简历' : '粘贴一段奖励文字'}
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
      {offer?.kind === 'prose' && prose !== null && (
        <ProseModal field={field} prose={prose} text={offer.text} onTake={takeIn} onClose={close} />
      )}
      {offer?.kind === 'table' && (
        <TableModal field={field} columns={columns} {...offer} onTake={takeIn} onClose={close} />
      )}
    </Stack>
  );
}

/** What a button that lists known rows says it lists: the very names while they are few. */
function presetWords(columns: readonly Column[], presets: readonly TableRow[]): string {
  const first = columns.find((column) => presets.every((preset) => typeof preset[column.id] === 'string'));
  const names = first === undefined ? [] : presets.map((preset) => String(preset[first.id]));
  return names.length > 0 && names.length <= 4
    ? `列出${names.join('、')}`
    : `按通知顺序列出 ${presets.length} 个${first?.label.includes('部门') === true ? '部门' : '项目'}`;
}
