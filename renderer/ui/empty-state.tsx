import { EmptyState as MantineEmptyState } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ui.module.css';

/** Nothing here yet: says what would stand here and offers the one thing to do. */
export function EmptyState({
  title,
  description,
  icon,
  action,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <MantineEmptyState py="xl">
      {icon !== undefined && <MantineEmptyState.Indicator aria-hidden>{icon}</MantineEmptyState.Indicator>}
      <MantineEmptyState.Title>{title}</MantineEmptyState.Title>
      {description !== undefined && (
        <MantineEmptyState.Description maw={520} className={classes.balanced ?? ''}>
          {description}
        </MantineEmptyState.Description>
      )}
      {action !== undefined && <MantineEmptyState.Actions>{action}</MantineEmptyState.Actions>}
    </MantineEmptyState>
  );
}
