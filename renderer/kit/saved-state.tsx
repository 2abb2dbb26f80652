import { Button, Group, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useEffect } from 'react';
import { notifyProblem, withdrawProblem } from './notify.ts';

/** What the clerk may believe about the text on the screen. */
export type SaveStatus =
  | { readonly kind: 'clean'; readonly savedAt: string | null }
  | { readonly kind: 'pending' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly message: string }
  /** The same fields were changed in another window; the clerk has to choose. */
  | { readonly kind: 'conflict'; readonly fields: number };

const NOT_SAVED = '刚才的内容没有保存，还在这一页上';

/** Says why saving failed and what to do about it, for as long as it is so and its page is there; each retry says it anew. */
function useReason(status: SaveStatus): void {
  useEffect(() => {
    if (status.kind !== 'failed') return;
    const { message } = status;
    notifyProblem(message, NOT_SAVED);
    return () => withdrawProblem(message, NOT_SAVED);
  }, [status]);
}

/**
 * 已保存 hh:mm:ss, 正在保存, 保存失败 with retry and its reason. Announced politely, and only when the outcome changes.
 */
export function SavedState({
  status,
  onRetry,
  onCompare,
  counted = '栏',
}: {
  readonly status: SaveStatus;
  readonly onRetry: () => void;
  /** Shows both versions of what is in conflict; a page without conflicts has no need of it. */
  readonly onCompare?: () => void;
  /** What the conflicts are counted in. */
  readonly counted?: string;
}) {
  useReason(status);
  switch (status.kind) {
    case 'clean':
      return (
        <Group gap={4} wrap="nowrap" role="status">
          {status.savedAt === null ? (
            <IconPencil size={16} aria-hidden />
          ) : (
            <IconCircleCheck size={16} color="var(--mantine-color-success)" aria-hidden />
          )}
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {status.savedAt === null ? '尚未填写' : `已保存 ${dayjs(status.savedAt).format('HH:mm:ss')}`}
          </Text>
        </Group>
      );
    case 'pending':
      return (
        <Group gap={4} wrap="nowrap">
          <IconPencil size={16} aria-hidden />
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            正在输入
          </Text>
        </Group>
      );
    case 'saving':
      return (
        <Group gap={4} wrap="nowrap">
          <Loader size={14} aria-hidden />
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            正在保存
          </Text>
        </Group>
      );
    case 'failed':
      return (
        <Group gap={6} wrap="nowrap" role="alert">
          <IconAlertTriangle size={16} color="var(--mantine-color-error)" aria-hidden />
          <Text size="sm" c="var(--mantine-color-error)" title={status.message}>
            保存失败
          </Text>
          <Button size="compact-xs" variant="default" onClick={onRetry}>
            重试
          </Button>
        </Group>
      );
    case 'conflict':
      return (
        <Group gap={6} wrap="nowrap" role="alert">
          <IconAlertTriangle size={16} color="var(--mantine-color-error)" aria-hidden />
          <Text size="sm" c="var(--mantine-color-error)" style={{ whiteSpace: 'nowrap' }}>
            {status.fields} {counted}另有人改过
          </Text>
          <Button size="compact-xs" variant="default" onClick={onCompare}>
            对照选择
          </Button>
        </Group>
      );
  }
}
