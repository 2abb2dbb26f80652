import { tidyLines } from '../typed/tidy-text.ts';
import { type ProseHead, proseHeadAt, samePlaces } from './prose-dates.ts';

/** One entry of a résumé: months as `YYYY-MM` (a year alone stays four digits), `present`, or null where none is written. */
export interface ResumeEntry {
  readonly from: string;
  readonly to: string | null;
  readonly place: string;
  readonly notes: readonly string[];
}

/** A stretch of the text. All of them together are the text, sign for sign: nothing is lost. */
export type ProsePiece<Entry> =
  | { readonly source: string; readonly entry: Entry }
  | { readonly source: string; readonly entry: null; readonly reason: string };

/** Blanks, bullets and numbers that may stand before the months of an entry. */
const LEAD =
  /[\s\ufeff\u200b]*(?:[●•·▪■◆◇○*➢➤✓✔\uf06c\uf0b7\uf0d8\uf0fc\uf0a7-]\s*|[（(]?\d{1,2}[）)、]\s*|\d{1,2}[.．]\s+)?/y;
const LABEL = /^(?:个人|本人|主要|工作|学习|教育|及)*(?:简历|经历|履历)(?:情况)?[:：]?/;
const MEANWHILE = /(?:其间|期间|其中)[:：]?\s*$/;
/** What may part two entries that stand in one line. */
const PARTED = /[；;。，,\s]$/;

const HALF_YEAR = '年份要写满四位，没有识别';
const STRANGE = '没看懂这一行开头的年月';
const NO_MONTHS = '前面没有年月';
const HEADING = '标题，不是简历的内容';

interface Start {
  readonly at: number;
  readonly body: number;
  readonly head: ProseHead;
}

/** Brackets still open at the end of a text. */
function openBrackets(text: string, before: number): number {
  let depth = before;
  for (const sign of text) {
    if ('（(【['.includes(sign)) depth += 1;
    else if ('）)】]'.includes(sign)) depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** Whether the bracket that is open is closed before another one opens: one that never closes must not swallow the rest. */
function closesLater(plain: string, at: number): boolean {
  return /^[^（(【[）)】\]]*[）)】\]]/.test(plain.slice(at, at + 2000));
}

/** Where in a line a further entry begins: after a stop or blanks, outside brackets, with both its ends. */
function startsWithin(plain: string, from: number, to: number): Start[] {
  const found: Start[] = [];
  let depth = 0;
  for (let at = from; at < to; at++) {
    depth = openBrackets(plain[at] ?? '', depth);
    if (depth > 0 || !/[12]/.test(plain[at] ?? '')) continue;
    const before = plain.slice(from, at);
    if (before === '' || !PARTED.test(before) || MEANWHILE.test(before)) continue;
    const head = proseHeadAt(plain, at);
    if (head === null || head.to === 'none') continue;
    found.push({ at, body: at + head.length, head });
    at += head.length - 1;
  }
  return found;
}

function startOfLine(plain: string, at: number, end: number): Start | null {
  LEAD.lastIndex = at;
  const lead = LEAD.exec(plain)?.[0] ?? '';
  for (const skip of [lead.length, 0]) {
    const head = at + skip < end ? proseHeadAt(plain, at + skip) : null;
    if (head !== null) return { at, body: at + skip + head.length, head };
  }
  return null;
}

/** The words of an entry as they are stored: one line, the marks that only part it from its neighbours gone. */
function placeOf(text: string): string {
  const lines = tidyLines(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const joined = lines.reduce(
    (whole, line) => (/[\w,.]$/.test(whole) && /^\w/.test(line) ? `${whole} ${line}` : whole + line),
    '',
  );
  return joined
    .replace(/^[:：,，、;；。]\s*/, '')
    .replace(/\s*[；;，,]$/, '')
    .trim();
}

type Raw = { start: number; end: number } & ({ head: Start } | { head: null; reason: string });

function linesOf(text: string): { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g)) {
    const end = match.index + match[0].length;
    lines.push({ start, end });
    start = end;
  }
  if (start < text.length) lines.push({ start, end: text.length });
  return lines;
}

