import { Button, Group, Modal, ScrollArea, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';

/** Something that two windows wrote at once, in words. */
export interface TwoVersions {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

const CELL = { whiteSpace: 'pre-wrap', verticalAlign: 'top' } as const;

/** What two windows wrote at once, side by side, with a choice for each. Nothing is written before it is made. */
export function TwoVersionsModal({
  title,
  explanation,
  heading,
  versions,
  saving = false,
  onSave,
  onClose,
}: {
  readonly title: string;
  readonly explanation: string;
  /** Over the labels. */
  readonly heading: string;
  readonly versions: readonly TwoVersions[];
  readonly saving?: boolean;
  /** The keys of those of which the other window's version is taken. */
  readonly onSave: (theirs: ReadonlySet<string>) => void;
  readonly onClose: () => void;
}) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (key: string, which: string) => {
    const next = new Set(theirs);
    if (which === 'theirs') next.add(key);
    else next.delete(key);
    setTheirs(next);
  };
  return (
    <Modal opened onClose={onClose} title={title} size={860}>
      <Stack>
        <Text size="sm">{explanation}</Text>
        <ScrollArea.Autosize mah="55vh" type="auto">
          <Table layout="fixed" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={150}>{heading}</Table.Th>
                <Table.Th>我的</Table.Th>
                <Table.Th>对方的</Table.Th>
                <Table.Th w={190}>选用</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {versions.map(({ key, label, mine, theirs: other }) => (
                <Table.Tr key={key}>
                  <Table.Td style={CELL}>{label}</Table.Td>
                  <Table.Td style={CELL}>{mine}</Table.Td>
                  <Table.Td style={CELL}>{other}</Table.Td>
                  <Table.Td style={CELL}>
                    <SegmentedControl
                      size="xs"
                      aria-label={`${label}选用`}
                      value={theirs.has(key) ? 'theirs' : 'mine'}
                      onChange={(which) => choose(key, which)}
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
          <Button onClick={() => onSave(theirs)} loading={saving} disabled={versions.length === 0}>
            按所选保存
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
