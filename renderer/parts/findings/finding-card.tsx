import { Button, Group, Paper, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { memo, useId, useState } from 'react';
import { findingLook } from '../../../shared/rules/finding-look.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { ClauseHint } from '../../kit/clause-hint.tsx';
import { useEngineMutation } from '../../kit/engine.ts';
import { useUnsavedText } from '../../kit/use-unsaved-text.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import classes from './findings.module.css';
import { LookBadge } from './looks.tsx';

/**
 * One finding: what is wrong, how to mend it, the clause, the way there; for a warning the written explanation that
 * travels with the package.
 */
export const FindingCard = memo(function FindingCard({
  finding,
  where,
  onJump,
}: {
  readonly finding: Finding;
  /** Field or form, in words; shown above the message. */
  readonly where: string;
  readonly onJump: ((finding: Finding) => void) | null;
}) {
  const messageId = useId();
  const { index } = useWorkspace();
  const look = findingLook(finding, index.isMissingRule);
  const body = (
    <Stack gap={2}>
      <Group gap={6} justify="space-between" wrap="nowrap">
        <Group gap={6} wrap="nowrap" miw={0}>
          <LookBadge look={look} />
          <Text size="xs" c="dimmed" truncate title={where}>
            {where}
          </Text>
        </Group>
        {onJump !== null && <IconArrowRight size={16} aria-hidden className={classes.arrow} />}
      </Group>
      <Text size="sm" id={messageId}>
        {finding.message}
      </Text>
      <Text size="sm" c="dimmed">
        {finding.fix}
      </Text>
    </Stack>
  );
  return (
    <Paper withBorder className={classes.card} data-look={look} component="article">
      {onJump === null ? (
        <div className={classes.body}>{body}</div>
      ) : (
        <UnstyledButton className={classes.body} onClick={() => onJump(finding)}>
          {body}
        </UnstyledButton>
      )}
      <Group gap={6} className={classes.foot}>
        <ClauseHint clause={finding.clause} />
      </Group>
      {finding.severity === 'warning' && <Explanation finding={finding} describedBy={messageId} />}
    </Paper>
  );
});

function Explanation({ finding, describedBy }: { readonly finding: Finding; readonly describedBy: string }) {
  const stored = finding.explanation ?? '';
  const [text, setText] = useState(stored);
  const [open, setOpen] = useState(false);
  const explain = useEngineMutation('findings.explain');
  const save = () => {
    if (text.trim() !== stored.trim()) explain.mutate({ key: finding.key, text: text.trim() });
  };
  const saveAndFold = () => {
    save();
    if (text.trim() !== '') setOpen(false);
  };
  // Leaving the box has begun to save already what goes away with the card: once is enough.
  useUnsavedText(stored.trim(), text.trim(), (kept) =>
    explain.isPending && explain.variables.text === kept
      ? undefined
      : explain.mutateAsync({ key: finding.key, text: kept }).catch(() => undefined),
  );
  if (!open) {
    return (
      <Group className={classes.foot}>
        {text.trim() !== '' && (
          <Text size="sm" lineClamp={2}>
            说明：{text.trim()}
          </Text>
        )}
        <Button
          size="compact-sm"
          variant={text.trim() === '' ? 'light' : 'default'}
          color="caution"
          onClick={() => setOpen(true)}
          aria-describedby={describedBy}
        >
          {text.trim() === '' ? '填写说明' : '改说明'}
        </Button>
      </Group>
    );
  }
  const done = stored.trim() !== '' && text.trim() === stored.trim();
  return (
    <Stack gap={4} className={classes.foot}>
      <Textarea
        label="情况说明"
        description="说明随封包报送；没有错误的，说清理由即可"
        aria-describedby={describedBy}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        autoFocus
        rightSection={null}
      />
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={saveAndFold}
          loading={explain.isPending}
          disabled={done || text.trim() === stored.trim()}
        >
          保存说明
        </Button>
        {done && (
          <Text size="xs" c="dimmed" role="status">
            说明已保存
          </Text>
        )}
      </Group>
    </Stack>
  );
}
