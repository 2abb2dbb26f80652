import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { timeText } from '../ui/format.ts';
import { ChangeTable } from './change-table.tsx';

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
            <ChangeTable label="两版的不同" before="那一版" after="这一版" changes={changes} />
          </>
        )
      }
    </Loaded>
  );
}
