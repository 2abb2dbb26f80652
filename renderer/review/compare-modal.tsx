import { Button, Modal, ScrollArea, Select, Stack, Table, Text } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { useEngineQuery } from '../app/engine.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { timeText } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import classes from './review.module.css';

/** Compares this package with another of the same unit, field by field. Nothing to show when there is no other. */
export function CompareButton({ item }: { readonly item: ImportedPackage }) {
  const list = useEngineQuery('inbox.list', {});
  const [opened, setOpened] = useState(false);
  const [other, setOther] = useState<string | null>(null);
  const { index } = useWorkspace();
  const rounds = new Map<string, string>(index.pack.campaign.rounds.map((round) => [round.id, round.title]));
  const others = (list.data ?? [])
    .filter(
      (entry) =>
        entry.packageId !== item.packageId &&
        entry.unit === item.unit &&
        (entry.kind === 'preliminary' || entry.kind === 'formal'),
    )
    .sort((a, b) => b.importedAt.localeCompare(a.importedAt));
  const chosen = others.find((entry) => entry.packageId === other) ?? others[0];
  if (chosen === undefined) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconGitCompare size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        与其他版次比较
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="版次比较" size="72rem">
        <Stack gap="sm">
          <Select
            label="与哪一版比较"
            allowDeselect={false}
            value={chosen.packageId}
            onChange={setOther}
            data={others.map((entry) => ({
              value: entry.packageId,
              label: `${rounds.get(entry.kind) ?? entry.kind} 第 ${entry.revision} 版，${timeText(entry.importedAt)} 收到`,
            }))}
            maw={480}
          />
          {opened && <Differences left={chosen.packageId} right={item.packageId} />}
        </Stack>
      </Modal>
    </>
  );
}

function Differences({ left, right }: { readonly left: string; readonly right: string }) {
  const { index } = useWorkspace();
  const query = useEngineQuery('inbox.compare', { left, right });
  return (
    <Loaded query={query} label="正在比较">
      {(changes) =>
        changes.length === 0 ? (
          <EmptyState title="两版内容完全相同" />
        ) : (
          <>
            <Text size="sm" c="dimmed">
              共 {changes.length} 处不同。
            </Text>
            <ScrollArea viewportProps={{ tabIndex: 0 }} mah="60vh">
              <Table aria-label="两版的不同" miw={720} verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>对象</Table.Th>
                    <Table.Th>栏目</Table.Th>
                    <Table.Th>那一版</Table.Th>
                    <Table.Th>这一版</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {changes.map((change) => (
                    <Table.Tr key={`${change.subjectId}-${change.fieldId}`}>
                      <Table.Td>{change.subjectName}</Table.Td>
                      <Table.Td>
                        {index.field(change.kind ?? 'unit', change.fieldId)?.label ?? change.fieldId}
                      </Table.Td>
                      <Table.Td className={classes.before ?? ''}>{change.before || '（空）'}</Table.Td>
                      <Table.Td className={classes.after ?? ''}>{change.after || '（空）'}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          </>
        )
      }
    </Loaded>
  );
}
