import type { z } from 'zod';
import { isMonth, monthNumber, wholeMonths } from '../ground/plain-date.ts';
import { cellText, rowsOf, textOf } from '../reading/cells.ts';
import type { Settings } from '../reading/evaluate-condition.ts';
import type { Content, TableRow } from '../words/content.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { type tenureRule, tenureRulesOf } from '../words/rules-below.ts';

/** How a rule of the kind `tenure` counts. */
export type TenureParams = z.infer<typeof tenureRule.params>;

/**
 * The day up to which years of service count: the reading that was chosen (`baseSetting`), else the campaign's base
 * date. The check and the printed summary both ask here, so that paper and findings never count to different days.
 */
export function tenureBase(
  pack: CampaignPack,
  params: Pick<TenureParams, 'baseSetting' | 'bases'> | undefined,
  settings: Settings,
): string {
  const chosen = params?.baseSetting === undefined ? '' : String(settings[params.baseSetting] ?? '');
  return params?.bases[chosen] ?? pack.campaign.baseDate;
}

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

/**
 * Whole months of service up to the base day, by the reading in force: from the start field, or the marked rows of the
 * résumé taken together. Null when the start is not given or no month; negative when it lies after the base day.
 */
export function monthsServed(
  params: Pick<TenureParams, 'startField' | 'cumulative'>,
  content: Content,
  settings: Settings,
  base: string,
): number | null {
  const { cumulative } = params;
  if (cumulative !== undefined && settings[cumulative.setting] === cumulative.value)
    return markedMonths(rowsOf(content, cumulative.table), cumulative, base);
  const start = textOf(content, params.startField);
  return /^\d{4}-\d{2}/.test(start) ? wholeMonths(start, base) : null;
}

/**
 * Whole years of service as a summary prints them, counted exactly as the pack's tenure rule over the same field
 * counts them (notice 一（二）); a field that no rule judges counts to the campaign's base date. Null when not given.
 */
export function yearsOfService(
  pack: CampaignPack,
  field: string,
  content: Content,
  settings: Settings,
): number | null {
  const params = tenureRulesOf(pack).find((rule) => rule.params.startField === field)?.params;
  const base = tenureBase(pack, params, settings);
  const months = monthsServed(params ?? { startField: field }, content, settings, base);
  return months === null || months < 0 ? null : Math.floor(months / 12);
}
