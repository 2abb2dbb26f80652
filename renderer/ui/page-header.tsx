import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** Title of a page, one line of what it is for, and its actions at the right. Also sets the window's title. */
export function PageHeader({
  title,
  description,
  actions,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} - 荐表`;
  }, [title]);
  return (
    // Where both do not fit beside each other, the actions go below: a title squeezed to a column pushes the page down.
    <Group justify="space-between" align="flex-start" gap="md" mb="md">
      <Stack gap={2} miw={0} style={{ flex: '1 1 18rem' }}>
        <Title order={1}>{title}</Title>
        {description !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {description}
          </Text>
        )}
      </Stack>
      {actions !== undefined && (
        <Box style={{ flexShrink: 0 }}>
          <Group gap="xs">{actions}</Group>
        </Box>
      )}
    </Group>
  );
}
