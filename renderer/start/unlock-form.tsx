import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { type SyntheticEvent, useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { engineKey, useEngineMutation } from '../kit/engine.ts';
import { notifyError, sentenceOf } from '../kit/notify.ts';
import { ROLES } from './create-form.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { damageOf, SavesMissing } from './saves-missing.tsx';
import { SecretBox, useWorkspaceSecret } from './workspace-secret.tsx';

export type KnownWorkspace = ApiResult<'workspace.list'>[number];

/** Opens one known workspace with its passphrase, or with the recovery code. */
export function UnlockForm({
  workspace,
  onHold,
  onRecovered,
}: {
  readonly workspace: KnownWorkspace;
  /** Keeps the start page while the recovery code is tried: a new passphrase is to be set before going in. */
  readonly onHold: (hold: boolean) => void;
  readonly onRecovered: (recovered: { readonly name: string; readonly recoveryCode: string }) => void;
}) {
  const secret = useWorkspaceSecret();
  const { withCode, given } = secret;
  const unlock = useEngineMutation('workspace.unlock', { quiet: true });
  const [erasing, setErasing] = useState(false);
  const client = useQueryClient();
  const open = (acceptLoss: boolean) => {
    const { id, name } = workspace;
    // Erased or carried away by another program: the list still shows it, and this page is where it is read anew.
    const readAnew = (error: Error) => {
      if (!(error instanceof JianbiaoError) || error.code !== 'workspace-unknown') return;
      notifyError(error, '没有打开');
      void client.invalidateQueries({ queryKey: engineKey('workspace.list', {}) });
    };
    if (!('recoveryCode' in given)) {
      unlock.mutate({ id, secret: given, acceptLoss }, { onError: readAnew });
      return;
    }
    const { recoveryCode } = given;
    onHold(true);
    unlock.mutate(
      { id, secret: given, acceptLoss },
      {
        onSuccess: () => onRecovered({ name, recoveryCode }),
        onError: (error) => {
          onHold(false);
          readAnew(error);
        },
      },
    );
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (secret.typed !== '') open(false);
  };
  const found = damageOf(unlock.error);
  // Stays while what is there is being opened: the mutation has forgotten its error by then.
  const [damage, setDamage] = useState<typeof found>(null);
  if (found !== null && found !== damage) setDamage(found);
  if (damage !== null)
    return (
      <SavesMissing
        workspaceId={workspace.id}
        damage={damage}
        secret={given}
        pending={unlock.isPending}
        problem={unlock.isError && found === null ? sentenceOf(unlock.error) : null}
        onGoOn={() => open(true)}
        onBack={() => {
          setDamage(null);
          unlock.reset();
        }}
      />
    );
  return (
    <>
      <form onSubmit={submit}>
        <Stack>
          <div>
            <Title order={2}>{workspace.name}</Title>
            <Text c="dimmed" size="sm">
              {ROLES.find((role) => role.value === workspace.role)?.label}，{workspace.campaignTitle}
            </Text>
            <Text c="dimmed" size="sm">
              上次打开：{dayjs(workspace.openedAt).format('YYYY年M月D日 HH:mm')}
            </Text>
          </div>
          <SecretBox secret={secret} autoFocus />
          {unlock.isError && (
            <Alert color="danger" title="没有打开" role="alert">
              {sentenceOf(unlock.error)}
            </Alert>
          )}
          <Group justify="space-between">
            <Button type="submit" loading={unlock.isPending} disabled={secret.typed === ''}>
              打开
            </Button>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                secret.change();
                unlock.reset();
              }}
            >
              {withCode ? '改用口令' : '忘记口令，用恢复码打开'}
            </Anchor>
          </Group>
          <div>
            <Anchor component="button" type="button" size="sm" c="dimmed" onClick={() => setErasing(true)}>
              删除这个工作区…
            </Anchor>
          </div>
        </Stack>
      </form>
      {erasing && <EraseDialog workspace={workspace} onClose={() => setErasing(false)} />}
    </>
  );
}
