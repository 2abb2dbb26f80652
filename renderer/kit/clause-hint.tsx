import { Anchor, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { Link } from 'wouter';
import classes from '../ui/ui.module.css';
import { clausePath } from './paths.ts';
import { useWorkspace } from './workspace.tsx';

/** A clause of the notice by its number; opens what it demands in plain words. */
export function ClauseHint({ clause }: { readonly clause: string }) {
  const { index } = useWorkspace();
  const entry = index.pack.clauses[clause];
  if (entry === undefined) return null;
  return (
    <Popover width={340} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.clause ?? ''}
          aria-label={`通知依据：${entry.number} ${entry.title}`}
        >
          {entry.number}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm" fw={600}>
            {entry.number} {entry.title}
          </Text>
          <Text size="sm">{entry.demand}</Text>
          <Anchor component={Link} href={clausePath(clause)} size="sm">
            在帮助中查看
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
