import { Anchor, Badge } from '@mantine/core';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { reviewPath } from '../kit/paths.ts';

export type HostMark = ApiResult<'records.hostMarks'>[number];

const words: Readonly<Record<HostMark['mark'], (revision: number) => string>> = {
  withdrawn: (revision) => `基层单位第 ${revision} 版已撤下`,
  refused: () => '本单位审核不予通过',
  newer: (revision) => `基层单位有第 ${revision} 版，未更新`,
};

/** What became of a nominee that came from a host unit, with the way to that unit's package. */
export function HostMarkBadge({ mark }: { readonly mark: HostMark }) {
  return (
    <Anchor component={Link} href={reviewPath(mark.packageId)} title={`${mark.unit}，打开这份材料`}>
      <Badge
        color={mark.mark === 'newer' ? 'brand' : 'danger'}
        variant="light"
        radius="sm"
        style={{ cursor: 'pointer' }}
      >
        {words[mark.mark](mark.revision)}
      </Badge>
    </Anchor>
  );
}
