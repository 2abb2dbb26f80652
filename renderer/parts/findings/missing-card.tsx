import { Group, Paper, Text, UnstyledButton } from '@mantine/core';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import classes from './findings.module.css';

/** All empty required fields of one form together: one card with a way to each, instead of a card for each. */
export function MissingCard({
  findings,
  title,
  label,
  onJump,
}: {
  readonly findings: readonly Finding[];
  /** The form, where the list covers several. */
  readonly title?: string;
  readonly label: (finding: Finding) => string;
  readonly onJump: (finding: Finding) => void;
}) {
  if (findings.length === 0) return null;
  // Several empty cells of one row are one place to go to.
  const shown = findings.filter(
    (finding, at) => findings.findIndex((other) => label(other) === label(finding)) === at,
  );
  return (
    <Paper withBorder className={classes.card} component="article">
      <Group gap={6} className={classes.missingHead}>
        <Text size="sm" fw={600}>
          {title === undefined ? '' : `${title}：`}还差 {findings.length} 项
        </Text>
      </Group>
      <Group gap={4} className={classes.foot}>
        {shown.map((finding) => (
          <UnstyledButton
            key={finding.key}
            className={classes.chip}
            onClick={() => onJump(finding)}
            title={finding.message}
          >
            {label(finding)}
          </UnstyledButton>
        ))}
      </Group>
    </Paper>
  );
}
