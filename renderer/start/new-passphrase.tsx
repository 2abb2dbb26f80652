import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { SyntheticEvent } from 'react';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { NewPassphraseFields, useNewPassphrase } from '../ui/new-passphrase-fields.tsx';

/** After opening with the recovery code: the passphrase is forgotten, so a new one takes its place. */
export function NewPassphrase({
  workspaceName,
  recoveryCode,
  onDone,
}: {
  readonly workspaceName: string;
  readonly recoveryCode: string;
  readonly onDone: () => void;
}) {
  const passphrase = useNewPassphrase();
  const change = useEngineMutation('workspace.changePassphrase', {
    quiet: true,
    onDone: () => {
      notifyDone('新口令已设好，旧口令不能再用。恢复码仍然有效，请继续保管。');
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const next = passphrase.submit();
    if (next !== null) change.mutate({ current: { recoveryCode }, next });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1} size="h2">
          请设置新口令
        </Title>
        <Text>恢复码正确，“{workspaceName}”已经打开。以后用新口令打开，忘记的旧口令不再有效。</Text>
        <NewPassphraseFields state={passphrase} autoFocus />
        {change.isError && (
          <Alert color="danger" title="口令没有更换" role="alert">
            {sentenceOf(change.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={change.isPending}>
            设好新口令，进入工作区
          </Button>
          <Button variant="subtle" color="gray" onClick={onDone}>
            先不更换
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
