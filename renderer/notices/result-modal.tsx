import { Alert, Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { campaignCalendar, countWorkdays, lastDayOfNotice } from '../../shared/calendar/workdays.ts';
import { type NoticeGroup, noticeFields } from '../../shared/checklist/notice-groups.ts';
import { sameValue } from '../../shared/ground/same-value.ts';
import type { Content } from '../../shared/words/content.ts';
import { useDayLooks } from '../kit/day-looks.ts';
import { registerDraft } from '../kit/drafts.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useRecordWriter } from './use-notice-writer.ts';
import type { NomineeRecord } from './use-records.ts';

function text(content: Content, id: string | undefined): string {
  const value = id === undefined ? undefined : content[id];
  return typeof value === 'string' ? value : '';
}

/** Registers one nominee's public notice: dates, where, objections and how they were handled. */
export function ResultModal({
  group,
  nominee,
  onClose,
}: {
  readonly group: NoticeGroup;
  readonly nominee: NomineeRecord;
  readonly onClose: () => void;
}) {
  const looks = useDayLooks();
  const { index } = useWorkspace();
  const save = useRecordWriter();
  const { content } = nominee.record;
  const fields = noticeFields(index.pack, group, nominee.kind);
  const calendar = campaignCalendar(index.pack.campaign.calendar);
  const [start, setStart] = useState<string | null>(text(content, group.startField) || null);
  const [end, setEnd] = useState<string | null>(text(content, group.endField) || null);
  const [scope, setScope] = useState(text(content, fields.scope));
  const stored = fields.objections === undefined ? undefined : content[fields.objections];
  const [objections, setObjections] = useState<string | null>(
    stored === true ? 'yes' : stored === false ? 'no' : null,
  );
  const [handling, setHandling] = useState(text(content, fields.handling));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const days = start !== null && end !== null ? countWorkdays(start, end, calendar) : null;

  const changes: Content = {
    [group.startField]: start,
    [group.endField]: end,
    ...(fields.scope === undefined ? {} : { [fields.scope]: scope.trim() === '' ? null : scope.trim() }),
    ...(fields.objections === undefined
      ? {}
      : { [fields.objections]: objections === null ? null : objections === 'yes' }),
    ...(fields.handling === undefined
      ? {}
      : { [fields.handling]: handling.trim() === '' ? null : handling.trim() }),
  };
  const dirty = Object.entries(changes).some(([id, value]) => !sameValue(value, content[id]));
  // The window locks by itself or closes while the dialog is open: what is typed is kept. Cancelling drops it.
  const writing = useRef(false);
  const write = async () => {
    writing.current = true;
    try {
      await save(nominee.id, changes);
    } finally {
      writing.current = false;
    }
  };
  const keep = useEffectEvent(async () => {
    // Writing a record begins with writing every draft, this one too.
    if (!writing.current) await write();
  });
  useEffect(() => {
    if (!dirty) return;
    return registerDraft({ flush: () => keep(), isDirty: () => true });
  }, [dirty]);

  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await write();
      notifyDone(`已登记“${nominee.name}”的${group.title}。`);
      onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={`${group.title}：${nominee.name}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Group grow align="flex-start">
            <DayInput
              looks={looks}
              label="开始日期"
              firstShown={index.pack.campaign.notice.issued}
              autoFocus
              value={start}
              onChange={(value) => {
                setStart(value);
                if (value !== null && end === null) {
                  setEnd(lastDayOfNotice(value, group.workdays, calendar).last);
                }
              }}
            />
            <DayInput
              looks={looks}
              label="结束日期"
              firstShown={start ?? index.pack.campaign.notice.issued}
              value={end}
              onChange={setEnd}
              error={
                days !== null && days < group.workdays
                  ? `只有 ${days} 个工作日，不足 ${group.workdays} 个。`
                  : null
              }
            />
          </Group>
          {fields.scope !== undefined && (
            <TextInput
              label="公示范围和方式"
              placeholder="例如 单位公告栏和门户网站"
              value={scope}
              onChange={(event) => setScope(event.currentTarget.value)}
            />
          )}
          {fields.objections !== undefined && (
            <Radio.Group label="公示期间有无异议" value={objections} onChange={setObjections}>
              <Group mt="xs">
                <Radio value="no" label="无异议" />
                <Radio value="yes" label="有异议" />
              </Group>
            </Radio.Group>
          )}
          {fields.handling !== undefined && objections === 'yes' && (
            <Textarea
              label="异议的调查处理情况"
              description="谁反映、什么问题、怎样核查、结论和处理；不写反映人的个人信息。"
              autosize
              minRows={3}
              value={handling}
              onChange={(event) => setHandling(event.currentTarget.value)}
            />
          )}
          {problem !== null && (
            <Alert color="danger" title="没有保存" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" loading={busy}>
              保存登记
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
