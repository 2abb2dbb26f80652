import { Button, Group, Modal, ScrollArea, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { fieldText } from '../../shared/reading/field-text.ts';
import type { FieldValue } from '../../shared/words/content.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import type { FieldConflict } from '../parts/draft/record-draft.ts';
import classes from './history.module.css';

const NAMES = { mine: '用我的', theirs: '用对方的' } as const;

/** Fields that two windows changed at once, side by side, with a choice for each. Nothing is written before it is made. */
export function ConflictModal({ onClose }: { readonly onClose: () => void }) {
  const { draft } = useDraft();
  const conflicts = useSyncExternalStore(draft.subscribeStatus, draft.conflicts);
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const choose = (fieldId: string, which: string) => {
    const next = new Set(theirs);
    if (which === 'theirs') next.add(fieldId);
    else next.delete(fieldId);
    setTheirs(next);
  };
  const save = async () => {
    setBusy(true);
    try {
      await draft.resolve(theirs);
      notifyDone('已按所选保存。没有选用的内容留在修改历史里。');
      onClose();
    } catch (error) {
      // Someone changed them once more: the table shows the new state.
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title="这些栏目在别的窗口里也改过" size={860}>
      <Stack>
        <Text size="sm">请逐栏选用一个。选好保存之前，两边的内容都在。</Text>
        <ScrollArea.Autosize mah="55vh" type="auto">
          <Table layout="fixed" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={130}>栏目</Table.Th>
                <Table.Th>我的</Table.Th>
                <Table.Th>对方的</Table.Th>
                <Table.Th w={190}>选用</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conflicts.map((conflict) => (
                <ConflictRow
                  key={conflict.fieldId}
                  conflict={conflict}
                  value={theirs.has(conflict.fieldId) ? 'theirs' : 'mine'}
                  onChoose={(which) => choose(conflict.fieldId, which)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            先不处理
          </Button>
          <Button onClick={() => void save()} loading={busy} disabled={conflicts.length === 0}>
            按所选保存
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ConflictRow({
  conflict: { fieldId, mine, theirs },
  value,
  onChoose,
}: {
  readonly conflict: FieldConflict;
  readonly value: 'mine' | 'theirs';
  readonly onChoose: (which: string) => void;
}) {
  const { kind } = useDraft();
  const { index } = useWorkspace();
  const field = index.field(kind, fieldId);
  const label = field?.label ?? fieldId;
  const text = (one: FieldValue) =>
    (field === undefined ? '' : fieldText(field, one, { codes: index.pack.codes })) || '（空）';
  return (
    <Table.Tr>
      <Table.Td className={classes.text}>{label}</Table.Td>
      <Table.Td className={classes.text}>{text(mine)}</Table.Td>
      <Table.Td className={classes.text}>{text(theirs)}</Table.Td>
      <Table.Td>
        <SegmentedControl
          size="xs"
          aria-label={`${label}选用`}
          value={value}
          onChange={onChoose}
          data={[
            { value: 'mine', label: NAMES.mine },
            { value: 'theirs', label: NAMES.theirs },
          ]}
        />
      </Table.Td>
    </Table.Tr>
  );
}
