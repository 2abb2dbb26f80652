import type { NumberFormat } from './workbook.ts';

/**
 * Formats that a workbook need not declare (ISO/IEC 29500-1, 18.8.30), with those of the Chinese editions, whose numbers
 * 27 to 36 and 50 to 58 are dates.
 */
const builtIn: ReadonlyMap<number, string> = new Map([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'yyyy-m-d'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm'],
  [19, 'h:mm:ss'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy-m-d h:mm'],
  [27, 'yyyy年m月'],
  [28, 'm月d日'],
  [29, 'm月d日'],
  [30, 'm-d-yy'],
  [31, 'yyyy年m月d日'],
  [32, 'h时mm分'],
  [33, 'h时mm分ss秒'],
  [34, 'h时mm分'],
  [35, 'h时mm分ss秒'],
  [36, 'yyyy年m月'],
  [45, 'mm:ss'],
  [46, 'h:mm:ss'],
  [47, 'mm:ss.0'],
  [49, '@'],
  [50, 'yyyy年m月'],
  [51, 'm月d日'],
  [52, 'yyyy年m月'],
  [53, 'm月d日'],
  [54, 'm月d日'],
  [55, 'h时mm分'],
  [56, 'h时mm分ss秒'],
  [57, 'yyyy年m月'],
  [58, 'm月d日'],
]);

/** The format's first section without texts, fillers, colours and languages: what remains are its signs. */
function signsOf(code: string): string {
  return (code.replace(/"[^"]*"|\\.|_.|\*./gu, '').split(';')[0] ?? '').replace(/\[[^\]]*\]/g, '').trim();
}

function dateParts(signs: string): NumberFormat | null {
  if (/[0#?]/.test(signs.replace(/s\.0+/gi, 's'))) return null;
  const withoutTimes = signs
    .replace(/h+[^a-z]*m+/gi, '')
    .replace(/m+[^a-z]*s+/gi, '')
    .replace(/am\/pm|a\/p|[上下]午/gi, '')
    .replace(/[hs]+/gi, '')
    // Weekdays.
    .replace(/d{3,}|a{3,}/gi, '');
  const year = /[yeb]/i.test(withoutTimes);
  const month = /m/i.test(withoutTimes);
  const day = /d/i.test(withoutTimes);
  return year || month || day ? { kind: 'date', year, month, day } : null;
}

/** What a format says of a number; `declared` are the workbook's own formats. An unknown format is `other`. */
export function numberFormat(id: number, declared: ReadonlyMap<number, string>): NumberFormat {
  const signs = signsOf((declared.get(id) ?? builtIn.get(id) ?? '?').slice(0, 255));
  if (/^(?:general|g\/通用格式)$/i.test(signs)) return { kind: 'general' };
  if (signs === '@') return { kind: 'text' };
  if (/^0+$/.test(signs)) return { kind: 'zeros', digits: signs.length };
  return dateParts(signs) ?? { kind: 'other' };
}

const msPerDay = 86_400_000;

/**
 * The day of a day number, `YYYY-MM-DD`; null when it is none from 1900-03-01 (the day after one that never was) to the
 * end of 2100. A time of day is left out.
 */
export function dayOfNumber(value: number, date1904: boolean): string | null {
  if (!Number.isFinite(value) || value < (date1904 ? 0 : 61) || value > 80_000) return null;
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const day = new Date(start + Math.floor(value) * msPerDay).toISOString().slice(0, 10);
  return day <= '2100-12-31' ? day : null;
}
