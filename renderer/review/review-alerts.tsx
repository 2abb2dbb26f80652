import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { paths, reviewPath } from '../kit/paths.ts';
import type { useReview } from './use-review.ts';

/** Nobody has compared the signer's fingerprint yet. */
export function UnknownSignerAlert() {
  return (
    <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} mb="sm" title="签名者还没有登记">
      文件本身完整、没有被改过，但还不能确认是谁签的。请先在
      <Anchor component={Link} href={paths.signers} size="sm">
        单位登记
      </Anchor>
      中核对指纹，再作决定。
    </Alert>
  );
}

/** The package is an old version; what was written about it before the new one came can be dropped here. */
export function OldVersionAlert({
  newer,
  review,
}: {
  readonly newer: NonNullable<ApiResult<'inbox.get'>['package']['supersededBy']>;
  readonly review: Pick<ReturnType<typeof useReview>, 'status' | 'discard'>;
}) {
  return (
    <Alert
      color="caution"
      icon={<IconAlertTriangle aria-hidden />}
      mb="sm"
      title={`这是旧版，已由第 ${newer.revision} 版代替`}
    >
      旧版留作存查，只能看，不能再写意见。{' '}
      <Anchor component={Link} href={reviewPath(newer.packageId)} size="sm">
        打开第 {newer.revision} 版
      </Anchor>
      {review.status.kind !== 'clean' && (
        <Group mt="xs" gap="sm">
          <Text size="sm">新版到来前写的意见没有写入。需要的请抄到新版，再放弃这里的。</Text>
          <Button size="compact-sm" variant="default" onClick={review.discard}>
            放弃没有写入的意见
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** The version before was reviewed: the decisions on what did not change can be taken as they were. */
export function EarlierDecisionsAlert({
  revision,
  count,
  onTake,
}: {
  readonly revision: number;
  readonly count: number;
  readonly onTake: () => void;
}) {
  return (
    <Alert color="brand" icon={<IconHistory aria-hidden />} mb="sm" title={`第 ${revision} 版已经审过`}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {count} 个对象的材料和第 {revision} 版一样，当时的决定可以沿用；改过的和退回的请重新看。
        </Text>
        <Button size="xs" variant="default" flex="none" onClick={onTake}>
          沿用 {count} 个决定
        </Button>
      </Group>
    </Alert>
  );
}
