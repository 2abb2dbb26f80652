import { Alert, Button, Drawer, Group, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import dayjs from 'dayjs';
import { useState } from 'react';
import { roundTitle } from '../../shared/campaign/titles.ts';
import { fieldText } from '../../shared/paper/field-text.ts';
import type { Content } from '../../shared/submission/content.ts';
import { callEngine, useEngineQuery } from '../app/engine.ts';
import { notifyDone, notifyError } from '../app/notify.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { askConfirm } from '../ui/confirm.tsx';
import { sorted } from '../ui/list.ts';
import { Loaded } from '../ui/loaded.tsx';
import { useDraft } from './draft-context.tsx';
import classes from './history.module.css';
import { sameValue } from './record-draft.ts';

/** Every saved version: what changed in it, how it differs from now, and the way back. */
export function HistoryDrawer({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Drawer opened={opened} onClose={onClose} title="修改历史" size={720}>
      {opened && <SincePreliminary />}
      {opened && <History onClose={onClose} />}
    </Drawer>
  );
}

/** In the formal round: what differs from the sealed preliminary submission. */
function SincePreliminary() {
  const { draft, kind } = useDraft();
  const { index, round } = useWorkspace();
  const query = useEngineQuery(
    'record.changesSincePreliminary',
    { id: draft.id },
    { enabled: round === 'formal' },
  );
  const changes = query.data ?? [];
  if (round !== 'formal' || changes.length === 0) return null;
  const before = roundTitle(index.pack.campaign, 'preliminary');
  return (
    <Stack gap="xs" mb="lg">
      <Title order={3}>
        与{before}封包相比改了 {changes.length} 处
      </Title>
      <DifferenceTable
        left={before}
        rows={changes.map(({ fieldId, ...values }) => ({
          id: fieldId,
          label: index.field(kind, fieldId)?.label ?? fieldId,
          ...values,
        }))}
      />
    </Stack>
  );
}

function DifferenceTable({
  left,
  rows,
}: {
  readonly left: string;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
}) {
  return (
    <Table layout="fixed" verticalSpacing={6} withRowBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>栏目</Table.Th>
          <Table.Th>{left}</Table.Th>
          <Table.Th>现在</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td className={classes.text}>{row.label}</Table.Td>
            <Table.Td className={classes.text}>{row.before || '（空）'}</Table.Td>
            <Table.Td className={classes.text}>{row.after || '（空）'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function History({ onClose }: { readonly onClose: () => void }) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const query = useEngineQuery('record.history', { id: draft.id });
  const [chosen, setChosen] = useState<number | null>(null);
  const label = (id: string) => index.field(kind, id)?.label ?? id;
  return (
    <Loaded query={query} label="正在读取历史">
      {(versions) => {
        const newest = sorted(versions, (a, b) => b.revision - a.revision);
        if (newest.length === 0) return <Text c="dimmed">还没有保存过。</Text>;
        return (
          <div className={classes.columns}>
            <Stack gap={2} component="nav" aria-label="各次保存">
              {newest.map((version) => (
                <UnstyledButton
                  key={version.revision}
                  className={classes.version}
                  aria-pressed={chosen === version.revision}
                  onClick={() => setChosen(version.revision)}
                >
                  <Text size="sm" fw={600}>
                    {dayjs(version.savedAt).format('M月D日 HH:mm:ss')}
                  </Text>
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {version.fields.map(label).join('、')}
                  </Text>
                </UnstyledButton>
              ))}
            </Stack>
            {chosen === null ? (
              <Text c="dimmed" size="sm">
                选择一次保存，与现在的内容对比。
              </Text>
            ) : (
              <Compare key={chosen} revision={chosen} onRestored={onClose} />
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function Compare({ revision, onRestored }: { readonly revision: number; readonly onRestored: () => void }) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const query = useEngineQuery('record.revision', { id: draft.id, revision });
  const text = (id: string, content: Content) => {
    const field = index.field(kind, id);
    return field === undefined ? '' : fieldText(field, content[id], { codes: index.pack.codes });
  };
  const restore = async () => {
    const sure = await askConfirm({
      title: '恢复这一版？',
      message: '现在的内容会作为历史留着，随时可以再换回来。',
      confirm: '恢复这一版',
    });
    if (!sure) return;
    setBusy(true);
    try {
      await draft.flush();
      await callEngine('record.restore', { id: draft.id, revision });
      await draft.refresh();
      notifyDone('已恢复到所选的版本。');
      onRestored();
    } catch (error) {
      notifyError(error, '没有恢复');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Loaded query={query} label="正在读取这一版">
      {(old) => {
        const now = draft.content();
        const ids = [...new Set([...Object.keys(old.content), ...Object.keys(now)])].filter(
          (id) => !sameValue(old.content[id] ?? null, now[id] ?? null),
        );
        return (
          <Stack>
            <Group justify="space-between">
              <Text size="sm">
                {ids.length === 0 ? '与现在的内容一样。' : `与现在相比有 ${ids.length} 处不同`}
              </Text>
              <Button size="xs" onClick={() => void restore()} loading={busy} disabled={ids.length === 0}>
                恢复这一版
              </Button>
            </Group>
            {ids.length > 0 && (
              <DifferenceTable
                left="这一版"
                rows={ids.map((id) => ({
                  id,
                  label: index.field(kind, id)?.label ?? id,
                  before: text(id, old.content),
                  after: text(id, now),
                }))}
              />
            )}
            {ids.length === 0 && <Alert color="ok">不需要恢复。</Alert>}
          </Stack>
        );
      }}
    </Loaded>
  );
}
