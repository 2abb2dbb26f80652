import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { bridge } from '../app/bridge.ts';
import { useEngineMutation } from '../app/engine.ts';
import { notifyError, sentenceOf } from '../app/notify.ts';

/** Brings a backup in as a new workspace. */
export function RestoreForm({ onCancel }: { readonly onCancel: () => void }) {
  const [file, setFile] = useState<{ readonly handle: string; readonly name: string } | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const restore = useEngineMutation('workspace.restore', { quiet: true });
  const choose = () => {
    bridge()
      .chooseFiles({
        title: '选择工作区备份',
        accept: ['jianbiao-backup', 'db', 'sqlite', 'zip'],
        multiple: false,
      })
      .then((files) => setFile(files[0] ?? null))
      .catch((error: unknown) => notifyError(error));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (file !== null && passphrase !== '') restore.mutate({ source: file.handle, passphrase });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>从备份恢复</Title>
        <Text size="sm">备份会成为一个新的工作区，现有的工作区不受影响。口令是备份时那个工作区的口令。</Text>
        <Group>
          <Button variant="default" onClick={choose}>
            选择备份文件
          </Button>
          <Text size="sm">{file?.name ?? '还没有选择'}</Text>
        </Group>
        <PasswordInput
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
          <Button type="submit" loading={restore.isPending} disabled={file === null || passphrase === ''}>
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
