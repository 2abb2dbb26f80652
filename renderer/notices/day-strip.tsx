import { Text } from '@mantine/core';
import { type DayVerdict, reasonText } from '../../shared/calendar/workdays.ts';
import { weekday } from '../../shared/ground/plain-date.ts';
import classes from './notices.module.css';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** The days of a public notice one by one: which count, which do not, and why. */
export function DayStrip({ days, label }: { readonly days: readonly DayVerdict[]; readonly label: string }) {
  let counted = 0;
  return (
    <ol className={classes.days ?? ''} aria-label={label}>
      {days.map((day) => {
        if (day.counts) counted += 1;
        return (
          <li key={day.date} className={classes.day ?? ''} data-reason={day.reason}>
            <Text size="xs" c="dimmed">
              {Number(day.date.slice(5, 7))}月{Number(day.date.slice(8, 10))}日 周
              {weekdays[weekday(day.date)]}
            </Text>
            <Text size="sm" fw={600}>
              {day.counts ? `第 ${counted} 天` : '不算'}
            </Text>
            <Text size="xs">{reasonText(day.reason).split('，')[0]}</Text>
          </li>
        );
      })}
    </ol>
  );
}
