import { Button, Code, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { saveFile } from '../kit/save-file.ts';
import { Panel } from '../ui/panel.tsx';

/** What helps whoever mends the program: read first, then saved. */
export function DiagnosticsPanel() {
  const report = useEngineMutation('diagnostics.report');
  const shown = report.data;
  const save = () =>
    shown === undefined
      ? Promise.resolve(null)
      : saveFile({ title: '保存诊断信息', suggestedName: '荐表诊断信息.txt' }, (target) =>
          callEngine('diagnostics.save', { digest: shown.digest, target }),
        );
  return (
    <Panel title="诊断信息">
      <Text size="sm" mb="sm">
        程序出错时，可以把诊断信息交给维护人员。里面只有版本、数量、时间和出错的位置，没有姓名、证件号码、单位名称和填写的内容。先看内容，再决定是否保存。
      </Text>
      <Group>
        <Button
          variant="default"
          leftSection={<IconFileText size={18} aria-hidden />}
          loading={report.isPending}
          onClick={() => report.mutate({})}
        >
          查看诊断信息
        </Button>
      </Group>
      <Modal opened={shown !== undefined} onClose={() => report.reset()} title="诊断信息" size="xl">
        <Stack>
          <ScrollArea.Autosize mah="55vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            <Code block aria-label="诊断信息的内容">
              {shown?.text}
            </Code>
          </ScrollArea.Autosize>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => report.reset()}>
              关闭
            </Button>
            <Button onClick={() => void save()}>保存</Button>
          </Group>
        </Stack>
      </Modal>
    </Panel>
  );
}
