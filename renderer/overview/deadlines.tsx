import { ActionIcon, Alert, Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useState } from 'react';
import { campaignCalendar, countWorkdays } from '../../shared/calendar/workdays.ts';
import { campaignOverSince } from '../../shared/checklist/campaign-checklist.ts';
import type { Deadline } from '../../shared/checklist/checklist-types.ts';
import { chineseDate } from '../../shared/ground/plain-date.ts';
import { ClauseHint } from '../kit/clause-hint.tsx';
import { useDayLooks } from '../kit/day-looks.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { DayInput } from '../ui/day-input.tsx';

/** Deadlines with the last workday for delivery, and the workdays left from today or what has been reached. */
export function Deadlines({ deadlines }: { readonly deadlines: readonly Deadline[] }) {
  const today = useToday();
  // Three red marks would say that the clerk is late; a campaign of another year is simply over.
  const over = campaignOverSince(deadlines, today);
  return (
    <Stack gap="xs">
      {over !== null && (
        <Alert color="gray" title="这次活动已经结束">
          最后的期限是{chineseDate(over)}。可以用它练习、查阅；要参加新的活动，请安装办公室发来的活动包。
        </Alert>
      )}
      {deadlines.map((deadline) => (
        <DeadlineRow key={deadline.id} deadline={deadline} today={today} />
      ))}
    </Stack>
  );
}

function DeadlineRow({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  const { date, lastWorkday, own } = deadline.until;
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={600}>
          {deadline.title}
        </Text>
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {chineseDate(date)}
            {date !== lastWorkday && `，最后一个工作日 ${chineseDate(lastWorkday).replace(/^\d{4}年/, '')}`}
            {own && `（本地规定；通知规定 ${chineseDate(deadline.due).replace(/^\d{4}年/, '')}）`}
          </Text>
          {deadline.clauses.map((clause) => (
            <ClauseHint key={clause} clause={clause} />
          ))}
          <OwnDeadline deadline={deadline} />
        </Group>
      </Stack>
      <Left deadline={deadline} today={today} />
    </Group>
  );
}

function Left({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  const { index } = useWorkspace();
  const { reached, until } = deadline;
  const left = countWorkdays(today, until.lastWorkday, campaignCalendar(index.pack.campaign.calendar));
  const over = until.lastWorkday < today;
  const late = over ? '已过期' : `还有 ${left} 个工作日`;
  if (reached === '已报送')
    return (
      <Badge variant="light" radius="sm" size="lg" color="ok" style={{ flexShrink: 0 }}>
        {reached}
      </Badge>
    );
  return (
    <Badge
      variant="light"
      radius="sm"
      size="lg"
      color={over ? 'gray' : left <= 5 ? 'danger' : left <= 10 ? 'caution' : 'brand'}
      style={{ flexShrink: 0 }}
    >
      {reached === null ? late : `${reached}，${late}`}
    </Badge>
  );
}

/** The day that the province, or whoever stands above, has set instead of the notice's. */
function OwnDeadline({ deadline }: { readonly deadline: Deadline }) {
  const [opened, setOpened] = useState(false);
  const looks = useDayLooks();
  const [day, setDay] = useState<string | null>(deadline.until.own ? deadline.until.date : null);
  const save = useEngineMutation('checklist.setDeadline', { onDone: () => setOpened(false) });
  return (
    <>
      <ActionIcon
        size="sm"
        variant="subtle"
        aria-label={`${deadline.title}：本地规定的日期`}
        title="本地规定的日期"
        onClick={() => setOpened(true)}
      >
        <IconCalendarEvent size={16} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${deadline.title}：本地规定的日期`}>
        <Stack gap="sm">
          <DayInput
            label="上级规定的日期"
            description="上级定的日期和通知不同的，填在这里，总览按它计算。"
            value={day}
            firstShown={deadline.due}
            onChange={setDay}
            looks={looks}
            autoFocus
          />
          <Group gap="xs">
            <Button
              disabled={day === null}
              loading={save.isPending}
              onClick={() => save.mutate({ milestone: deadline.id, due: day })}
            >
              保存
            </Button>
            {deadline.until.own && (
              <Button
                variant="default"
                onClick={() => {
                  setDay(null);
                  save.mutate({ milestone: deadline.id, due: null });
                }}
              >
                按通知的日期
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
