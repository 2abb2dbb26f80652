import { Alert, Badge, Group, Paper, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconCalendarCheck, IconFlag, IconMessage2, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { planBackwards, planForwards } from '../../shared/calendar/planner.ts';
import { commonStart, type NoticeGroup, noticeGroups } from '../../shared/checklist/notice-groups.ts';
import { chineseDate, weekday } from '../../shared/ground/plain-date.ts';
import { ClauseHint } from '../kit/clause-hint.tsx';
import { useDayLooks } from '../kit/day-looks.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useSettings } from '../kit/use-settings.ts';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { DayStrip } from './day-strip.tsx';
import classes from './notices.module.css';
import { type PlanEvent, planEvents } from './plan-events.ts';
import type { NomineeRecord } from './use-records.ts';

const looks = {
  start: { color: 'brand', icon: IconPlayerPlay },
  end: { color: 'brand', icon: IconCalendarCheck },
  consultation: { color: 'brand', icon: IconMessage2 },
  deadline: { color: 'danger', icon: IconFlag },
} as const;

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

function dayText(date: string): string {
  return `${chineseDate(date)}（周${weekdays[weekday(date)]}）`;
}

/** Backwards from the deadlines, and forwards from the day the records hold or one the clerk tries. */
export function PlannerTab({ nominees }: { readonly nominees: readonly NomineeRecord[] }) {
  const { index } = useWorkspace();
  const settings = useSettings();
  const groups = noticeGroups(index.pack, settings);
  const plan = planBackwards(index.pack, settings);
  const today = useToday();
  const events = planEvents(plan, groups);
  return (
    <div className={classes.split ?? ''}>
      <Paper withBorder p="md" component="section" aria-label="时间轴">
        <Title order={2} size="h3" mb="md">
          从截止日倒推
        </Title>
        <Timeline bulletSize={24} lineWidth={2} active={events.length}>
          {events.map((event) => eventItem(event, today))}
        </Timeline>
        <Text size="xs" c="dimmed" mt="md">
          节假日依据：{index.pack.campaign.calendar.source}
        </Text>
      </Paper>
      <Stack gap="md">
        {groups.map((group) => (
          <ForwardPlanner key={group.key} group={group} recorded={commonStart(nominees, group)} />
        ))}
      </Stack>
    </div>
  );
}

/** One entry. A function, not a component: Timeline hands colour and line to its direct children alone. */
function eventItem(event: PlanEvent, today: string) {
  const { color, icon: Icon } = looks[event.kind];
  return (
    <Timeline.Item
      key={`${event.date}-${event.title}`}
      color={color}
      bullet={<Icon size={14} aria-hidden />}
      title={event.title}
    >
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {dayText(event.date)}
        </Text>
        {event.date < today && (
          <Badge color="gray" variant="light" radius="sm">
            已过
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {event.text}
      </Text>
    </Timeline.Item>
  );
}

function ForwardPlanner({
  group,
  recorded,
}: {
  readonly group: NoticeGroup;
  readonly recorded: string | null;
}) {
  const looks = useDayLooks();
  const { index } = useWorkspace();
  const [remembered, remember] = useRemembered(`notice-plan.${group.key}`, '');
  const [start, setStart] = useState<string | null>(null);
  const chosen = start ?? (remembered === '' ? recorded : remembered);
  const definition = group.definitions[0];
  const plan =
    chosen === null || definition === undefined ? undefined : planForwards(index.pack, definition.id, chosen);
  const clauses = [...new Set(group.definitions.flatMap((entry) => entry.clauses))];
  return (
    <Paper withBorder p="md" component="section" aria-label={group.title}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={2} size="h3">
            {group.title}
          </Title>
          <Badge variant="light" radius="sm">
            {group.workdays} 个工作日
          </Badge>
          {clauses.map((clause) => (
            <ClauseHint key={clause} clause={clause} />
          ))}
        </Group>
        <DayInput
          looks={looks}
          label={`${group.title}从哪天开始`}
          firstShown={index.pack.campaign.notice.issued}
          maxWidth={280}
          value={chosen}
          onChange={(value) => {
            setStart(value);
            remember(value ?? '');
          }}
        />
        {plan === undefined ? (
          <Text size="sm" c="dimmed">
            选一个开始日期，就会算出哪天期满、哪天可以报送。起始日当天算第 1
            天，调休上班的周末算工作日，法定节假日不算。
          </Text>
        ) : (
          <>
            <Alert color={plan.inTime ? 'ok' : 'danger'} title={`${dayText(plan.span.last)}期满`}>
              {plan.inTime
                ? `最早 ${dayText(plan.firstDeliveryDay)} 可以报送，截止日是 ${chineseDate(plan.due)}。`
                : `期满时已到 ${chineseDate(plan.due)} 的截止日，赶不上报送。请提前开始。`}
            </Alert>
            <DayStrip days={plan.span.days} label={`${group.title}逐日`} />
          </>
        )}
      </Stack>
    </Paper>
  );
}
