import { Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { kindTitle } from '../../shared/reading/titles.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { timeText } from '../ui/format.ts';

/** Nominees taken off the list, folded away, each with the way back: the notice with 撤销移除 is gone after seconds. */
export function RemovedNominees() {
  const { index } = useWorkspace();
  const removed = useEngineQuery('records.removed', {});
  const bringBack = useEngineMutation('records.bringBack');
  const [opened, { toggle }] = useDisclosure(false);
  const list = removed.data ?? [];
  if (list.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label="已移除的推荐对象">
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={opened}
        rightSection={
          opened ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
        }
        onClick={toggle}
      >
        已移除的推荐对象（{list.length}）
      </Button>
      <Collapse expanded={opened}>
        <Stack gap={6} mt="sm">
          {list.map(({ id, kind, name, removedAt }) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <Text size="sm" miw={0}>
                {name}
                <Text span size="sm" c="dimmed">
                  ，{kindTitle(index.pack.campaign, kind)}，{timeText(removedAt)} 移除，内容都还在
                </Text>
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => bringBack.mutate({ id })}
                style={{ flexShrink: 0 }}
              >
                放回名单
              </Button>
            </Group>
          ))}
        </Stack>
      </Collapse>
    </Paper>
  );
}
