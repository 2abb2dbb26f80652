import { Alert, Anchor, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  IconPrinter,
  IconUserQuestion,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths } from '../kit/paths.ts';
import { countPapers, type PaperItem } from '../parts/papers/paper-state.ts';
import type { MarkedNominee } from '../parts/review/marked-nominees.ts';
import { NomineeMarkBadge } from '../parts/review/nominee-mark-badge.tsx';
import { fileKind, shortDigest } from '../ui/format.ts';
import { obstacles, type SealPlan } from './plan-state.ts';

/** First step: what goes into the package and what still keeps it from being sealed. */
export function ContentStep({
  plan,
  papers,
  notice,
  marked,
  onNext,
}: {
  readonly plan: SealPlan;
  readonly papers: readonly PaperItem[];
  /** Why the clerk is led back here; null on the first visit. */
  readonly notice: string | null;
  /** Nominees that go out with the package though something became of them elsewhere. */
  readonly marked: readonly MarkedNominee[];
  readonly onNext: () => void;
}) {
  const found = obstacles(plan);
  const counts = countPapers(papers);
  return (
    <Stack gap="md">
      {notice !== null && (
        <Alert
          color="danger"
          icon={<IconAlertTriangle aria-hidden />}
          title="方案有变化，请再看一遍"
          role="alert"
        >
          {notice}
        </Alert>
      )}
      {found.map((obstacle, at) => (
        <Alert
          key={obstacle.sentence}
          color="danger"
          icon={<IconCircleX aria-hidden />}
          title={at === 0 ? '还不能封包' : '另外'}
        >
          {obstacle.sentence}{' '}
          <Anchor component={Link} href={paths[obstacle.page]} size="sm">
            {obstacle.action}
          </Anchor>
        </Alert>
      ))}
      {found.length === 0 && (
        <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="最后检查已通过">
          没有未改正的错误，所有警告都写了说明。
        </Alert>
      )}
      {marked.length > 0 && (
        <Alert color="caution" icon={<IconUserQuestion aria-hidden />} title="请先核对这些推荐对象">
          <Stack gap={4}>
            {marked.map(({ id, name, marks }) => (
              <Group key={id} gap="xs">
                <Text size="sm">{name}</Text>
                {marks.map((mark) => (
                  <NomineeMarkBadge key={mark.text} mark={mark} />
                ))}
              </Group>
            ))}
            <Text size="sm">点标记看来由。不再推荐的，请在总览中移除；仍要报送的，可以继续封包。</Text>
          </Stack>
        </Alert>
      )}
      {plan.sameAsSealed && (
        <Alert icon={<IconInfoCircle aria-hidden />} title="上一版封包以后没有改过内容">
          再封一次内容相同，只是版次加一，一般不必。要再报送一次，可以直接复制原来的封包文件。
        </Alert>
      )}
      {plan.interrupted.length > 0 && (
        <Alert
          color="caution"
          icon={<IconAlertTriangle aria-hidden />}
          title={`第 ${plan.interrupted.join('、')} 版封包没有做完`}
        >
          封到一半时程序退出、介质被拔出，或者正在另一个窗口里封。这个版次号不再使用，这次是第 {plan.revision}{' '}
          版。介质上若留有第 {plan.interrupted.join('、')} 版的文件，没有记入封包记录，请删去，不要报送。
        </Alert>
      )}
      {counts.changed > 0 && (
        <Alert color="caution" icon={<IconPrinter aria-hidden />} title="有纸面与数据不一致">
          有 {counts.changed} 张表打印之后又改过。封包里装的是现在的内容，请重新打印后再盖章。{' '}
          <Anchor component={Link} href={paths.paper} size="sm">
            去打印页
          </Anchor>
        </Alert>
      )}
      <Group gap="sm">
        <Badge variant="light" radius="sm">
          第 {plan.revision} 版
        </Badge>
        <Text size="sm" id="seal-entries">
          包内材料 {plan.entries.length} 件
        </Text>
        {plan.supersedes !== null && (
          <Text size="sm">
            代替上一版（摘要 {shortDigest(plan.supersedes)}）。上一版仍保留，收件单位以本版为准。
          </Text>
        )}
      </Group>
      <Table.ScrollContainer
        minWidth={480}
        maxHeight="max(240px, calc(100vh - 530px))"
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      >
        <Table stickyHeader striped aria-labelledby="seal-entries">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>材料</Table.Th>
              <Table.Th w={110}>格式</Table.Th>
              <Table.Th>包内文件</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.entries.map((entry) => (
              <Table.Tr key={entry.fileName}>
                <Table.Td>{entry.title}</Table.Td>
                <Table.Td>{fileKind(entry.fileName)}</Table.Td>
                <Table.Td>{entry.fileName}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="flex-end">
        {found.length > 0 && (
          <Text size="sm" c="dimmed">
            <IconAlertTriangle size={14} aria-hidden /> 处理完上面的问题后，这里会自动放行。
          </Text>
        )}
        <Button onClick={onNext} disabled={found.length > 0}>
          下一步：签名与收件人
        </Button>
      </Group>
    </Stack>
  );
}
