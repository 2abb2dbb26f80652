import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../app/engine.ts';
import { notifyDone, sentenceOf } from '../app/notify.ts';
import { timeText } from '../ui/format.ts';
import { compareFingerprint, typedFingerprint } from './fingerprint.ts';
import { FingerprintCheck } from './fingerprint-check.tsx';

export type Signer = ApiResult<'signers.list'>[number];

/** One pending enrolment: accepted only when what stands on the stamped paper is the key in the package. */
export function PendingSigner({ signer }: { readonly signer: Signer }) {
  const [typed, setTyped] = useState('');
  const enrol = useEngineMutation('signers.enrol', {
    quiet: true,
    onDone: () => notifyDone(`“${signer.principal}”已登记。`),
  });
  const matches = compareFingerprint(signer.fingerprint, typed).state === 'match';
  return (
    <Paper withBorder p="md" component="article" aria-label={signer.principal}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches) enrol.mutate({ fingerprint: signer.fingerprint, typed: typedFingerprint(typed) });
        }}
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Title order={3} size="h4">
              {signer.principal}
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
          {enrol.isError && (
            <Alert color="danger" title="没有登记" role="alert">
              {sentenceOf(enrol.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" disabled={!matches} loading={enrol.isPending}>
              指纹一致，登记这个单位
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
