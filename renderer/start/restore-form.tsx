import { Alert, Button, Group, PasswordInput, Select, Stack, Text, Title } from '@mantine/core';
import dayjs from 'dayjs';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { LoadProblem } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { type ListedBackup, useBackupSource } from '../kit/use-backup-source.ts';
import { timeText } from '../ui/format.ts';

/** Brings a backup in as a new workspace: one that the program made by itself, or a file. */
export function RestoreForm({ onCancel }: { readonly onCancel: () => void }) {
  const list = useEngineQuery('backup.list', {});
  const { source, problem, chooseFile, chooseListed } = useBackupSource();
  const [passphrase, setPassphrase] = useState('');
  const restore = useEngineMutation('workspace.restore', { quiet: true });
  const passphraseBox = useRef<HTMLInputElement>(null);
  // With a backup chosen, its passphrase is what comes next.
  useEffect(() => {
    if (source !== null) passphraseBox.current?.focus();
  }, [source]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (source !== null && passphrase !== '') restore.mutate({ source: source.handle, passphrase });
  };
  const found = list.data ?? [];
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>从备份恢复</Title>
        <Text size="sm">备份会成为一个新的工作区，现有的工作区不受影响。口令是备份时那个工作区的口令。</Text>
        <LoadProblem query={list} />
        {found.length > 0 && (
          <Select
            label="本机的自动备份"
            placeholder="选择工作区和时间"
            data={groupedBackups(found)}
            value={found.some((backup) => backup.source === source?.handle) ? (source?.handle ?? null) : null}
            onChange={(value) => {
              const chosen = found.find((backup) => backup.source === value);
              if (chosen !== undefined) chooseListed(chosen);
            }}
            allowDeselect={false}
            maxDropdownHeight={260}
          />
        )}
        <Group>
          <Button variant="default" onClick={chooseFile} autoFocus>
            {found.length > 0 ? '选择别处的备份文件' : '选择备份文件'}
          </Button>
          <Text size="sm">{source?.title ?? '还没有选择'}</Text>
        </Group>
        {problem !== null && (
          <Alert color="danger" title="不能用这个文件恢复" role="alert">
            {problem}
          </Alert>
        )}
        <PasswordInput
          ref={passphraseBox}
          label="备份的口令"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏口令' }}
        />
        {restore.isError && (
          <Alert color="danger" title="没有恢复" role="alert">
            {sentenceOf(restore.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={restore.isPending} disabled={source === null || passphrase === ''}>
            恢复
          </Button>
          <Button variant="subtle" color="gray" onClick={onCancel}>
            返回
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** One group for each workspace, its newest backup first; two workspaces of one name stay apart by their ids' groups. */
function groupedBackups(backups: readonly ListedBackup[]) {
  const ids = [...new Set(backups.map((backup) => backup.workspaceId))];
  return ids.map((id) => {
    const items = backups.filter((backup) => backup.workspaceId === id);
    const [first] = items;
    const kept = first?.keptUntil ?? null;
    return {
      group: `${first?.workspaceName ?? ''}${kept === null ? '' : `（已删除，备份保留到${dayjs(kept).format('M月D日')}）`}`,
      items: items.map(({ source, at, bytes }) => ({
        value: source,
        label: `${timeText(at)}，${bytesText(bytes)}`,
      })),
    };
  });
}
