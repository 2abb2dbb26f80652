import { Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { planBackwards } from '../../shared/calendar/planner.ts';
import { campaignCalendar, countWorkdays } from '../../shared/calendar/workdays.ts';
import { addDays, chineseDate } from '../../shared/ground/plain-date.ts';
import type { Settings } from '../../shared/reading/evaluate-condition.ts';
import { ClauseHint } from '../kit/clause-hint.tsx';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';

/** So long after its last deadline a campaign counts as over: until then late material may still be on its way. */
const CAMPAIGN_OVER_DAYS = 90;

/** Deadlines with the last workday for delivery and the workdays left from today. */
export function Deadlines({ settings }: { readonly settings: Settings }) {
  const { index } = useWorkspace();
  const today = useToday();
  const calendar = campaignCalendar(index.pack.campaign.calendar);
  const plan = planBackwards(index.pack, settings);
  const last = plan.deadlines.reduce((latest, one) => (one.due > latest ? one.due : latest), '');
  // Three red marks would say that the clerk is late; a campaign of another year is simply over.
  const campaignOver = last !== '' && addDays(last, CAMPAIGN_OVER_DAYS) < today;
  return (
    <Stack gap="xs">
      {campaignOver && (
        <Alert color="gray" title="这次活动已经结束">
          最后的期限是{chineseDate(last)}。可以用它练习、查阅；要参加新的活动，请安装办公室发来的活动包。
        </Alert>
      )}
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
