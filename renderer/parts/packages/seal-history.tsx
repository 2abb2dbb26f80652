import { Badge, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useEngineQuery } from '../../kit/engine.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { useWorkspace } from '../../kit/workspace.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { shortDigest, timeText } from '../../ui/format.ts';
import { CoverSheetButton } from './cover-sheet-button.tsx';
import { DiscButton } from './disc-button.tsx';

/** Every package sealed from this workspace, newest first, with what came back for it. */
export function SealHistory() {
  const { index } = useWorkspace();
  const history = useEngineQuery('seal.history', {});
  const titles = new Map(index.pack.campaign.rounds.map((round) => [round.id, round.title]));
  return (
    <Loaded query={history} label="正在读取封包记录">
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState
            icon={<IconPackageExport size={40} />}
            title="还没有封过包"
            description="封包之后，这里会列出每一版的文件、摘要、回执和反馈，交接单可以随时补打。"
          />
        ) : (
          <ScrollArea viewportProps={{ tabIndex: 0 }}>
            <Table aria-label="封包记录" miw={760}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th style={{ whiteSpace: 'nowrap' }}>轮次</Table.Th>
                  <Table.Th style={{ whiteSpace: 'nowrap' }}>版次</Table.Th>
                  <Table.Th>封包时间</Table.Th>
                  <Table.Th>文件与摘要</Table.Th>
                  <Table.Th>回执与反馈</Table.Th>
                  <Table.Th>交接单与光盘</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[...entries]
                  .sort((a, b) => b.sealedAt.localeCompare(a.sealedAt))
                  .map((entry) => (
                    <Table.Tr key={entry.digest}>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>
                        {titles.get(entry.round) ?? entry.round}
                      </Table.Td>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>第 {entry.revision} 版</Table.Td>
                      <Table.Td>{timeText(entry.sealedAt)}</Table.Td>
                      <Table.Td>
                        <Text size="sm">{entry.fileName}</Text>
                        {entry.encrypted && entry.recipient !== null && (
                          <Text size="xs">加密给{entry.recipient}</Text>
                        )}
                        {entry.plainReason !== null && (
                          <Text size="xs" c="var(--mantine-color-error)">
                            未加密：{entry.plainReason}
                          </Text>
                        )}
                        <Text size="xs" c="dimmed" title={entry.digest}>
                          {shortDigest(entry.digest)}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        <Group gap={4}>
                          <Badge color={entry.hasReceipt ? 'ok' : 'gray'} variant="light" radius="sm">
                            {entry.hasReceipt ? '已有回执' : '无回执'}
                          </Badge>
                          <Badge color={entry.hasFeedback ? 'ok' : 'gray'} variant="light" radius="sm">
                            {entry.hasFeedback ? '已有反馈' : '无反馈'}
                          </Badge>
                        </Group>
                      </Table.Td>
                      <Table.Td>
                        <Stack gap={4} align="flex-start">
                          <CoverSheetButton digest={entry.digest} fileName={entry.fileName} />
                          <DiscButton digest={entry.digest} fileName={entry.fileName} known={null} />
                        </Stack>
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        )
      }
    </Loaded>
  );
}
