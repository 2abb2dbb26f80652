import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { Step, Tick } from '../../shared/checklist/checklist-types.ts';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { openFiles } from '../kit/save-file.ts';

/** What only the clerk can say of a step: a tick, and with it the scan of the signed paper. */
export function StepTick({ step, tick }: { readonly step: Step; readonly tick: Tick }) {
  const save = useEngineMutation('checklist.setDone');
  const round = tick.step === 'pack' || tick.step === 'enrolled' ? 'campaign' : (step.round ?? 'campaign');
  const attach = () =>
    openFiles(
      { title: '选择签了字的扫描件', accept: ['pdf', 'jpg', 'jpeg', 'png'], multiple: false },
      async ([file]) => {
        if (file === undefined) return;
        const proof = await callEngine('attachments.import', { source: file.handle });
        await save.mutateAsync({ round, step: tick.step, done: true, proof });
      },
    );
  return (
    <Group gap="md" mt={4}>
      <Checkbox
        label={tick.label}
        checked={save.isPending ? save.variables.done : tick.done}
        onChange={(event) => save.mutate({ round, step: tick.step, done: event.currentTarget.checked })}
      />
      {tick.withProof && !tick.done && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPaperclip size={16} aria-hidden />}
          onClick={() => void attach()}
        >
          附上扫描件
        </Button>
      )}
      {tick.proof !== null && tick.done && (
        <Text size="sm" c="dimmed">
          {tick.proof}
        </Text>
      )}
    </Group>
  );
}
