import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type NoticeGroup, noticeFields } from '../../shared/checklist/notice-groups.ts';
import type { Content } from '../../shared/words/content.ts';
import { flushDrafts } from '../kit/drafts.ts';
import { callEngine, engineKey } from '../kit/engine.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { NomineeRecord } from './use-records.ts';

/** Saves changes to records from these pages: one durable commit each, on top of the newest revision. */
export function useRecordWriter() {
  const client = useQueryClient();
  return async (id: string, changes: Content): Promise<void> => {
    await flushDrafts();
    const { revision } = await callEngine('record.get', { id });
    await callEngine('record.save', { id, baseRevision: revision, changes });
    await client.invalidateQueries({ queryKey: engineKey('record.get', { id }) });
  };
}

/** Puts the dates and the text of a public notice into the records of the nominees it names. */
export function useNoticeWriter(group: NoticeGroup) {
  const { index } = useWorkspace();
  const save = useRecordWriter();
  const [busy, setBusy] = useState(false);
  const write = async (
    nominees: readonly NomineeRecord[],
    notice: { readonly start: string; readonly end: string; readonly text: string },
  ) => {
    setBusy(true);
    try {
      for (const nominee of nominees) {
        const fields = noticeFields(index.pack, group, nominee.kind);
        await save(nominee.id, {
          [group.startField]: notice.start,
          [group.endField]: notice.end,
          ...(fields.text === undefined ? {} : { [fields.text]: notice.text }),
        });
      }
      notifyDone(`已把${group.title}的日期和文稿记入 ${nominees.length} 个推荐对象。`);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return { write, busy };
}
