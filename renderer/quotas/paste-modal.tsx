import { Alert, Badge, Button, Group, Modal, ScrollArea, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { QuotaRowState } from '../../shared/api/review-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import type { Grid } from '../../shared/reading/pasted-table.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { parseTsv } from '../parts/paste-table.ts';
import { numbered } from '../ui/numbered.ts';
import { type PastedRow, readPastedQuotas } from './paste-quotas.ts';

const outcomes: Readonly<Record<PastedRow['outcome'], { readonly word: string; readonly color: string }>> = {
  update: { word: '更新', color: 'brand' },
  add: { word: '新增单位', color: 'caution' },
  same: { word: '没有变化', color: 'gray' },
  total: { word: '合计行，不录入', color: 'gray' },
  unreadable: { word: '读不出来，不录入', color: 'danger' },
};

/** Shows what a pasted table would change, row by row, before it is saved as one step. */
export function PasteModal({
  grid,
  rows,
  awards,
  kinds,
  onClose,
}: {
  readonly grid: Grid;
  readonly rows: readonly QuotaRowState[];
  readonly awards: ApiResult<'quotas.get'>['awards'];
  readonly kinds: readonly NomineeKind[];
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const given = grid.length > 0 ? grid : parseTsv(typed);
  const pasted = readPastedQuotas(given, rows, kinds);
  const changes = pasted.flatMap(({ change }) => change ?? []);
  const save = useEngineMutation('quotas.save', {
    quiet: true,
    onDone: () => {
      notifyDone(`已录入 ${changes.length} 个单位的名额，可以撤销上一步。`);
      onClose();
    },
  });
  const titles = kinds.map((kind) => awards.find((one) => one.kind === kind)?.title ?? kind);
  return (
    <Modal
      opened
      onClose={onClose}
      title="粘贴录入名额"
      size={760}
      closeOnClickOutside={given.length === 0}
      closeOnEscape={given.length === 0}
    >
      <Stack gap="sm">
        {grid.length === 0 && (
          <Textarea
            label={`从表格软件复制“单位、${titles.join('、')}”几列，粘贴到这里`}
            autosize
            minRows={4}
            maxRows={8}
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {pasted.length > 0 && (
          <ScrollArea.Autosize mah="50vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            <Table aria-label="将要录入的名额" verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>单位</Table.Th>
                  {titles.map((title) => (
                    <Table.Th key={title}>{title}</Table.Th>
                  ))}
                  <Table.Th>结果</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {numbered(pasted).map(({ number, value: row }) => (
                  <Table.Tr key={number}>
                    <Table.Td>{row.unit === '' ? '（没有单位名称）' : row.unit}</Table.Td>
                    {titles.map((title, at) => (
                      <Table.Td key={title}>{row.cells[at] ?? ''}</Table.Td>
                    ))}
                    <Table.Td>
                      <Badge color={outcomes[row.outcome].color} variant="light" radius="sm">
                        {outcomes[row.outcome].word}
                      </Badge>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        )}
        {pasted.some(({ outcome }) => outcome === 'add') && (
          <Text size="sm" c="dimmed">
            “新增单位”的名称与名额表里的都不相同；如果是同一个单位，请先改成登记时的名称再粘贴。
          </Text>
        )}
        {save.isError && (
          <Alert color="danger" role="alert" title="没有录入">
            {sentenceOf(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            disabled={changes.length === 0}
            loading={save.isPending}
            onClick={() => save.mutate({ changes })}
          >
            录入 {changes.length} 个单位
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
