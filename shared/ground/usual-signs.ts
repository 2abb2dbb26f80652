import {
  BULLETS,
  GB_PRIVATE,
  GB_PRIVATE_FROM,
  GB_PRIVATE_SINGLE,
  RADICALS,
  RADICALS_FROM,
} from './usual-signs-data.ts';

/**
 * Marks that are neither seen nor printed: controls but tab and what breaks a line, direction marks, fillers, zero-width
 * signs. A variation selector behind a Han character belongs to it; behind anything else it came along.
 */
const UNSEEN =
  /(?![\t\n\v\f\r\u0085])(?!\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}]|(?<!\p{Script=Han})\p{Variation_Selector}/gu;

/** Kangxi radicals and compatibility ideographs: Unicode itself says which character each stands for. */
const COMPATIBLE = /[\u2f00-\u2fd5\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;

function runTable(from: number, run: string): [string, string][] {
  return [...run].flatMap((sign, at): [string, string][] =>
    sign === '＿' ? [] : [[String.fromCodePoint(from + at), sign]],
  );
}

const radicals = new Map(runTable(RADICALS_FROM, RADICALS));
const privates = new Map(
  [...runTable(GB_PRIVATE_FROM, GB_PRIVATE), ...Object.entries(GB_PRIVATE_SINGLE)].map(([from, to]) => [
    from,
    radicals.get(to) ?? to,
  ]),
);
const bullets = new Map(Object.entries(BULLETS));

/** What was done to a text, for one sentence: how often each kind of sign was replaced. */
export interface SignChange {
  readonly what: 'unseen' | 'radical' | 'private' | 'bullet';
  readonly from: string;
  readonly to: string;
}

const REPLACED = new RegExp(
  `${UNSEEN.source}|${COMPATIBLE.source}|[\\u2e80-\\u2ef3\\ue78d-\\ue864\\uf06c-\\uf0fe${Object.keys(BULLETS)
    .filter((sign) => sign > '\u2000' && sign < '\ue000')
    .join('')}]`,
  'gu',
);

function usualSign(sign: string): SignChange {
  const radical = radicals.get(sign);
  if (radical !== undefined) return { what: 'radical', from: sign, to: radical };
  const present = privates.get(sign);
  if (present !== undefined) return { what: 'private', from: sign, to: present };
  const bullet = bullets.get(sign);
  if (bullet !== undefined) return { what: 'bullet', from: sign, to: bullet };
  if (sign.search(COMPATIBLE) === 0) return { what: 'radical', from: sign, to: sign.normalize('NFKC') };
  return { what: 'unseen', from: sign, to: sign.search(UNSEEN) === 0 ? '' : sign };
}

/**
 * A text in usual characters: marks that nobody sees are gone; radicals (⼊, ⺁), compatibility ideographs and the private
 * code points of old GB files are the characters they stand for; bullets are ones that can be printed. Every other sign
 * stays, and none that can be seen is dropped.
 */
export function usualSigns(text: string): string {
  return text.replace(REPLACED, (sign) => usualSign(sign).to);
}

/** What `usualSigns` would change in a text, each different change once. */
export function signChanges(text: string): readonly SignChange[] {
  const found = new Map<string, SignChange>();
  for (const [sign] of text.matchAll(REPLACED)) {
    const change = usualSign(sign);
    if (change.to !== sign) found.set(sign, change);
  }
  return [...found.values()];
}

/** The same in words for the clerk; empty when nothing would be changed. */
export function signChangesText(text: string): string {
  const changes = signChanges(text);
  const shown = changes.filter(({ what }) => what !== 'unseen').slice(0, 4);
  const replaced = shown.map(({ what, from, to }) =>
    what === 'private' || (what === 'bullet' && from >= '\ue000')
      ? `旧字库里的字改为“${to}”`
      : `“${from}”改为“${to}”`,
  );
  const unseen = changes.some(({ what }) => what === 'unseen') ? ['去掉了看不见的符号'] : [];
  return [...new Set([...unseen, ...replaced])].join('，');
}

/** An apostrophe that Excel puts before a number kept as text, and ="…" around it: neither belongs to what was written. */
export function withoutSheetMark(text: string): string {
  const quoted = /^\s*[=＝]\s*["“”]([^"“”]*)["“”]\s*$/u.exec(text);
  if (quoted !== null) return quoted[1] ?? '';
  return /^\s*['’‘＇`][^'’‘＇`]*$/u.test(text) ? text.replace(/^\s*['’‘＇`]/u, '') : text;
}
