import { Alert, Button, Group, Paper, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { compareFingerprint, typedFingerprint } from '../parts/keys/fingerprint.ts';
import { FingerprintCheck } from '../parts/keys/fingerprint-check.tsx';
import { askConfirm } from '../ui/confirm.tsx';
import { timeText } from '../ui/format.ts';
import { sameName } from './same-name.ts';

export type Signer = ApiResult<'signers.list'>[number];

/** One pending enrolment: accepted only when what stands on the stamped paper is the key in the package. */
export function PendingSigner({
  signer,
  all,
}: {
  readonly signer: Signer;
  /** All keys: an enrolled one, revoked or not, may be this unit's under an earlier name; any may claim its name. */
  readonly all: readonly Signer[];
}) {
  const [typed, setTyped] = useState('');
  const [follows, setFollows] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const remove = useEngineMutation('signers.remove', {
    onDone: () => notifyDone(`“${signer.name}”的登记已移除。`),
  });
  const known = all.filter((other) => !other.pending);
  const claims = sameName(signer, all);
  const units = [...new Map(known.map((other) => [other.principal, other.name])).entries()].filter(
    ([, name]) => name !== signer.name,
  );
  const enrol = useEngineMutation('signers.enrol', {
    quiet: true,
    onDone: ({ admitted }) =>
      notifyDone(
        `“${signer.name}”已登记${admitted === 0 ? '' : `，隔离区里它的 ${admitted} 份文件已重新核验并收下`}。`,
      ),
  });
  const typedFor = claims.pending.find(
    (other) => compareFingerprint(other.fingerprint, typed).state === 'match',
  );
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
          {claims.enrolled !== undefined && (
            <Alert color="danger" title="这个名称已经登记了另一把密钥">
              该单位没有换过密钥的，这份登记包就不是它的：不要登记，请查明来源后移除。确已换了密钥的，先在下面吊销旧密钥。
            </Alert>
          )}
          {claims.pending.length > 0 && (
            <Alert
              color="danger"
              title={`有 ${claims.pending.length + 1} 份登记包都自称“${signer.name}”，密钥各不相同`}
            >
              {typedFor === undefined
                ? '至多一份是该单位的：只登记与盖章纸面一致的那份，其余的请查明来源后移除。'
                : '输入的指纹与另一份自称该单位的登记包一致，这一份的密钥不是纸面上的那把。'}
            </Alert>
          )}
          <FingerprintCheck
            label="盖章纸面上的指纹"
            expected={signer.fingerprint}
            typed={typed}
            onType={setTyped}
            wrong={
              typedFor === undefined
                ? '纸面确实不同的，不要登记，请电话联系该单位核实。'
                : '请到那一份登记包下核对。'
            }
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
