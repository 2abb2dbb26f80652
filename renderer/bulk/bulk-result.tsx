import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { paths } from '../kit/paths.ts';
import { BulkProblems, BulkRemarks } from './bulk-problems.tsx';

type Last = NonNullable<ApiResult<'bulk.last'>>;

const shownNames = 12;

function names(people: readonly { readonly name: string }[]): string {
  const shown = people
    .slice(0, shownNames)
    .map(({ name }) => name)
    .join('、');
  return people.length > shownNames ? `${shown}等` : shown;
}

function counts({ created, changed, same, left }: Last): string {
  return [
    `新增 ${created.length} 个`,
    changed.length > 0 ? `更新 ${changed.length} 个` : '',
    same > 0 ? `没有变化 ${same} 个` : '',
    left.length > 0 ? `没有勾选 ${left.length} 个` : '',
  ]
    .filter((text) => text !== '')
    .join('，');
}

/** The last import, also after the page was left; undone as a whole while nothing of it was changed. */
export function BulkResult({
  last,
  busy,
  onUndo,
}: {
  readonly last: Last;
  readonly busy: boolean;
  readonly onUndo: () => void;
}) {
  const { created, changed, left, problems, remarks, undone, undoable } = last;
  const clean = problems.length === 0 && !undone;
  return (
    <Paper withBorder p="md" component="section" aria-label="上次导入的结果">
      <Stack gap="sm">
        <Title order={2} size="h3">
          上次导入的结果
        </Title>
        <Alert
          role="status"
          color={clean ? 'ok' : 'caution'}
          icon={clean ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={undone ? `“${last.fileName}”的导入已经撤销` : `从“${last.fileName}”${counts(last)}`}
        >
          <Stack gap={4}>
            {created.length > 0 && <Text size="sm">新增：{names(created)}</Text>}
            {changed.length > 0 && <Text size="sm">更新：{names(changed)}</Text>}
            {left.length > 0 && <Text size="sm">没有勾选：{names(left.map((name) => ({ name })))}</Text>}
            <Group gap="sm">
              <Anchor component={Link} href={paths.overview} size="sm">
                到总览查看
              </Anchor>
              {!undone && undoable > 0 && (
                <Button
                  variant="default"
                  size="compact-md"
                  loading={busy}
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={onUndo}
                >
                  撤销这次导入
                </Button>
              )}
            </Group>
            {!undone && undoable < created.length + changed.length && (
              <Text size="sm" c="dimmed">
                其中 {created.length + changed.length - undoable} 个后来又改过或移除，撤销时不动它们。
              </Text>
            )}
          </Stack>
        </Alert>
        <BulkProblems problems={problems} />
        <BulkRemarks remarks={remarks} />
      </Stack>
    </Paper>
  );
}
