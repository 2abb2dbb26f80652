import { type Command, InvalidArgumentError } from 'commander';
import { planBackwards } from '../../../shared/calendar/planner.ts';
import {
  campaignCalendar,
  lastDayOfNotice,
  libraryCalendar,
  reasonText,
} from '../../../shared/calendar/workdays.ts';
import { messageFor } from '../../../shared/errors/catalog.ts';
import { chineseDate, isDate } from '../../../shared/ground/plain-date.ts';
import { effectiveSettings } from '../../../shared/reading/lookup.ts';
import { loadPack } from '../../engine/pack/load-pack.ts';
import { campaignFolder } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';

interface WorkdaysOptions {
  readonly start?: string;
  readonly days?: number;
  readonly campaign?: string;
  readonly plan?: boolean;
}

function parseStart(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError(messageFor('workdays-start', { start: text }));
}

function parseDays(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(messageFor('workdays-days', { days: text }));
}

async function printPlan(id: string, out: Output): Promise<void> {
  const pack = await loadPack(await campaignFolder(id));
  const plan = planBackwards(pack, effectiveSettings(pack, {}));
  for (const item of plan.deadlines)
    out.line(`${item.title}：${chineseDate(item.due)}前，最后一个工作日 ${chineseDate(item.lastWorkday)}`);
  for (const item of plan.notices)
    out.line(
      `${item.title}（${item.workdays}个工作日）：最晚 ${chineseDate(item.latestStart)} 开始，${chineseDate(item.latestEnd)} 期满；` +
        `留出报送日则 ${chineseDate(item.comfortableStart)} 开始`,
    );
  if (plan.consultation !== null)
    out.line(
      `征求意见（按${plan.consultation.workdays}个工作日估计）：最晚 ${chineseDate(plan.consultation.latestStart)} 发出`,
    );
  out.finish({ ok: true, campaign: id, ...plan }, true);
}

async function runWorkdays(options: WorkdaysOptions, command: Command, out: Output): Promise<void> {
  if (options.plan === true) {
    await printPlan(options.campaign ?? 'ggj-2021', out);
    return;
  }
  const { start, days } = options;
  if (start === undefined || days === undefined) command.error(messageFor('workdays-missing', {}));
  const calendar =
    options.campaign === undefined
      ? libraryCalendar
      : campaignCalendar((await loadPack(await campaignFolder(options.campaign))).campaign.calendar);
  const span = lastDayOfNotice(start, days, calendar);
  let number = 0;
  const listed = span.days.map((day) => {
    if (day.counts) number += 1;
    return { ...day, text: reasonText(day.reason), number: day.counts ? number : null };
  });
  for (const day of listed)
    out.line(`${day.date}　${day.text}${day.number === null ? '' : `　第${day.number}天`}`);
  out.line(`从${chineseDate(start)}起公示${days}个工作日，到${chineseDate(span.last)}期满`);
  const known = listed.every((day) => calendar.years.has(day.date.slice(0, 4)));
  if (!known) out.line('注意：这一年没有国务院办公厅的放假安排数据，只按周末计算。');
  out.finish({ ok: true, start, days, last: span.last, known, calendar: listed }, true);
}

/** `workdays --start D --days N`: last day of a public notice, and why each day counts (design: command line). */
export function addWorkdaysCommand(program: Command, out: Output): void {
  program
    .command('workdays')
    .option('--start <YYYY-MM-DD>', '公示开始日期，当天算第1个工作日', parseStart)
    .option('--days <n>', '工作日天数', parseDays)
    .option('--campaign <id>', '用这个活动的日历；默认用随程序的全国放假安排')
    .option('--plan', '列出活动的全部期限和最晚开始日')
    .description('计算公示的最后一天')
    .action((options: WorkdaysOptions, command: Command) => runWorkdays(options, command, out));
}
