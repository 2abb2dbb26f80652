import type { SubjectKind } from '../../shared/words/field-schema.ts';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import type { PackIndex } from '../kit/pack-index.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { verdictLabels } from '../parts/review/verdict.ts';
import { TwoVersionsModal } from '../parts/two-versions-modal.tsx';
import type { ReviewConflict } from './review-queue.ts';
import { partName } from './use-review.ts';

/** Opinions that two windows wrote at once. */
export function ReviewConflictModal({
  conflicts,
  names,
  kinds,
  onResolve,
  onClose,
}: {
  readonly conflicts: readonly ReviewConflict[];
  readonly names: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, SubjectKind>;
  readonly onResolve: (theirs: ReadonlySet<string>) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { index } = useWorkspace();
  const words = (change: ReviewChange) => wordsOf(index, kinds, change);
  return (
    <TwoVersionsModal
      title="这些审核意见在别的窗口里也改过"
      explanation="请逐项选用一个。选好保存之前，两边的意见都在。"
      heading="意见"
      versions={conflicts.map(({ part, mine, theirs }) => {
        return { key: part, label: partName(part, names), mine: words(mine), theirs: words(theirs) };
      })}
      onSave={(theirs) => {
        onClose();
        onResolve(theirs).catch(() => undefined);
      }}
      onClose={onClose}
    />
  );
}

/** One part of a review as lines of text. */
function wordsOf(index: PackIndex, kinds: ReadonlyMap<string, SubjectKind>, change: ReviewChange): string {
  const comments = (kind: SubjectKind, list: readonly { fieldId: string; text: string }[]) =>
    list.map(({ fieldId, text }) => `${index.field(kind, fieldId)?.label ?? fieldId}：${text}`);
  const lines = (() => {
    switch (change.part) {
      case 'general':
        return [change.text];
      case 'unit':
        return comments('unit', change.comments);
      case 'nominee': {
        const { decision, note, comments: list } = change.review;
        const kind = kinds.get(change.nomineeId) ?? 'individual';
        return [decision === null ? '未决定' : verdictLabels[decision], note, ...comments(kind, list)];
      }
    }
  })().filter((line) => line !== '');
  return lines.length === 0 ? '（空）' : lines.join('\n');
}
