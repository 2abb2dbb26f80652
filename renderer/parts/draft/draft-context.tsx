import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type ConditionScope, isFilled, type Settings } from '../../../shared/reading/evaluate-condition.ts';
import type { Content, FieldValue } from '../../../shared/words/content.ts';
import type { SubjectKind } from '../../../shared/words/field-schema.ts';
import { registerDraft } from '../../kit/drafts.ts';
import { callEngine, engineKey, useEngineEvent, useEngineQuery } from '../../kit/engine.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { notifyError, notifyUnsaved, sentenceOf } from '../../kit/notify.ts';
import { keepForLater, takeWaiting } from '../../kit/rescue.ts';
import { useSettings } from '../../kit/use-settings.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { PageLoader } from '../../ui/page-loader.tsx';
import { RecordDraft } from './record-draft.ts';
import { UnreadTexts } from './unread-texts.ts';

interface DraftContextValue {
  readonly draft: RecordDraft;
  /** What stands in the date boxes and is no date. */
  readonly unread: UnreadTexts;
  readonly kind: SubjectKind;
  readonly unit: Content;
  readonly settings: Settings;
}

const DraftContext = createContext<DraftContextValue | null>(null);

/** Opens one record for editing: loads it once, keeps its draft, writes what is left when the page goes away. */
export function DraftProvider({
  subjectId,
  children,
}: {
  readonly subjectId: string;
  readonly children: ReactNode;
}) {
  const { info } = useWorkspace();
  const client = useQueryClient();
  const [opened, setOpened] = useState<{
    readonly draft: RecordDraft;
    readonly unread: UnreadTexts;
    readonly kind: SubjectKind;
  } | null>(null);
  const unit = useEngineQuery('record.get', { id: 'unit' });
  const settings = useSettings();

  useEffect(() => {
    let draft: RecordDraft | null = null;
    let halfTyped: UnreadTexts | null = null;
    let unregister = () => {};
    let left = false;
    const key = `unread:${subjectId}`;
    Promise.all([callEngine('record.get', { id: subjectId }), callEngine('view.get', { key })])
      .then(([state, half]) => {
        if (left) return;
        draft = new RecordDraft(state, {
          save: (baseRevision, changes) =>
            callEngine('record.save', { id: subjectId, baseRevision, changes }),
          reload: () => callEngine('record.get', { id: subjectId }),
          sentence: sentenceOf,
          isConflict: (error) => error instanceof JianbiaoError && error.code === 'record-conflict',
        });
        const unread = new UnreadTexts(half, { write: (value) => callEngine('view.set', { key, value }) });
        const offDraft = registerDraft(draft);
        const offUnread = registerDraft(unread);
        unregister = () => {
          offDraft();
          offUnread();
        };
        halfTyped = unread;
        draft.change(takeWaiting(info.id, subjectId));
        setOpened({ draft, unread, kind: state.kind });
      })
      .catch((error: unknown) => notifyError(error, '没有读出这条记录'));
    return () => {
      left = true;
      const leaving = draft;
      setOpened(null);
      if (leaving === null) return;
      halfTyped?.saveNow();
      leaving
        .flush()
        .catch((error: unknown) => {
          keepForLater({ workspaceId: info.id, subjectId, changes: leaving.unwritten() });
          notifyUnsaved(error, '离开前没有保存成功，内容还在窗口里，存得下时会自动补存。请先不要关闭窗口');
        })
        .finally(() => {
          leaving.dispose();
          unregister();
          void client.invalidateQueries({ queryKey: engineKey('record.get', { id: subjectId }) });
        });
    };
  }, [subjectId, client, info.id]);

  useEngineEvent('changed', ({ what, id }) => {
    if (what === 'record' && (id === undefined || id === subjectId) && opened?.draft.isDirty() === false) {
      opened.draft.refresh().catch((error: unknown) => notifyError(error));
    }
  });

  if (opened === null) return <PageLoader label="正在打开表格" />;
  return (
    <Loaded query={unit} label="正在读取单位信息">
      {(state) => (
        <DraftContext value={{ ...opened, unit: state.content, settings }}>{children}</DraftContext>
      )}
    </Loaded>
  );
}

/** The draft being edited, and the unit's record and settings that its conditions look into. */
export function useDraft(): DraftContextValue {
  const value = use(DraftContext);
  if (value === null) throw new Error('useDraft outside DraftProvider');
  return value;
}

/** One field's value; re-renders only when that field changes. */
export function useFieldValue(fieldId: string): FieldValue {
  const { draft } = useDraft();
  const subscribe = useCallback(
    (listener: () => void) => draft.subscribeField(fieldId, listener),
    [draft, fieldId],
  );
  return useSyncExternalStore(subscribe, () => draft.value(fieldId));
}

/** Something computed from the whole record; re-renders only when the (primitive) answer changes. */
export function useDraftSelector<T extends string | number | boolean | null>(
  select: (scope: ConditionScope) => T,
): T {
  const { draft, unit, settings } = useDraft();
  return useSyncExternalStore(draft.subscribeContent, () => {
    const record = draft.content();
    return select({ record, unit: draft.id === 'unit' ? record : unit, settings });
  });
}

/** The text of a field on the screen, '' when empty or not text. */
export function useFieldText(fieldId: string): string {
  const value = useFieldValue(fieldId);
  return typeof value === 'string' ? value : isFilled(value) ? String(value) : '';
}
