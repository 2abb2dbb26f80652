import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconKeyOff, IconUserMinus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import { reviewPath } from '../kit/paths.ts';
import { revocationText } from '../parts/packages/signer-badge.tsx';
import { dateText, timeText } from '../ui/format.ts';

/** What changed about a package since it came in: its key, its nominees, the answer that its unit holds. */
export function PackageAlerts({
  item,
  withdrawn,
}: {
  readonly item: ImportedPackage;
  readonly withdrawn: ApiResult<'inbox.get'>['withdrawn'];
}) {
  const { revoked } = item.signer;
  const replaced = item.supersededBy !== null;
  return (
    <>
      {revoked !== null && (
        <Alert
          color={revoked.reason === 'key-change' ? 'brand' : 'danger'}
          icon={<IconKeyOff aria-hidden />}
          mb="sm"
          title={`签这份材料的密钥已于 ${dateText(revoked.at)} ${revoked.reason === 'key-change' ? '更换' : '吊销'}`}
        >
          {revocationText(revoked.reason)}
        </Alert>
      )}
      {item.feedbackOutdated && !replaced && (
        <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} mb="sm" title="反馈后又改">
          反馈保存于 {item.feedbackSealedAt === null ? '' : timeText(item.feedbackSealedAt)}
          ，之后改过意见，报送单位手里的还是旧的。请再次“保存反馈”送去，或把意见改回。
        </Alert>
      )}
      {withdrawn.length > 0 && (
        <Alert
          color="caution"
          icon={<IconUserMinus aria-hidden />}
          mb="sm"
          title={`报送单位撤下了 ${withdrawn.length} 个推荐对象`}
        >
          {withdrawn.map(({ nomineeId, name, packageId, lastRevision, goneSince }) => (
            <Text key={nomineeId} size="sm">
              {name}：第 {goneSince} 版起不再有。
              {packageId !== item.packageId && (
                <Anchor component={Link} href={reviewPath(packageId)} size="sm">
                  看第 {lastRevision} 版
                </Anchor>
              )}
            </Text>
          ))}
        </Alert>
      )}
    </>
  );
}
