import { Box, Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A framed part of a page with its own heading and actions. */
export function Panel({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={2} size="h3">
          {title}
        </Title>
        {actions !== undefined && <Box>{actions}</Box>}
      </Group>
      {children}
    </Paper>
  );
}
