import {
  Accordion,
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  List,
  Paper,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { Loaded, together } from '../kit/loaded.tsx';
import { notifyDone, notifyProblem } from '../kit/notify.ts';
import { paths, reviewPath } from '../kit/paths.ts';
import { ReasonModal } from '../kit/reason-modal.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { packageKindLabel } from '../parts/packages/outcome-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { timeText } from '../ui/format.ts';
import { claimedText, leftText, mayBeRenamed } from './quarantine-text.ts';

type Entry = ApiResult<'inbox.quarantine'>[number];

/** Files that failed verification, with every reason. Their bytes are kept; nothing of them was taken in. */
export function QuarantineList() {
  const readings = together({
    waiting: useEngineQuery('inbox.quarantine', {}),
    left: useEngineQuery('inbox.quarantineLeft', {}),
  });
  return (
    <Loaded query={readings} label="正在读取隔离区">
      {({ waiting, left }) => (
        <Stack gap="sm">
          {waiting.length === 0 ? (
            <EmptyState
              icon={<IconShieldCheck size={40} />}
              title="隔离区是空的"
              description="没有通过核验的文件会放在这里，附上每一条原因。它们的内容不会进入任何列表。"
            />
          ) : (
            <>
              <Alert color="gray">
                隔离的文件原样保留，供查证。密钥没有登记的，核对、登记以后自动重新核验；其他的请把原因告诉报送单位，合格的文件导入后，这里的会自动移走。
              </Alert>
              {waiting.map((item) => (
                <Waiting key={item.id} item={item} />
              ))}
            </>
          )}
          {left.length > 0 && <Left items={left} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Waiting({ item }: { readonly item: Entry }) {
  const { index, info } = useWorkspace();
  const [asking, setAsking] = useState<'admit' | 'discard' | null>(null);
  const close = () => setAsking(null);
  const admit = useEngineMutation('inbox.admit', {
    quiet: true,
    onDone: (outcome) => {
      const [problem] = outcome.problems;
      if (problem === undefined) notifyDone('已收下。');
      else notifyProblem(problem.message, '仍然没有收下');
      close();
    },
  });
  const discard = useEngineMutation('inbox.discard', {
    quiet: true,
    onDone: () => {
      notifyDone('已删除，原因留在“已处理”里。');
      close();
    },
  });
  const kind = packageKindLabel(item.claimed?.kind ?? null, index.pack.campaign);
  return (
    <Paper withBorder p="md" component="article" aria-label={item.fileName}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2} miw={0}>
          <Title order={2} size="h4">
            {item.claimed?.unit == null ? item.fileName : `${item.claimed.unit}（自称）`}
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {claimedText(item, kind)}
          </Text>
        </Stack>
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {timeText(item.at)}，{bytesText(item.bytes)}
        </Text>
      </Group>
      <List size="sm" mt="xs" spacing={2}>
        {item.problems.map((problem) => (
          <List.Item key={`${problem.code}-${problem.message}`}>{problem.message}</List.Item>
        ))}
      </List>
      {!item.kept && (
        <Text size="sm" c="dimmed" mt={4}>
          文件较大又不完好，没有留副本；摘要已记下。
        </Text>
      )}
      <Group mt="sm" gap="xs">
        {item.settleable && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking('admit')}>
            核实后收下
          </Button>
        )}
        {mayBeRenamed(item) && info.role !== 'host' && (
          <Anchor component={Link} href={paths.signers} size="sm">
            到“单位登记”核对
          </Anchor>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`删除隔离的${item.fileName}`}
          onClick={() => setAsking('discard')}
        >
          删除
        </Button>
      </Group>
      <ReasonModal
        opened={asking === 'admit'}
        title="核实后收下"
        message="请先向该单位核实。收下之后按正常材料审核，原因留在记录里。"
        label="核实的情况"
        placeholder="例如：该单位确认此前各版没有报送"
        confirm="收下"
        pending={admit.isPending}
        error={admit.error}
        onConfirm={(reason) => admit.mutate({ id: item.id, reason })}
        onClose={close}
      />
      <ReasonModal
        opened={asking === 'discard'}
        title="删除隔离的文件"
        message="文件内容会从本机删除，腾出空间，不能恢复；文件名、摘要和原因留作记录。"
        label="删除原因"
        placeholder="例如：U 盘里的无关文件"
        confirm="删除"
        danger
        pending={discard.isPending}
        error={discard.error}
        onConfirm={(reason) => discard.mutate({ id: item.id, reason })}
        onClose={close}
      />
    </Paper>
  );
}

function Left({ items }: { readonly items: readonly Entry[] }) {
  const list = useEngineQuery('inbox.list', {});
  const here = new Set((list.data ?? []).map((entry) => entry.packageId));
  return (
    <Accordion variant="contained" order={2}>
      <Accordion.Item value="left">
        <Accordion.Control>已处理（{items.length}）</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((item) => {
              const by = item.resolved?.replacedBy ?? null;
              return (
                <Group key={item.id} component="li" gap="xs" align="baseline">
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {item.fileName}
                  </Text>
                  <Badge color="gray" variant="light" radius="sm">
                    {leftText(item)}
                  </Badge>
                  {by !== null && here.has(by) && (
                    <Anchor component={Link} href={reviewPath(by)} size="sm">
                      打开合格的那份
                    </Anchor>
                  )}
                  {item.resolved !== null && (
                    <Text size="xs" c="dimmed">
                      {timeText(item.resolved.at)}
                      {item.resolved.reason === null ? '' : `，原因：${item.resolved.reason}`}
                    </Text>
                  )}
                </Group>
              );
            })}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
