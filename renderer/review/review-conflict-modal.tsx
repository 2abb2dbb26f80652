import { Button, Group, Modal, ScrollArea, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { SubjectKind } from '../../shared/words/field-schema.ts';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import type { PackIndex } from '../kit/pack-index.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { verdictLabels } from '../parts/review/verdict.ts';
import type { ReviewConflict } from './review-queue.ts';
import { partName } from './use-review.ts';

/** Opinions that two windows wrote at once, beside each other, with a choice for each. Nothing is written before it is made. */
export function ReviewConflictModal({
  conflicts,
  names,
  kinds,
  onResolve,
  onClose,
}: {
  readonly conflicts: readonly ReviewConflict[];
  readonly names: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, SubjectKind>;
  readonly onResolve: (theirs: ReadonlySet<string>) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { index } = useWorkspace();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (part: string, which: string) => {
    const next = new Set(theirs);
    if (which === 'theirs') next.add(part);
    else next.delete(part);
    setTheirs(next);
  };
  const words = (change: ReviewChange) => wordsOf(index, kinds, change);
  return (
    <Modal opened onClose={onClose} title="这些审核意见在别的窗口里也改过" size={860}>
      <Stack>
        <Text size="sm">请逐项选用一个。选好保存之前，两边的意见都在。</Text>
        <ScrollArea.Autosize mah="55vh" type="auto">
          <Table layout="fixed" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={150}>意见</Table.Th>
                <Table.Th>我的</Table.Th>
                <Table.Th>对方的</Table.Th>
                <Table.Th w={190}>选用</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conflicts.map(({ part, mine, theirs: other }) => (
                <Table.Tr key={part} style={{ verticalAlign: 'top' }}>
                  <Table.Td>{partName(part, names)}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{words(mine)}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{words(other)}</Table.Td>
                  <Table.Td>
                    <SegmentedControl
                      size="xs"
                      aria-label={`${partName(part, names)}选用`}
                      value={theirs.has(part) ? 'theirs' : 'mine'}
                      onChange={(which) => choose(part, which)}
                      data={[
                        { value: 'mine', label: '用我的' },
                        { value: 'theirs', label: '用对方的' },
                      ]}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            先不处理
          </Button>
          <Button
            onClick={() => {
              onClose();
              onResolve(theirs).catch(() => undefined);
            }}
          >
            按所选保存
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** One part of a review as lines of text. */
function wordsOf(index: PackIndex, kinds: ReadonlyMap<string, SubjectKind>, change: ReviewChange): string {
  const comments = (kind: SubjectKind, list: readonly { fieldId: string; text: string }[]) =>
    list.map(({ fieldId, text }) => `${index.field(kind, fieldId)?.label ?? fieldId}：${text}`);
  const lines = (() => {
    switch (change.part) {
      case 'general':
        return [change.text];
      case 'unit':
        return comments('unit', change.comments);
      case 'nominee': {
        const { decision, note, comments: list } = change.review;
        const kind = kinds.get(change.nomineeId) ?? 'individual';
        return [decision === null ? '未决定' : verdictLabels[decision], note, ...comments(kind, list)];
      }
    }
  })().filter((line) => line !== '');
  return lines.length === 0 ? '（空）' : lines.join('\n');
}
