import { Paper, Stack, Text } from '@mantine/core';
import { useEngineMutation } from '../kit/engine.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { WayChoice } from '../parts/way-choice.tsx';

/** 报送方式: changes with whether the receiver uses this program; nothing that was filled in is touched. */
export function WayPanel() {
  const { info } = useWorkspace();
  const save = useEngineMutation('handover.setPaperOnly');
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <WayChoice
          role={info.role}
          value={save.isPending ? save.variables.paperOnly : info.paperOnly}
          onChange={(paperOnly) => save.mutate({ paperOnly })}
        />
        <Text size="sm" c="dimmed">
          改了以后，总览里要办的事和左边的页面跟着变；已经填写的内容不受影响。
        </Text>
      </Stack>
    </Paper>
  );
}
