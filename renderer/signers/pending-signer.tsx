import { Alert, Button, Group, Paper, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { compareFingerprint, typedFingerprint } from '../parts/keys/fingerprint.ts';
import { FingerprintCheck } from '../parts/keys/fingerprint-check.tsx';
import { askConfirm } from '../ui/confirm.tsx';
import { timeText } from '../ui/format.ts';

export type Signer = ApiResult<'signers.list'>[number];

/** One pending enrolment: accepted only when what stands on the stamped paper is the key in the package. */
export function PendingSigner({
  signer,
  known,
}: {
  readonly signer: Signer;
  /** Enrolled units, revoked keys included: one of them may be this unit under an earlier name or key. */
  readonly known: readonly Signer[];
}) {
  const [typed, setTyped] = useState('');
  const [follows, setFollows] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const remove = useEngineMutation('signers.remove', {
    onDone: () => notifyDone(`“${signer.name}”的登记已移除。`),
  });
  const units = [...new Map(known.map((other) => [other.principal, other.name])).entries()].filter(
    ([, name]) => name !== signer.name,
  );
  const enrol = useEngineMutation('signers.enrol', {
    quiet: true,
    onDone: () => notifyDone(`“${signer.name}”已登记。`),
  });
  const matches = compareFingerprint(signer.fingerprint, typed).state === 'match';
  const ready = matches && (follows === null || reason.trim() !== '');
  const removePending = async () => {
    const agreed = await askConfirm({
      title: `移除“${signer.name}”的登记`,
      message: '只移除这份待核对的登记，不影响其他单位；以后还可以重新导入登记包。',
      confirm: '移除',
    });
    if (agreed) remove.mutate({ fingerprint: signer.fingerprint });
  };
  return (
    <Paper withBorder p="md" component="article" aria-label={signer.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          enrol.mutate({
            fingerprint: signer.fingerprint,
            typed: typedFingerprint(typed),
            ...(follows === null ? {} : { follows: { principal: follows, reason: reason.trim() } }),
          });
        }}
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Title order={3} size="h4">
              {signer.name}
            </Title>
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              登记包导入于 {timeText(signer.enrolledAt)}
            </Text>
          </Group>
          <FingerprintCheck
            label="盖章纸面上的指纹"
            expected={signer.fingerprint}
            typed={typed}
            onType={setTyped}
            wrong="纸面确实不同的，不要登记，请电话联系该单位核实。"
          />
          {signer.follows !== null && (
            <Alert color="brand" title="原密钥签名的变更">
              “{signer.follows}”用原来登记的密钥签了名，改用这把密钥
              {signer.follows === signer.name ? '' : `，并更名为“${signer.name}”`}
              。登记之后原密钥作废，已报的材料和版次接着算。
            </Alert>
          )}
          {signer.follows === null && units.length > 0 && (
            <Group align="flex-start" grow preventGrowOverflow={false}>
              <Select
                label="是原来哪个单位改了名称（没有就不选）"
                placeholder="不是"
                clearable
                searchable
                data={units.map(([value, label]) => ({ value, label }))}
                value={follows}
                onChange={setFollows}
                maw={360}
              />
              {follows !== null && (
                <Textarea
                  label="认定的依据"
                  placeholder="例如：机构改革文件文号；已电话核实"
                  required
                  autosize
                  minRows={1}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              )}
            </Group>
          )}
          {enrol.isError && (
            <Alert color="danger" title="没有登记" role="alert">
              {sentenceOf(enrol.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" disabled={!ready} loading={enrol.isPending}>
              指纹一致，登记这个单位
            </Button>
            <Button
              variant="default"
              aria-label={`移除${signer.name}的登记`}
              loading={remove.isPending}
              onClick={() => void removePending()}
            >
              移除
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
