import { Anchor, Badge, Group, Paper, Progress, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { reviewPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { SignerBadge } from '../parts/packages/signer-badge.tsx';
import { timeText } from '../ui/format.ts';
import { isRevoked, reviewState, reviewStateLabels } from './package-state.ts';
import { PackageStateBadges } from './package-state-badge.tsx';

const stateColors = {
  untouched: 'brand',
  partly: 'caution',
  decided: 'caution',
  answered: 'ok',
  changed: 'danger',
  over: 'gray',
} as const;

/** Imported submissions: whose, which round and revision, who signed, how many nominees are decided. */
export function PackageTable({ items }: { readonly items: readonly ImportedPackage[] }) {
  const { index } = useWorkspace();
  const alike = new Map(
    useEngineQuery('inbox.alikeCounts', {}).data?.map(({ packageId, nominees }) => [packageId, nominees]),
  );
  const rounds = new Map<string, string>(index.pack.campaign.rounds.map((round) => [round.id, round.title]));
  return (
    <Paper withBorder>
      <ScrollArea viewportProps={{ tabIndex: 0 }}>
        <Table aria-label="收到的材料" miw={860} highlightOnHover verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>报送单位</Table.Th>
              <Table.Th style={{ whiteSpace: 'nowrap' }}>轮次</Table.Th>
              <Table.Th>版次</Table.Th>
              <Table.Th>签名者</Table.Th>
              <Table.Th>收到时间</Table.Th>
              <Table.Th w={200}>审核</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => {
              const state = reviewState(item);
              return (
                <Table.Tr key={item.packageId}>
                  <Table.Td maw={340}>
                    <Anchor component={Link} href={reviewPath(item.packageId)} size="sm" fw={600}>
                      {item.unit === '' ? '（单位名称未填写）' : item.unit}
                    </Anchor>
                    <Text size="xs" c="dimmed" truncate title={item.fileName}>
                      {item.fileName}
                    </Text>
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{rounds.get(item.kind) ?? item.kind}</Table.Td>
                  <Table.Td>
                    <Group gap={4} miw="4em">
                      第 {item.revision} 版
                      <PackageStateBadges item={item} />
                      {alike.has(item.packageId) && (
                        <Badge color="caution" variant="light" radius="sm">
                          {alike.get(item.packageId)} 个与他单位相同
                        </Badge>
                      )}
                    </Group>
                    {item.withdrawn > 0 && (
                      <Badge color="caution" variant="light" radius="sm" mt={4}>
                        撤下 {item.withdrawn} 个
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <SignerBadge signer={item.signer} />
                    {isRevoked(item) && item.signer.revoked !== null && (
                      <Text size="xs" c="dimmed" lineClamp={2} maw={220}>
                        {item.signer.revoked.reason}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{timeText(item.importedAt)}</Table.Td>
                  <Table.Td>
                    <Stack gap={4}>
                      <Group justify="space-between" wrap="nowrap" gap={4}>
                        <Badge color={stateColors[state]} variant="light" radius="sm">
                          {reviewStateLabels[state]}
                        </Badge>
                        <Text size="xs" c="dimmed">
                          {item.decided} / {item.nominees}
                        </Text>
                      </Group>
                      <Progress
                        size="xs"
                        value={item.nominees === 0 ? 0 : (item.decided / item.nominees) * 100}
                        aria-label={`已决定 ${item.decided} 个，共 ${item.nominees} 个`}
                      />
                    </Stack>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  );
}
