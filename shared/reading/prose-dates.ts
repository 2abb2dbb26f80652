import { toHalfWidth } from '../typed/date-text.ts';

/** What the months at the beginning of an entry say, as they were written, and where the words after them begin. */
export interface ProseHead {
  readonly from: string;
  /** `open` when the dash is there and nothing after it, `none` when there is only one month. */
  readonly to: string | 'present' | 'open' | 'none';
  readonly length: number;
}

/** Every dash that Word, WPS and input methods give, and 一, which stands for one in files that were read from paper. */
const DASH = '[-‐‑‒–—―−─━﹣﹘－~～∼〜→]';
const YEAR = String.raw`(?:19|20)\d{2}`;
/** `2010.03`, `2010年3月`, `201003`, with or without a day; a year alone ends before whatever is no digit. */
const MONTH = String.raw`(${YEAR})(?:\s*年\s*(\d{1,2})\s*月份?(?:\s*\d{1,2}\s*[日号])?|\s*([./。、·-])\s*(\d{1,2})(?!\d)(?:\s*\3\s*\d{1,2}(?![\d年./]))?(?:\s*月份?)?|(\d{2})(?:\d{2})?(?!\d)|\s*年(?!度)|(?!\d))`;
const month = new RegExp(MONTH, 'y');
const between = new RegExp(
  String.raw`\s*[.。]?\s*(?:${DASH}\s*)+(?:[至到]\s*)?|\s*[至到]\s*|\s*起?\s*[至到]\s*|\s*一\s*(?=\d)`,
  'y',
);
const present = /(?:今|现\s*在|目\s*前|至\s*今|present)(?!年)/iy;
const since = /\s*(?:起|以来|开始)(?=[\s:：,，、]|$)\s*/y;

/** The same text with full-width digits, points and blanks as half-width: sign for sign, so that places agree. */
export function samePlaces(text: string): string {
  return text.replace(/[０-９．／－：]/g, toHalfWidth).replace(/[\u00a0\u3000\t]/g, ' ');
}

interface Found {
  readonly text: string;
  readonly end: number;
  /** Whether it is more than four digits alone. */
  readonly marked: boolean;
}

function monthAt(plain: string, at: number): Found | null {
  month.lastIndex = at;
  const match = month.exec(plain);
  if (match === null) return null;
  const [whole, year = ''] = match;
  const number = match[2] ?? match[4] ?? match[5];
  if (number === undefined) return { text: year, end: at + whole.length, marked: whole !== year };
  if (Number(number) < 1 || Number(number) > 12) return null;
  return { text: `${year}-${number.padStart(2, '0')}`, end: at + whole.length, marked: true };
}

/**
 * The months that an entry of a résumé or a list of awards begins with, in a text whose signs are half-width
 * (`samePlaces`); null when no month begins at `at`. A year alone counts where 年 or a range makes it one.
 */
export function proseHeadAt(plain: string, at: number): ProseHead | null {
  const from = monthAt(plain, at);
  if (from === null) return null;
  const head = (to: ProseHead['to'], end: number): ProseHead => ({ from: from.text, to, length: end - at });
  between.lastIndex = from.end;
  const gap = between.exec(plain)?.[0];
  if (gap !== undefined) {
    const after = from.end + gap.length;
    const to = monthAt(plain, after);
    if (to !== null) return head(to.text, to.end);
    present.lastIndex = after;
    const now = present.exec(plain)?.[0];
    if (now !== undefined) return head('present', after + now.length);
    // 2010.03-- 副主任; but 2010.03到某局工作 is a word, and 2010.03-5 no month that is known.
    if (new RegExp(DASH).test(gap) && from.marked && !/^\d/.test(plain.slice(after)))
      return head('open', after);
  }
  since.lastIndex = from.end;
  const open = since.exec(plain)?.[0];
  if (open !== undefined && from.marked) return head('present', from.end + open.length);
  return from.marked ? head('none', from.end) : null;
}
