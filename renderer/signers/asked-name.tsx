import { Alert, Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { timeText } from '../ui/format.ts';
import type { Signer } from './pending-signer.tsx';

/** A change of name that a unit asked for with its enrolled key: taken over only once the stamped paper was seen. */
export function AskedName({ signer }: { readonly signer: Signer }) {
  const [reason, setReason] = useState('');
  const rename = useEngineMutation('signers.rename', {
    quiet: true,
    onDone: () => notifyDone('名称已更改，已报的材料接着算。'),
  });
  const remove = useEngineMutation('signers.remove', {
    onDone: () => notifyDone('没有更名，原名称继续有效。'),
  });
  const { asked } = signer;
  if (asked === null) return null;
  const given = reason.trim();
  return (
    <Paper withBorder p="md" component="article" aria-label={`${signer.name}的更名`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '')
            rename.mutate({ fingerprint: signer.fingerprint, name: asked.name, reason: given });
        }}
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Title order={3} size="h4">
              {signer.name} → {asked.name}
            </Title>
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              登记包导入于 {timeText(asked.at)}
            </Text>
          </Group>
          <Text size="sm">
            该单位用已登记的密钥签名申请更名。请对照盖章纸面或机构改革文件核对新名称；更名之后，已报的材料、版次和意见都归到新名称下。
          </Text>
          <Textarea
            label="核对依据"
            placeholder="例如：新盖章的登记表；机构改革文件文号"
            required
            autosize
            minRows={1}
            maxLength={500}
            maw={620}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {rename.isError && (
            <Alert color="danger" title="没有更名" role="alert">
              {sentenceOf(rename.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" disabled={given === ''} loading={rename.isPending}>
              核对一致，更名
            </Button>
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.mutate({ fingerprint: signer.fingerprint })}
            >
              不更名
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
