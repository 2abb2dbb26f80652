import { ActionIcon, Group, Menu, NativeSelect, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChecklist,
  IconCopy,
  IconDots,
  IconHistory,
  IconIdBadge2,
  IconPrinter,
} from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { formsFor, subjectName } from '../../shared/reading/lookup.ts';
import { formTitle } from '../../shared/reading/titles.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import { formPath, paths } from '../kit/paths.ts';
import { SavedState } from '../kit/saved-state.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft, useDraftSelector } from '../parts/draft/draft-context.tsx';
import { ConflictModal } from './conflict-modal.tsx';

/** Whose form, which form, saved or not; undo, history, copy, print, checks. */
export function FormToolbar({
  form,
  checksOpen,
  onChecks,
  onUndo,
  onRedo,
  onHistory,
  onCopy,
  onCadreForm,
}: {
  readonly form: FormDefinition;
  readonly checksOpen: boolean;
  readonly onChecks: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onHistory: () => void;
  readonly onCopy: (() => void) | null;
  /** 从任免审批表填入、核对; null where the record is no person's. */
  readonly onCadreForm: (() => void) | null;
}) {
  const { draft, kind } = useDraft();
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const name = useDraftSelector((scope) =>
    subjectName(index.pack, { id: draft.id, kind, content: scope.record }),
  );
  const offered = useDraftSelector((scope) =>
    formsFor(index.pack, round, kind, scope)
      .filter((one) => one.sections.length > 0)
      .map((one) => one.id)
      .join(' '),
  ).split(' ');
  const ids = offered.includes(form.id) ? offered : [form.id, ...offered];
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Text component="h1" fw={600} size="lg" truncate title={name} m={0}>
          {name}
        </Text>
        <NativeSelect
          size="xs"
          aria-label="表"
          value={form.id}
          onChange={(event) => navigate(formPath(draft.id, event.currentTarget.value))}
          data={ids.flatMap((id) => {
            const one = index.form(id);
            return one === undefined ? [] : [{ value: id, label: formTitle(one) }];
          })}
          maw={400}
        />
      </Group>
      <Group gap={4} wrap="nowrap" style={{ flexShrink: 0 }}>
        <DraftSavedState />
        <UndoButtons onUndo={onUndo} onRedo={onRedo} />
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon aria-label="更多" title="更多">
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={onHistory}>
              修改历史
            </Menu.Item>
            {onCopy !== null && (
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={onCopy}>
                从其他对象复制
              </Menu.Item>
            )}
            {onCadreForm !== null && (
              <Menu.Item leftSection={<IconIdBadge2 size={16} aria-hidden />} onClick={onCadreForm}>
                从任免审批表填入、核对
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => navigate(paths.paper)}
            >
              打印
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={checksOpen ? '收起检查' : '打开检查'}>
          <ActionIcon
            aria-label="检查面板"
            aria-pressed={checksOpen}
            variant={checksOpen ? 'light' : 'subtle'}
            color={checksOpen ? 'brand' : 'gray'}
            onClick={onChecks}
          >
            <IconChecklist size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}

function DraftSavedState() {
  const { draft } = useDraft();
  const status = useSyncExternalStore(draft.subscribeStatus, draft.status);
  const [comparing, setComparing] = useState(false);
  return (
    <>
      <SavedState
        status={status}
        onRetry={() => void draft.retry().catch(() => undefined)}
        onCompare={() => setComparing(true)}
      />
      {comparing && <ConflictModal onClose={() => setComparing(false)} />}
    </>
  );
}

function UndoButtons({ onUndo, onRedo }: { readonly onUndo: () => void; readonly onRedo: () => void }) {
  const { draft } = useDraft();
  const canUndo = useSyncExternalStore(draft.subscribeContent, draft.canUndo);
  const canRedo = useSyncExternalStore(draft.subscribeContent, draft.canRedo);
  return (
    <>
      <Tooltip label="撤销（Ctrl+Z）">
        <ActionIcon aria-label="撤销" disabled={!canUndo} onClick={onUndo}>
          <IconArrowBackUp size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="重做（Ctrl+Y）">
        <ActionIcon aria-label="重做" disabled={!canRedo} onClick={onRedo}>
          <IconArrowForwardUp size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
