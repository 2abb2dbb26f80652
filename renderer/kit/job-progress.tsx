import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import type { JobProgress as Progressed } from './use-job.ts';

/** Phases that the engine names by a word of its own; any other phase is the name of the thing at hand. */
const phaseNames: Readonly<Record<string, string>> = {
  paper: '打印表格',
  seal: '写入并核验',
  disc: '写入并读回',
  import: '逐个核验',
  scan: '逐页比对',
};

/** A running job: phase, how much is done, and a way to stop it. Bytes are shown when the total is large enough to be bytes. */
export function JobProgress({
  progress,
  label,
  onCancel,
}: {
  readonly progress: Progressed;
  /** Name of the whole job, e.g. 正在封包; also the bar's accessible name. */
  readonly label: string;
  readonly onCancel?: () => void;
}) {
  const { done, total, phase } = progress;
  const known = total > 0;
  const percent = known ? Math.min(100, Math.floor((done / total) * 100)) : 100;
  const amount = known
    ? total >= 10_000
      ? `${bytesText(done)} / ${bytesText(total)}`
      : `${done} / ${total}`
    : '';
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" role="status">
          {progress.cancelling
            ? '正在取消'
            : phase === ''
              ? label
              : `${label}：${phaseNames[phase] ?? phase}`}
        </Text>
        <Text size="sm" c="dimmed">
          {known ? `${percent}%　${amount}` : ''}
        </Text>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={percent} animated={!known} striped={!known} aria-label={label} />
      </Progress.Root>
      {onCancel !== undefined && (
        <Group>
          <Button variant="default" onClick={onCancel} disabled={progress.cancelling}>
            取消
          </Button>
        </Group>
      )}
    </Stack>
  );
}