/** Why a line that begins no entry is no continuation either; null when it is one. */
function reasonOf(line: string, afterEntry: boolean): string | null {
  const bare = line.replace(/\s/g, '');
  if (LABEL.exec(bare)?.[0].length === bare.length && bare !== '') return HEADING;
  if (/^\d{2}[.年/-]\d{1,2}(?!\d)/.test(bare)) return HALF_YEAR;
  if (/^(?:19|20)\d{2}(?:[./年-]?\d|年)/.test(bare)) return STRANGE;
  return afterEntry ? null : NO_MONTHS;
}

function cut(text: string, plain: string): Raw[] {
  const pieces: Raw[] = [];
  let depth = 0;
  const say = (piece: Raw) => pieces.push(piece);
  for (const { start, end } of linesOf(text)) {
    const last = pieces.at(-1);
    if (plain.slice(start, end).trim() === '' && last !== undefined) {
      last.end = end;
      continue;
    }
    const inside = depth > 0 && closesLater(plain, start);
    const meanwhile = last?.head != null && MEANWHILE.test(plain.slice(last.head.body, start));
    // 简历：1998.09—2002.07 …: the label stands before the first entry in its line.
    const label = LABEL.exec(plain.slice(start, end).trimStart());
    const indent = end - start - plain.slice(start, end).trimStart().length;
    const after = label === null ? start : start + indent + label[0].length;
    const first = inside || meanwhile ? null : startOfLine(plain, after, end);
    if (first !== null && after > start) say({ start, end: after, head: null, reason: HEADING });
    let body = start;
    if (first !== null) {
      say({ start: after, end, head: first });
      body = first.body;
      depth = 0;
    } else {
      const reason = reasonOf(plain.slice(start, end), last?.head != null);
      if (reason !== null && !inside && !meanwhile) {
        say({ start, end, head: null, reason });
        continue;
      }
      if (last !== undefined) last.end = end;
      else say({ start, end, head: null, reason: NO_MONTHS });
    }
    if (!inside) {
      for (const within of startsWithin(plain, body, end)) {
        const before = pieces.at(-1);
        if (before !== undefined) before.end = within.at;
        say({ start: within.at, end, head: within });
        body = within.body;
      }
    }
    depth = openBrackets(plain.slice(body, end), inside ? depth : 0);
  }
  return pieces;
}

/**
 * A résumé as Word, WPS and the 干部任免审批表 have it (`2005.07—2010.03 某单位科员`, one entry a line or all in one
 * paragraph), cut into entries. Lines without months and 其间 in brackets belong to the entry before; an entry whose end is
 * left open is the present one when it is the latest. All pieces together are the text.
 */
export function parseResumeProse(text: string): ProsePiece<ResumeEntry>[] {
  const plain = samePlaces(text);
  const pieces = cut(text, plain);
  const latest = pieces.reduce(
    (max, piece) => (piece.head === null || piece.head.head.from <= max ? max : piece.head.head.from),
    '',
  );
  return pieces.map((piece): ProsePiece<ResumeEntry> => {
    const source = text.slice(piece.start, piece.end);
    if (piece.head === null) return { source, entry: null, reason: piece.reason };
    const { head, body } = piece.head;
    const place = placeOf(text.slice(body, piece.end));
    const notes: string[] = [];
    const still = head.to === 'open' && head.from === latest;
    if (still) notes.push('没有写到什么时候，按“至今”填');
    else if (head.to === 'open') notes.push('没有写到什么时候，请补上');
    if (head.to === 'none') notes.push('只写了一个年月，请补上另一个');
    if ([head.from, head.to].some((end) => /^\d{4}$/.test(end))) notes.push('只有年份，请补上月份');
    if (place === '') notes.push('没有写单位及职务');
    const to = head.to === 'open' ? (still ? 'present' : null) : head.to === 'none' ? null : head.to;
    return { source, entry: { from: head.from, to, place, notes } };
  });
}
