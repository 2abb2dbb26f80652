import { Badge, Group, Stack, Text } from '@mantine/core';
import dayjs from 'dayjs';
import { chineseDate } from '../../shared/calendar/plain-date.ts';
import { planBackwards } from '../../shared/calendar/planner.ts';
import { campaignCalendar, countWorkdays } from '../../shared/calendar/workdays.ts';
import type { Settings } from '../../shared/campaign/evaluate-condition.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { ClauseHint } from '../ui/clause-hint.tsx';

/** Deadlines with the last workday for delivery and the workdays left from today. */
export function Deadlines({ settings }: { readonly settings: Settings }) {
  const { index } = useWorkspace();
  const today = dayjs().format('YYYY-MM-DD');
  const calendar = campaignCalendar(index.pack.campaign.calendar);
  const plan = planBackwards(index.pack, settings);
  return (
    <Stack gap="xs">
      {plan.deadlines.map((deadline) => {
        const left = countWorkdays(today, deadline.lastWorkday, calendar);
        const over = deadline.lastWorkday < today;
        return (
          <Group key={deadline.id} justify="space-between" wrap="nowrap" gap="sm">
            <Stack gap={0} miw={0}>
              <Text size="sm" fw={600}>
                {deadline.title}
              </Text>
              <Group gap={6}>
                <Text size="sm" c="dimmed">
                  {chineseDate(deadline.due)}
                  {deadline.due !== deadline.lastWorkday &&
                    `，最后一个工作日 ${chineseDate(deadline.lastWorkday).replace(/^\d{4}年/, '')}`}
                </Text>
                {deadline.clauses.map((clause) => (
                  <ClauseHint key={clause} clause={clause} />
                ))}
              </Group>
            </Stack>
            <Badge
              variant="light"
              radius="sm"
              size="lg"
              color={over ? 'gray' : left <= 5 ? 'danger' : left <= 10 ? 'caution' : 'brand'}
              style={{ flexShrink: 0 }}
            >
              {over ? '已过期' : `还有 ${left} 个工作日`}
            </Badge>
          </Group>
        );
      })}
    </Stack>
  );
}
