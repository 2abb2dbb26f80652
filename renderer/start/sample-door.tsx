import { Button, Stack, Text } from '@mantine/core';
import { IconBuildingBank, IconBuildingCommunity } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { SampleRole } from '../../shared/api/sample-methods.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { paths } from '../kit/paths.ts';

const DOORS: readonly {
  readonly role: SampleRole;
  readonly label: string;
  readonly icon: typeof IconBuildingBank;
}[] = [
  { role: 'recommender', label: '看填好的推荐单位', icon: IconBuildingCommunity },
  { role: 'office', label: '看领导小组办公室', icon: IconBuildingBank },
];

/** The way to a filled sample, for those who want to see before they begin. Nothing where the program has none. */
export function SampleDoor() {
  const app = useEngineQuery('app.info', {});
  const [, navigate] = useLocation();
  // A sample begins at its beginning, wherever the window was before.
  const open = useEngineMutation('sample.open', { onDone: () => navigate(paths.overview) });
  if (app.data?.samples !== true) return null;
  return (
    <Stack gap={6} component="section" aria-label="看样例">
      <Text size="sm" fw={600}>
        看样例
      </Text>
      <Text size="sm" c="dimmed">
        内容都是编的，可以随便点、随便改，关闭后什么也不留下。
      </Text>
      {DOORS.map(({ role, label, icon: Icon }) => (
        <Button
          key={role}
          variant="default"
          justify="flex-start"
          leftSection={<Icon size={18} aria-hidden />}
          loading={open.isPending && open.variables.role === role}
          disabled={open.isPending}
          onClick={() => open.mutate({ role })}
        >
          {label}
        </Button>
      ))}
    </Stack>
  );
}
