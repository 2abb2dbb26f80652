import { Alert, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useEngineQuery } from '../app/engine.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { bytesText, timeText } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';

/** Files that failed verification, with every reason. Their bytes are kept; nothing of them was taken in. */
export function QuarantineList() {
  const query = useEngineQuery('inbox.quarantine', {});
  return (
    <Loaded query={query} label="正在读取隔离区">
      {(items) =>
        items.length === 0 ? (
          <EmptyState
            icon={<IconShieldCheck size={40} />}
            title="隔离区是空的"
            description="没有通过核验的文件会放在这里，附上每一条原因。它们的内容不会进入任何列表。"
          />
        ) : (
          <Stack gap="sm">
            <Alert color="gray">
              隔离的文件原样保留，供查证。请把下面的原因告诉报送单位，要求重新封包；重新导入通过后即可正常审核。
            </Alert>
            {items.map((item) => (
              <Paper key={item.id} withBorder p="md" component="article" aria-label={item.fileName}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <Title order={2} size="h4">
                    {item.fileName}
                  </Title>
                  <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    {timeText(item.at)}，{bytesText(item.bytes)}
                  </Text>
                </Group>
                <List size="sm" mt="xs" spacing={2}>
                  {item.problems.map((problem) => (
                    <List.Item key={`${problem.code}-${problem.message}`}>{problem.message}</List.Item>
                  ))}
                </List>
              </Paper>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
