import { Badge } from '@mantine/core';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';

/** Where a package stands among its unit's others, and whether something about it waits for a decision. */
export function PackageStateBadges({ item }: { readonly item: ImportedPackage }) {
  const open = item.remarks.filter((remark) => remark.settledAt === null).length;
  return (
    <>
      {item.state === 'superseded' && (
        <Badge color="gray" variant="light" radius="sm">
          已被新版代替
        </Badge>
      )}
      {item.state === 'released' && (
        <Badge color="gray" variant="light" radius="sm">
          已移出
        </Badge>
      )}
      {item.rival !== null && !item.rival.settled && (
        <Badge color="caution" variant="light" radius="sm">
          同单位两份，待选定
        </Badge>
      )}
      {item.state === 'aside' && item.rival?.settled === true && (
        <Badge color="gray" variant="light" radius="sm">
          以另一份为准
        </Badge>
      )}
      {open > 0 && (
        <Badge color="caution" variant="light" radius="sm">
          {open} 条提示
        </Badge>
      )}
    </>
  );
}
