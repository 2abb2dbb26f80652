import { useState, useSyncExternalStore } from 'react';
import { fieldText } from '../../shared/reading/field-text.ts';
import type { FieldValue } from '../../shared/words/content.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { TwoVersionsModal } from '../parts/two-versions-modal.tsx';

/** Fields that two windows changed at once. */
export function ConflictModal({ onClose }: { readonly onClose: () => void }) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const conflicts = useSyncExternalStore(draft.subscribeStatus, draft.conflicts);
  const [saving, setSaving] = useState(false);
  const save = async (theirs: ReadonlySet<string>) => {
    setSaving(true);
    try {
      await draft.resolve(theirs);
      notifyDone('已按所选保存。没有选用的内容留在修改历史里。');
      onClose();
    } catch (error) {
      // Someone changed them once more: the table shows the new state.
      notifyError(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <TwoVersionsModal
      title="这些栏目在别的窗口里也改过"
      explanation="请逐栏选用一个。选好保存之前，两边的内容都在。"
      heading="栏目"
      versions={conflicts.map(({ fieldId, mine, theirs }) => {
        const field = index.field(kind, fieldId);
        const text = (one: FieldValue) =>
          (field === undefined ? '' : fieldText(field, one, { codes: index.pack.codes })) || '（空）';
        return { key: fieldId, label: field?.label ?? fieldId, mine: text(mine), theirs: text(theirs) };
      })}
      saving={saving}
      onSave={(theirs) => void save(theirs)}
      onClose={onClose}
    />
  );
}
