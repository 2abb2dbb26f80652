import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { planForwards } from '../../shared/calendar/planner.ts';
import { commonStart, type NoticeGroup, noticeGroups } from '../../shared/checklist/notice-groups.ts';
import { publicNoticeText } from '../../shared/reading/public-notice-text.ts';
import { useDayLooks } from '../kit/day-looks.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useSettings } from '../kit/use-settings.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { numbered } from '../ui/numbered.ts';
import { LeakAlert } from './leak-alert.tsx';
import classes from './notices.module.css';
import { useNoticeWriter } from './use-notice-writer.ts';
import type { NomineeRecord } from './use-records.ts';

/** Makes the text to publish, checks it for personal data, and keeps dates and text in the nominees' records. */
export function TextTab({
  nominees,
  unit,
}: {
  readonly nominees: readonly NomineeRecord[];
  readonly unit: NomineeRecord['record'];
}) {
  const { index, round } = useWorkspace();
  const groups = noticeGroups(index.pack, useSettings());
  const [chosen, setChosen] = useState<string | null>(null);
  const group =
    groups.find((entry) => entry.key === chosen) ??
    groups.find((entry) => entry.before === round) ??
    groups[0];
  if (group === undefined) {
    return <EmptyState title="这次评选没有规定公示" description="活动包里没有公示要求。" />;
  }
  return (
    <Stack gap="md">
      {groups.length > 1 && (
        <Select
          label="哪一次公示"
          allowDeselect={false}
          maw={280}
          value={group.key}
          onChange={setChosen}
          data={groups.map((entry) => ({ value: entry.key, label: entry.title }))}
        />
      )}
      <TextDesk key={group.key} group={group} nominees={nominees} unit={unit} />
    </Stack>
  );
}

function TextDesk({
  group,
  nominees,
  unit,
}: {
  readonly group: NoticeGroup;
  readonly nominees: readonly NomineeRecord[];
  readonly unit: NomineeRecord['record'];
}) {
  const looks = useDayLooks();
  const { index } = useWorkspace();
  const [included, setIncluded] = useState<readonly string[]>(nominees.map((nominee) => nominee.id));
  const [planned, setPlanned] = useRemembered(`notice-plan.${group.key}`, '');
  const [department, setDepartment] = useRemembered(`notice-department.${group.key}`, '');
  const [phone, setPhone] = useRemembered(`notice-phone.${group.key}`, '');
  const writer = useNoticeWriter(group);
  const start = planned === '' ? commonStart(nominees, group) : planned;
  const definition = group.definitions[0];
  const plan =
    start === null || definition === undefined ? undefined : planForwards(index.pack, definition.id, start);
  const end = plan?.span.last ?? null;
  const members = nominees.filter((nominee) => included.includes(nominee.id));
  const notice = publicNoticeText({
    pack: index.pack,
    notices: group.definitions,
    unit: unit.content,
    nominees: members.map((nominee) => ({ kind: nominee.kind, content: nominee.record.content })),
    period: { start, end },
    reception: { department, phone },
    publishedOn: start,
  });
  const whole = [notice.title, '', ...notice.paragraphs].join('\n');
  const leaking = notice.leaks.length > 0;

  return (
    <div className={classes.split ?? ''}>
      <Paper withBorder p="md" component="section" aria-label="公示内容">
        <Stack gap="sm">
          <DayInput
            looks={looks}
            label="公示开始日期"
            firstShown={index.pack.campaign.notice.issued}
            value={start}
            onChange={(value) => setPlanned(value ?? '')}
            description={end === null ? `期满日按 ${group.workdays} 个工作日自动算出` : `${end} 期满`}
          />
          <TextInput
            label="受理异议的部门"
            placeholder="例如 某某局人事处"
            value={department}
            onChange={(event) => setDepartment(event.currentTarget.value)}
          />
          <TextInput
            label="受理电话"
            description="只写单位公开的办公电话，不要写个人手机。"
            placeholder="例如 010-12345678"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={`公示哪些推荐对象（${members.length} / ${nominees.length}）`}
            value={[...included]}
            onChange={setIncluded}
          >
            <Stack gap={6} mt={6} mah={260} style={{ overflowY: 'auto' }}>
              {nominees.map((nominee) => (
                <Checkbox key={nominee.id} value={nominee.id} label={nominee.name} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Stack>
      </Paper>
      <Stack gap="sm" miw={0}>
        {leaking && <LeakAlert leaks={notice.leaks} />}
        {plan !== undefined && !plan.inTime && (
          <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title="赶不上报送">
            按这个开始日期，{plan.span.last} 才期满，已到 {plan.due} 的截止日。请提前开始。
          </Alert>
        )}
        {members.length === 0 && (
          <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title="还没有选推荐对象">
            请在左侧勾选要公示的推荐对象。
          </Alert>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            文稿由填表内容生成，不含身份证号、电话和住址。
          </Text>
          <Group gap="xs">
            <CopyButton value={whole}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={<IconCopy size={18} aria-hidden />}
                  disabled={leaking || members.length === 0}
                  onClick={copy}
                >
                  {copied ? '已复制' : '复制公示文稿'}
                </Button>
              )}
            </CopyButton>
            <Button
              leftSection={<IconDeviceFloppy size={18} aria-hidden />}
              loading={writer.busy}
              disabled={leaking || members.length === 0 || start === null || end === null}
              onClick={() => {
                if (start !== null && end !== null) void writer.write(members, { start, end, text: whole });
              }}
            >
              把日期和文稿记入推荐对象
            </Button>
          </Group>
        </Group>
        <Paper
          withBorder
          component="article"
          aria-label="公示文稿"
          tabIndex={0}
          className={classes.sheet ?? ''}
        >
          <Title order={2} size="h3">
            {notice.title}
          </Title>
          {numbered(notice.paragraphs).map(({ number, value }) => (
            <p key={number} data-signature={number > notice.paragraphs.length - 2 || undefined}>
              {value}
            </p>
          ))}
        </Paper>
      </Stack>
    </div>
  );
}
