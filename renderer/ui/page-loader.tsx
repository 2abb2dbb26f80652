import { Center, Loader, Stack, Text } from '@mantine/core';

/** Waiting for something that takes longer than a blink; says for what. */
export function PageLoader({ label }: { readonly label: string }) {
  return (
    <Center mih={240} role="status">
      <Stack align="center" gap="xs">
        <Loader size="sm" aria-hidden />
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </Stack>
    </Center>
  );
}
