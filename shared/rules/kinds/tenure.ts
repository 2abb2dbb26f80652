import { chineseDate, isMonth, monthNumber, wholeMonths } from '../../calendar/plain-date.ts';
import type { TableRow } from '../../submission/content.ts';
import { cellText, type RuleOf, rowsOf, type SubjectContext, subjectRule, textOf } from '../kind.ts';

/**
 * Whole months of the marked rows, each month once. A row that begins in the month after another ends continues it,
 * because résumés give both ends by month.
 */
export function markedMonths(
  rows: readonly TableRow[],
  columns: { readonly from: string; readonly to: string; readonly counts: string },
  base: string,
): number {
  const baseMonth = monthNumber(base.slice(0, 7));
  const spans = rows
    .filter((row) => row[columns.counts] === true && isMonth(cellText(row, columns.from)))
    .map((row) => {
      const to = cellText(row, columns.to);
      const start = monthNumber(cellText(row, columns.from));
      return { start, end: Math.min(isMonth(to) ? monthNumber(to) : baseMonth, baseMonth) };
    })
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, end } of spans) {
    const from = start - reached <= 1 ? reached : start;
    if (end > from) total += end - from;
    reached = Math.max(reached, end);
  }
  return total;
}

function monthsServed({ params }: RuleOf<'tenure'>, context: SubjectContext, base: string): number | null {
  const { content } = context.subject;
  const { cumulative } = params;
  if (cumulative !== undefined && context.settings[cumulative.setting] === cumulative.value)
    return markedMonths(rowsOf(content, cumulative.table), cumulative, base);
  const start = textOf(content, params.startField);
  return start === '' ? null : wholeMonths(start, base);
}

/** Years of service in whole months up to the base date (notice 一（二）, domain notes 4.2 E4). */
export const tenure = subjectRule('tenure', ['months', 'base', 'limit'], (rule, context) => {
  const { params } = rule;
  const chosen = params.baseSetting === undefined ? '' : String(context.settings[params.baseSetting]);
  const base = params.bases[chosen] ?? context.pack.campaign.baseDate;
  const months = monthsServed(rule, context, base);
  if (months === null || months >= params.minMonths) return [];
  const blanks = { months: Math.max(months, 0), base: chineseDate(base), limit: params.minMonths };
  const near = params.warnFromMonths !== undefined && months >= params.warnFromMonths;
  return [{ fieldId: params.startField, ...(near ? { severity: 'warning' as const } : {}), blanks }];
});
