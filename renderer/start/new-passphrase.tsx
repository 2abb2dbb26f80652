import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useEngineMutation } from '../app/engine.ts';
import { notifyDone, sentenceOf } from '../app/notify.ts';
import { passphraseStrength } from './passphrase-strength.ts';

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
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const strength = passphraseStrength(first);
  const differs = first !== second;
  const change = useEngineMutation('workspace.changePassphrase', {
    quiet: true,
    onDone: () => {
      notifyDone('新口令已设好，旧口令不能再用。恢复码仍然有效，请继续保管。');
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (strength.level > 0 && !differs) change.mutate({ current: { recoveryCode }, next: first });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1} size="h2">
          请设置新口令
        </Title>
        <Text>恢复码正确，“{workspaceName}”已经打开。以后用新口令打开，忘记的旧口令不再有效。</Text>
        <PasswordInput
          label="新口令"
          autoFocus
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏新口令' }}
          description={first === '' ? null : strength.hint}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          error={tried && strength.level === 0 ? strength.hint : null}
        />
        <PasswordInput
          label="再输入一次新口令"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏再次输入的新口令' }}
          value={second}
          onChange={(event) => setSecond(event.currentTarget.value)}
          error={tried && differs ? '两次输入的口令不一样。' : null}
        />
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
