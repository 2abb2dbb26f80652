import { Alert, Badge, Group, List, Paper, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { shortDigest } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import { attentionFirst, importSummary, needsAttention, outcomeText, outcomeTitle } from './outcome-text.ts';

const icons = { ok: IconCircleCheck, info: IconInfoCircle, danger: IconAlertTriangle } as const;
const colors = { ok: 'ok', info: 'gray', danger: 'danger' } as const;

/** What became of each file of an import, every problem as its own sentence. */
export function OutcomeList({
  outcomes,
  onClose,
}: {
  readonly outcomes: readonly ImportOutcome[];
  readonly onClose: () => void;
}) {
  const { index } = useWorkspace();
  const failed = outcomes.some(({ outcome }) => needsAttention(outcome));
  return (
    <Alert
      color={failed ? 'caution' : 'ok'}
      icon={failed ? <IconAlertTriangle aria-hidden /> : <IconCircleCheck aria-hidden />}
      title={importSummary(outcomes)}
      role="status"
      withCloseButton
      closeButtonLabel="收起导入结果"
      onClose={onClose}
    >
      {/* However many files were chosen, what they led to stays in sight below. */}
      <ScrollArea.Autosize mah="45vh" type="auto" viewportProps={{ tabIndex: 0 }}>
        <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="导入结果">
          {numbered(attentionFirst(outcomes)).map(({ number, value: outcome }) => {
            const text = outcomeText(outcome.outcome, outcome.kind, index.pack.campaign);
            const Icon = icons[text.tone];
            return (
              <Paper key={number} component="li" withBorder p="xs">
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <Badge
                    color={colors[text.tone]}
                    variant="light"
                    radius="sm"
                    leftSection={<Icon size={14} aria-hidden />}
                    style={{ flexShrink: 0 }}
                  >
                    {text.label}
                  </Badge>
                  <Stack gap={2} miw={0}>
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {outcomeTitle(outcome)}
                    </Text>
                    <Text size="sm">{text.sentence}</Text>
                    {outcome.sha256 !== null && (
                      <Text size="xs" c="dimmed" title={outcome.sha256}>
                        文件摘要 {shortDigest(outcome.sha256)}
                      </Text>
                    )}
                    {outcome.problems.length > 0 && (
                      <List size="sm" spacing={2}>
                        {outcome.problems.map((problem) => (
                          <List.Item key={`${problem.code}-${problem.message}`}>{problem.message}</List.Item>
                        ))}
                      </List>
                    )}
                  </Stack>
                </Group>
              </Paper>
            );
          })}
        </Stack>
      </ScrollArea.Autosize>
    </Alert>
  );
}
