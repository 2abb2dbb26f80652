import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { LoadProblem } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';

type Secret = { readonly passphrase: string } | { readonly recoveryCode: string };

/** What was found wrong with a workspace's file before it was opened; null for any other failure. */
export function damageOf(error: unknown): JianbiaoError | null {
  const codes = ['workspace-saves-missing', 'workspace-file-exchanged', 'workspace-damaged'];
  return error instanceof JianbiaoError && codes.includes(error.code) ? error : null;
}

/** As the engine's own sentence tells times: to the second, since the last savings are seconds apart. */
function told(iso: string): string {
  return dayjs(iso).format('YYYY年M月D日 HH:mm:ss');
}

const titles: Readonly<Record<string, string>> = {
  'workspace-saves-missing': '上次没有正常关闭，有内容不见了',
  'workspace-file-exchanged': '数据文件不是上次用的那一份',
  'workspace-damaged': '数据文件损坏，打不开',
};

/** The two ways on from a workspace that has lost savings: its newest good backup, or what is still there. */
export function SavesMissing({
  workspaceId,
  damage,
  secret,
  pending,
  problem,
  onGoOn,
  onBack,
}: {
  readonly workspaceId: string;
  readonly damage: JianbiaoError;
  readonly secret: Secret;
  /** Opening with what is there is under way. */
  readonly pending: boolean;
  /** Why it could not be opened even so. */
  readonly problem: string | null;
  readonly onGoOn: () => void;
  readonly onBack: () => void;
}) {
  const list = useEngineQuery('backup.list', {});
  const restore = useEngineMutation('workspace.restore', { quiet: true });
  const newest = list.data?.find((backup) => backup.workspaceId === workspaceId);
  const untilAt = String(damage.params.untilAt ?? '');
  const opens = damage.code !== 'workspace-damaged';
  // Advised is whichever holds more; the other one stays a choice.
  const restoring = newest !== undefined && (!opens || newest.at > untilAt);
  const busy = pending || restore.isPending;
  return (
    <Stack>
      <Title order={2}>{titles[damage.code] ?? '没有打开'}</Title>
      <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} role="alert">
        <Facts damage={damage} />
      </Alert>
      <LoadProblem query={list} />
      <Text size="sm">
        {newest === undefined
          ? '本机没有这个工作区的自动备份。如果别处有备份，请返回后选择“从备份恢复”。'
          : `最近的完好备份做于 ${told(newest.at)}。恢复后成为一个新的工作区，原来的文件保持不动。`}
      </Text>
      {opens && (
        <Text size="sm">
          继续使用之前，程序先把现在的数据文件原样留存一份（数据文件夹里的 set-aside
          文件夹），以后还可以请人尝试找回。
        </Text>
      )}
      {restore.isError && (
        <Alert color="danger" title="没有恢复" role="alert">
          {sentenceOf(restore.error)}
        </Alert>
      )}
      {problem !== null && (
        <Alert color="danger" title="没有打开" role="alert">
          {problem}
        </Alert>
      )}
      <Group>
        {newest !== undefined && (
          <Button
            variant={restoring ? 'filled' : 'default'}
            loading={restore.isPending}
            disabled={busy && !restore.isPending}
            onClick={() =>
              restore.mutate({
                source: newest.source,
                passphrase: 'passphrase' in secret ? secret.passphrase : secret,
              })
            }
          >
            用 {dayjs(newest.at).format('M月D日 HH:mm')} 的备份恢复
          </Button>
        )}
        {opens && (
          <Button
            variant={restoring ? 'default' : 'filled'}
            loading={pending}
            disabled={busy && !pending}
            onClick={onGoOn}
          >
            继续用现在的内容
          </Button>
        )}
        <Button variant="subtle" color="gray" disabled={busy} onClick={onBack}>
          返回
        </Button>
      </Group>
    </Stack>
  );
}

function Facts({ damage }: { readonly damage: JianbiaoError }) {
  const { until, last, count } = damage.params;
  if (damage.code === 'workspace-damaged') return <>{sentenceOf(damage)}</>;
  return (
    <Stack gap={4}>
      {damage.code === 'workspace-saves-missing' && (
        <Text size="sm" fw={600}>
          少了至少 {count} 次保存。
        </Text>
      )}
      <Text size="sm">现有内容保存到：{until}</Text>
      <Text size="sm">上次最后保存于：{last}，此间填写的内容不在数据文件里。</Text>
      <Text size="sm">可能的原因：断电、死机、磁盘故障，或数据文件被旧的副本替换。文件还没有改动。</Text>
    </Stack>
  );
}
