import { Alert, Box, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sentenceOf } from '../app/notify.ts';
import { PageLoader } from './page-loader.tsx';

/** Shows a reading of the engine: waiting, failed with its sentence and a retry, or the value. */
export function Loaded<T>({
  query,
  label,
  children,
}: {
  readonly query: UseQueryResult<T, Error>;
  readonly label: string;
  readonly children: (value: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <Box p="md">
        <LoadProblem query={query} />
      </Box>
    );
  }
  return <PageLoader label={label} />;
}

/** Why a reading of the engine failed, with a retry; nothing while it is well. */
export function LoadProblem({ query }: { readonly query: UseQueryResult<unknown, Error> }) {
  if (!query.isError) return null;
  return (
    <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title="没有读出来" role="alert">
      {sentenceOf(query.error)}
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => void query.refetch()}>
          重试
        </Button>
      </Group>
    </Alert>
  );
}
