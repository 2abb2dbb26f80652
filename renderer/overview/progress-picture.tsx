import { Group, Progress, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type Progress as Counts, share } from '../parts/draft/progress.ts';

/** How far: a short bar and what is missing, or a tick. */
export function ProgressPicture({ progress }: { readonly progress: Counts | null }) {
  if (progress === null) {
    return (
      <Text size="sm" c="dimmed">
        未列入
      </Text>
    );
  }
  const missing = progress.required - progress.filled;
  if (missing === 0) {
    return (
      <Group gap={4} wrap="nowrap">
        <IconCircleCheck size={16} color="var(--mantine-color-success)" aria-hidden />
        <Text size="sm">填完</Text>
      </Group>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Progress value={share(progress) * 100} w={64} size="sm" aria-hidden />
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        缺 {missing} 项
      </Text>
    </Group>
  );
}
