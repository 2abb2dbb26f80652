import { usualSigns, withoutSheetMark } from '../ground/usual-signs.ts';

const dashes = /[-‐‑‒–—―−]+/g;

/**
 * A telephone number as the forms want it: half-width, a mobile as 11 digits, a fixed line as 区号-号码-分机. Takes what
 * clerks write: （0731）8221 0000, 0731—82210000转8012, +86 139-0000-0000. What is no number keeps its words.
 */
export function normalisePhone(text: string): string {
  const half = withoutSheetMark(usualSigns(text)).normalize('NFKC').trim().replace(dashes, '-');
  const joined = half
    .replace(/^(?:\+|00)86[\s-]*/, '')
    .replace(/^\((0\d{2,3})\)[\s-]*/, '$1-')
    .replace(/^(0\d{2,3})\s+(?=\d)/, '$1-')
    .replace(/\s*(?:转|分机|ext\.?)\s*/i, '-')
    .replace(/\s+/g, '');
  const digits = joined.replaceAll('-', '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : joined;
}

/** A mobile number of 11 digits, spaces and dashes allowed between groups (domain notes 4.8). */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(normalisePhone(text));
}

/** A fixed line with its area code and an optional extension: 010-63094191, 0731-82210000-8012. */
export function isLandline(text: string): boolean {
  return /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/.test(normalisePhone(text));
}

/** Any telephone number a form may hold. */
export function isPhone(text: string): boolean {
  return isMobile(text) || isLandline(text);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]+/g, '');
}

/** A telephone number for messages: first three and last four. */
export function maskPhone(text: string): string {
  const value = plain(text);
  return value.length <= 7 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;
}
