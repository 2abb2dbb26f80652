import { Alert, Box, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLoader } from '../ui/page-loader.tsx';
import { sentenceOf } from './notify.ts';

/** A reading of the engine, or several taken together. */
export type Reading<T> = Pick<UseQueryResult<T, Error>, 'data' | 'isError' | 'error'> & {
  readonly refetch: () => unknown;
};

type Values<R> = { readonly [Name in keyof R]: R[Name] extends Reading<infer T> ? T : never };

/**
 * Several readings as one: its value is there when all of theirs are, so that a page never judges by what it has not
 * read yet; those that failed fail the whole, and are tried again, the others not.
 */
export function together<R extends Readonly<Record<string, Reading<unknown>>>>(
  readings: R,
): Reading<Values<R>> {
  const all = Object.entries(readings);
  const failed = all.map(([, reading]) => reading).filter((reading) => reading.isError);
  const complete = all.every(([, reading]) => reading.data !== undefined);
  return {
    // Each name has the value of its own reading, which a list of entries cannot say.
    data: complete
      ? (Object.fromEntries(all.map(([name, reading]) => [name, reading.data])) as Values<R>)
      : undefined,
    isError: failed.length > 0,
    error: failed[0]?.error ?? null,
    refetch: () => {
      for (const reading of failed) reading.refetch();
    },
  };
}

/** Shows a reading of the engine: waiting, failed with its sentence and a retry, or the value. */
export function Loaded<T>({
  query,
  label,
  children,
}: {
  readonly query: Reading<T>;
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
export function LoadProblem({ query }: { readonly query: Reading<unknown> }) {
  if (!query.isError) return null;
  return (
    <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title="没有读出来" role="alert">
      {sentenceOf(query.error)}
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => query.refetch()}>
          重试
        </Button>
      </Group>
    </Alert>
  );
}
