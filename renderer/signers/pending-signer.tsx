import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../app/engine.ts';
import { notifyDone, sentenceOf } from '../app/notify.ts';
import { timeText } from '../ui/format.ts';
import { compareFingerprint, type FingerprintGroup, typedFingerprint } from './fingerprint.ts';
import classes from './signers.module.css';

export type Signer = ApiResult<'signers.list'>[number];

const words: Readonly<Record<FingerprintGroup['state'], string>> = {
  empty: '待输入',
  partial: '输入中',
  match: '一致',
  differs: '不一致',
};

/**
 * One pending enrolment. The expected fingerprint is deliberately not shown: the clerk types what the stamped paper
 * says, so that the comparison is really made with the paper.
 */
export function PendingSigner({ signer }: { readonly signer: Signer }) {
  const [typed, setTyped] = useState('');
  const compared = compareFingerprint(signer.fingerprint, typed);
  const enrol = useEngineMutation('signers.enrol', {
    quiet: true,
    onDone: () => notifyDone(`“${signer.principal}”已登记。`),
  });
  const matches = compared.state === 'match';
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
          <TextInput
            label="盖章联系表上的指纹"
            description="照着纸面逐组输入，每组四个字符，分大小写；空格和连字符可有可无，开头的 SHA256: 可以不输。"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maw={620}
            classNames={{ input: classes['mono'] ?? '' }}
          />
          <ol className={classes['groups'] ?? ''} aria-label="逐组核对">
            {compared.groups.map((group, position) => (
              <li key={`${position + 1}`} className={classes['group'] ?? ''} data-state={group.state}>
                <span className={classes['number'] ?? ''}>{position + 1}</span>
                <span>{group.typed === '' ? '····' : group.typed}</span>
                {group.state === 'match' && <IconCircleCheck size={14} aria-label={words.match} />}
                {group.state === 'differs' && <IconCircleX size={14} aria-label={words.differs} />}
              </li>
            ))}
          </ol>
          <Text size="sm" role="status">
            {statusSentence(compared.state, compared.typedLength, compared.expectedLength, compared.groups)}
          </Text>
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

function statusSentence(
  state: ReturnType<typeof compareFingerprint>['state'],
  typedLength: number,
  expectedLength: number,
  groups: readonly FingerprintGroup[],
): string {
  switch (state) {
    case 'empty':
      return '还没有输入。';
    case 'incomplete':
      return `目前一致，已输入 ${typedLength} 个字符，共 ${expectedLength} 个。`;
    case 'match':
      return '全部一致。';
    case 'differs': {
      const wrong = groups.flatMap((group, position) => (group.state === 'differs' ? [position + 1] : []));
      return `第 ${wrong.join('、')} 组与登记包里的不同。先看是否敲错；纸面确实不同的，不要登记，请电话联系该单位核实。`;
    }
    default:
      return state satisfies never;
  }
}
