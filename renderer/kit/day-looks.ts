import type { DatePickerProps } from '@mantine/dates';
import { useMemo } from 'react';
import { campaignCalendar, judgeDay } from '../../shared/calendar/workdays.ts';
import { useToday } from './use-today.ts';
import { useWorkspace } from './workspace.tsx';

/** How days look in a calendar: those that are not worked, by the campaign's own calendar, in red; today ringed. */
export type DayLooks = Pick<DatePickerProps, 'weekendDays' | 'getDayProps'>;

/**
 * The looks for a calendar of the open workspace. Not the days of the week decide: 18 September 2021, a Saturday, was worked,
 * and the Monday and Tuesday after it were not.
 */
export function useDayLooks(): DayLooks {
  const { index } = useWorkspace();
  const today = useToday();
  return useMemo(() => {
    const calendar = campaignCalendar(index.pack.campaign.calendar);
    return {
      weekendDays: [],
      getDayProps: (date) => ({
        ...(judgeDay(date, calendar).counts ? {} : { 'data-rest': true }),
        ...(date === today ? { 'data-now': true } : {}),
      }),
    };
  }, [index, today]);
}
