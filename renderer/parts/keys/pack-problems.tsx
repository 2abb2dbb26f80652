import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiResult } from '../../../shared/api.ts';

/** Campaign folders that cannot be used, each with its reason; nothing where all are whole. The others go on. */
export function PackProblems({ problems }: { readonly problems: ApiResult<'app.info'>['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <Alert
      color="caution"
      icon={<IconAlertTriangle aria-hidden />}
      title={`有 ${problems.length} 个活动包不能使用`}
      role="alert"
    >
      <Stack gap="xs">
        {problems.map((problem) => (
          <Text key={problem.message} size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {problem.message}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
