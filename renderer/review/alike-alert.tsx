import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { reviewPath } from '../kit/paths.ts';

/** How many are shown before the rest is only counted: the findings at each nominee tell them all. */
const shown = 2;

/** What of this package stands in other units' packages too, each with the way there. */
export function AlikeAlert({ alike }: { readonly alike: ApiResult<'inbox.alike'> }) {
  if (alike.length === 0) return null;
  const nominees = new Set(alike.map(({ subjectId }) => subjectId)).size;
  return (
    <Alert
      color="caution"
      icon={<IconCopy aria-hidden />}
      mb="sm"
      title={`${nominees} 个推荐对象与其他单位的材料有相同的内容`}
    >
      <List size="sm" spacing={2}>
        {alike.slice(0, shown).map(({ key, message, other }) => (
          <List.Item key={key}>
            {message}{' '}
            <Anchor component={Link} href={reviewPath(other.packageId)} size="sm">
              打开{other.unit}的材料
            </Anchor>
          </List.Item>
        ))}
      </List>
      {alike.length > shown && (
        <Text size="sm" mt={4}>
          另有 {alike.length - shown} 处，见各推荐对象的检查结果。
        </Text>
      )}
    </Alert>
  );
}
