import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconCheck, IconFolder, IconRefresh } from '@tabler/icons-react';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { bridge } from '../kit/bridge.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { timeText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';

type Status = ApiResult<'backup.status'>;

/** The automatic backup: whether, when last, where to, and what stands in its way. */
export function AutoBackupPanel() {
  const status = useEngineQuery('backup.status', {});
  return (
    <Panel title="自动备份">
      <Loaded query={status} label="正在读取自动备份的情况">
        {(value) => <Settings status={value} />}
      </Loaded>
    </Panel>
  );
}

function Settings({ status }: { readonly status: Status }) {
  const configure = useEngineMutation('backup.configure');
  const run = useEngineMutation('backup.run', {
    // The engine keeps a failure, and it is shown below.
    quiet: true,
    onDone: () => notifyDone('自动备份已完成，已读回核验。'),
  });
  const choosePlace = () => {
    bridge()
      .chooseFolder({ title: '把自动备份另存到' })
      .then((folder) => {
        if (folder !== null) configure.mutate({ copyFolder: folder.handle });
      })
      .catch((error: unknown) => notifyError(error));
  };
  const busy = status.running || run.isPending;
  return (
    <Stack gap="sm">
      <Switch
        label="自动备份这个工作区"
        description="内容有变化时，锁定和退出时各备份一次，使用中每小时至多一次。备份是加密的，用备份时的口令打开。"
        checked={status.on}
        disabled={configure.isPending}
        onChange={(event) => configure.mutate({ on: event.currentTarget.checked })}
      />
      <Group gap="xs" wrap="nowrap">
        {status.last !== null && <IconCheck size={18} color="var(--mantine-color-ok-8)" aria-hidden />}
        <Text size="sm" role="status">
          {busy ? '正在备份，可以继续填写。' : lastText(status)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        放在本机数据文件夹的 backups 中，保留最近 10 份和近 14
        天每天最后一份，更早的自动清理；手工备份不会清理。
      </Text>
      {status.problem !== null && <Problem title="自动备份没有完成" problem={status.problem} />}
      <Text size="sm">
        {status.copy === null
          ? '还可以另存一份到别的磁盘或U盘，电脑损坏时备份仍在。'
          : `另存到文件夹“${status.copy.folder}”：${copyText(status.copy)}`}
      </Text>
      {status.copyProblem !== null && <Problem title="没有另存" problem={status.copyProblem} />}
      <Group>
        <Button variant="default" leftSection={<IconFolder size={18} aria-hidden />} onClick={choosePlace}>
          {status.copy === null ? '另存一份到文件夹' : '换一个文件夹'}
        </Button>
        {status.copy !== null && (
          <Button variant="default" onClick={() => configure.mutate({ copyFolder: null })}>
            不再另存
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          disabled={busy}
          onClick={() => run.mutate({})}
        >
          现在自动备份一次
        </Button>
      </Group>
    </Stack>
  );
}

function lastText({ last, on }: Status): string {
  if (last !== null) return `上次自动备份：${timeText(last.at)}，${bytesText(last.bytes)}，已读回核验。`;
  return on ? '还没有自动备份，有内容后会自动进行。' : '没有自动备份。';
}

function Problem({
  title,
  problem,
}: {
  readonly title: string;
  readonly problem: NonNullable<Status['problem']>;
}) {
  return (
    <Alert color="danger" title={`${title}（${timeText(problem.at)}）`}>
      {problem.error.message}
    </Alert>
  );
}

function copyText(copy: NonNullable<Status['copy']>): string {
  if (!copy.present) return '现在找不到这个文件夹。';
  return copy.last === null ? '下次备份时存入。' : `最近一份 ${timeText(copy.last)}。`;
}
