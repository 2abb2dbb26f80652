import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconPaperclip } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { paths } from '../kit/paths.ts';
import { SavedState } from '../kit/saved-state.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { SignerBadge } from '../parts/packages/signer-badge.tsx';
import { shortDigest, timeText } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { CompareButton } from './compare-modal.tsx';
import { OriginalsButton } from './originals-modal.tsx';
import type { useReview } from './use-review.ts';

/** Whose material is reviewed, which version of it, whether the review is saved, and what can be done with the whole. */
export function ReviewHeader({
  item,
  title,
  names,
  closed,
  review,
  onCompare,
  onFiles,
}: {
  readonly item: ApiResult<'inbox.get'>['package'];
  /** The round's title. */
  readonly title: string;
  readonly names: ReadonlyMap<string, string>;
  /** An old version: to be looked at only. */
  readonly closed: boolean;
  readonly review: Pick<ReturnType<typeof useReview>, 'status' | 'retry' | 'canUndo' | 'undo'>;
  readonly onCompare: () => void;
  readonly onFiles: () => void;
}) {
  const { info } = useWorkspace();
  return (
    <PageHeader
      title={item.unit === '' ? '审核' : item.unit}
      description={
        <Group gap="xs">
          <Anchor component={Link} href={paths.inbox} size="sm">
            收件
          </Anchor>
          <Text size="sm" span>
            {title}第 {item.revision} 版，{timeText(item.importedAt)} 收到，摘要{' '}
            <span title={item.packageId}>{shortDigest(item.packageId)}</span>
          </Text>
          <SignerBadge signer={item.signer} />
          {/* Here and not among the buttons, which it would push about at each saving. */}
          {(review.status.kind !== 'clean' || review.status.savedAt !== null) && (
            <SavedState status={review.status} onRetry={review.retry} onCompare={onCompare} counted="处" />
          )}
        </Group>
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            disabled={!review.canUndo || closed}
            onClick={review.undo}
          >
            撤销上一步
          </Button>
          <CompareButton item={item} />
          {info.role === 'office' && <OriginalsButton packageId={item.packageId} names={names} />}
          <Button variant="default" leftSection={<IconPaperclip size={18} aria-hidden />} onClick={onFiles}>
            包内文件
          </Button>
        </>
      }
    />
  );
}
