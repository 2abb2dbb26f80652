import { Alert, Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import dayjs from 'dayjs';
import { type SyntheticEvent, useState } from 'react';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { SecretBox, useWorkspaceSecret } from './workspace-secret.tsx';

/** Erases a workspace: its name typed, and its passphrase or recovery code. */
export function EraseDialog({
  workspace,
  onClose,
}: {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const [typedName, setTypedName] = useState('');
  const secret = useWorkspaceSecret();
  const erase = useEngineMutation('workspace.erase', {
    quiet: true,
    onDone: ({ keptUntil }) => {
      notifyDone(
        keptUntil === null
          ? `“${workspace.name}”已删除。它没有可以留下的备份。`
          : `“${workspace.name}”已删除。最后的备份保留到${dayjs(keptUntil).format('M月D日')}，在那之前可以“从备份恢复”。`,
      );
      onClose();
    },
  });
  const ready = typedName.trim() === workspace.name && secret.typed !== '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready) return;
    erase.mutate({
      id: workspace.id,
      typedName,
      secret: secret.given,
    });
  };
  return (
    <Modal opened onClose={onClose} title="删除工作区" closeOnClickOutside={false}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            “{workspace.name}
            ”里的全部内容、附件、收到的材料和密钥都会从本机删除。最后的备份保留三十天，之后自动删除，再也找不回来。您另存到别处的备份不受影响。
          </Text>
          <TextInput
            label="输入工作区的名称"
            description={workspace.name}
            data-autofocus
            autoComplete="off"
            value={typedName}
            onChange={(event) => setTypedName(event.currentTarget.value)}
          />
          <SecretBox secret={secret} />
          <div>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                secret.change();
                erase.reset();
              }}
            >
              {secret.withCode ? '改用口令' : '忘记口令，用恢复码'}
            </Anchor>
          </div>
          {erase.isError && (
            <Alert color="danger" title="没有删除" role="alert">
              {sentenceOf(erase.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={erase.isPending}>
              取消
            </Button>
            <Button type="submit" color="danger" disabled={!ready} loading={erase.isPending}>
              删除工作区
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
