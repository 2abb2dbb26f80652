import { Alert, Button, Group, PasswordInput, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useState } from 'react';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { type BackupSource, type ListedBackup, useBackupSource } from '../kit/use-backup-source.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { timeText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';

/** Restoring from one of this workspace's automatic backups or from a file, into a new workspace. */
export function RestorePanel() {
  const { info } = useWorkspace();
  const list = useEngineQuery('backup.list', {});
  const { source, problem, chooseFile, chooseListed, clear } = useBackupSource();
  const mine = list.data?.filter((backup) => backup.workspaceId === info.id) ?? [];
  return (
    <Panel title="恢复">
      <Text size="sm" mb="sm">
        备份恢复成一个新的工作区并打开，现在的工作区原样保留，随时可以从开始页面再打开。
      </Text>
      {source !== null ? (
        <RestoreForm source={source} onCancel={clear} />
      ) : (
        <Stack gap="sm">
          {mine.length > 0 && <BackupTable backups={mine} onChoose={chooseListed} />}
          {problem !== null && (
            <Alert color="danger" title="不能用这个文件恢复" role="alert">
              {problem}
            </Alert>
          )}
          <Group>
            <Button
              variant="default"
              leftSection={<IconDatabaseImport size={18} aria-hidden />}
              onClick={chooseFile}
            >
              选择备份文件
            </Button>
          </Group>
        </Stack>
      )}
    </Panel>
  );
}

function BackupTable({
  backups,
  onChoose,
}: {
  readonly backups: readonly ListedBackup[];
  readonly onChoose: (backup: ListedBackup) => void;
}) {
  return (
    <ScrollArea.Autosize mah={260} type="auto" maw={560}>
      <Table aria-label="自动备份" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>自动备份的时间</Table.Th>
            <Table.Th>大小</Table.Th>
            <Table.Th>
              <span aria-hidden />
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map((backup) => (
            <Table.Tr key={backup.fileName}>
              <Table.Td>{timeText(backup.at)}</Table.Td>
              <Table.Td>{bytesText(backup.bytes)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`从这份恢复：${timeText(backup.at)}`}
                  onClick={() => onChoose(backup)}
                >
                  从这份恢复
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function RestoreForm({ source, onCancel }: { readonly source: BackupSource; readonly onCancel: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const restore = useEngineMutation('workspace.restore', {
    quiet: true,
    onDone: (value) => notifyDone(`已恢复为新的工作区“${value.name}”，并已打开。`),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') restore.mutate({ source: source.handle, passphrase });
      }}
    >
      <Stack gap="sm" maw={420}>
        <Text size="sm">{source.title}</Text>
        <PasswordInput
          label="备份时的口令"
          // The form stands here because a backup was just chosen: its passphrase comes next.
          autoFocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏备份时的口令' }}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={restore.isError ? sentenceOf(restore.error) : null}
        />
        <Group>
          <Button type="submit" loading={restore.isPending} disabled={passphrase === ''}>
            恢复
          </Button>
          <Button variant="default" onClick={onCancel}>
            取消
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
