/** What 整理格式 would change at one place of a text. */
export interface FormatEdit {
  readonly at: number;
  readonly length: number;
  readonly to: string;
  readonly what: 'sign' | 'blank' | 'line';
}

const HAN = String.raw`[\p{Script=Han}〇]`;
/** What belongs to a Chinese sentence before a sign, and after it. */
const BEFORE = String.raw`(?<=${HAN}[ \t\u3000]*|[”’》）】％%"][ \t\u3000]*)`;
const AFTER = String.raw`(?=[ \t\u3000]*(?:${HAN}|[“‘《（【”’》）】"]|$))`;
const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
};

interface FormatRule {
  readonly what: FormatEdit['what'];
  readonly find: RegExp;
  readonly to: (found: RegExpMatchArray) => string;
}

const half = (found: RegExpMatchArray): string => FULL[found[0]] ?? found[0];

/**
 * The rules, each with its reason. GB/T 15834-2011: punctuation of a Chinese sentence is full-width, an ellipsis has six dots
 * in two cells, a dash two cells. Numbers (GB/T 15835-2011), Latin words and addresses of the web keep their own signs:
 * a half-width sign is touched only between what is Chinese, or before it where no number goes on.
 */
const RULES: readonly FormatRule[] = [
  {
    what: 'sign',
    find: new RegExp(String.raw`${BEFORE}\.{3,}|${BEFORE}。{3,}|${BEFORE}…(?!…)(?<!……)`, 'gmu'),
    to: () => '……',
  },
  { what: 'sign', find: new RegExp(`${BEFORE}[,;:?!.](?![.])${AFTER}`, 'gmu'), to: half },
  // 30,比 and OK,他: the sign ends a part of the Chinese sentence that goes on behind it.
  { what: 'sign', find: new RegExp(String.raw`(?<=[0-9A-Za-z])[,;](?=[ \t\u3000]*${HAN})`, 'gmu'), to: half },
  {
    what: 'sign',
    find: new RegExp(`(?<=${HAN})-{2,}(?=${HAN})|(?<=${HAN})—(?!—)(?=${HAN})`, 'gu'),
    to: () => '——',
  },
  {
    what: 'sign',
    find: new RegExp(String.raw`\((?=[^()\n]*${HAN}[^()\n]*\))|(?<=\([^()\n]*${HAN}[^()\n]*)\)`, 'gu'),
    to: ([sign]) => (sign === '(' ? '（' : '）'),
  },
  // The paper sets the beginning of a paragraph in by itself.
  { what: 'blank', find: /^[ \t\u3000]+(?=\S)/gmu, to: () => '' },
  { what: 'blank', find: /[ \t\u3000]+$/gmu, to: () => '' },
  {
    what: 'blank',
    find: new RegExp(
      String.raw`(?<=${HAN}|[，。；：？！、“”‘’《》（）])[ \t\u3000]+(?=${HAN}|[，。；：？！、“”‘’《》（）,;:?!.])|(?<=[^\s])(?:[ \t\u3000]{2,}|\u3000|\t)(?=\S)(?<!${HAN}[ \t\u3000]+)`,
      'gu',
    ),
    to: (found) =>
      found[0].length > 0 && /[0-9A-Za-z]/.test(found.input?.[(found.index ?? 0) - 1] ?? '') ? ' ' : '',
  },
  {
    what: 'line',
    find: /^(?:[ \t\u3000]*\n)+|\n(?:[ \t\u3000]*\n)+|\n[ \t\u3000]*$(?![\s\S])/gu,
    to: ({ index }) => (index === 0 ? '' : '\n'),
  },
];

/** Half-width quotation marks, taken in pairs within a paragraph; an odd one leaves all as they are. */
function quoteEdits(text: string): FormatEdit[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap((line) => {
    const marks = [...line[0].matchAll(/"/g)];
    if (marks.length % 2 === 1 || !/\p{Script=Han}/u.test(line[0])) return [];
    return marks.map(
      (mark, at): FormatEdit => ({
        at: line.index + mark.index,
        length: 1,
        to: at % 2 === 0 ? '“' : '”',
        what: 'sign',
      }),
    );
  });
}

/**
 * Everything 整理格式 would change in a text, from its beginning on, none over another: full-width punctuation between Chinese
 * characters, blanks, empty lines, indents. Words and numbers are never touched.
 */
export function formatEdits(text: string): readonly FormatEdit[] {
  const found = [
    ...quoteEdits(text),
    ...RULES.flatMap(({ what, find, to }) =>
      [...text.matchAll(find)].map(
        (one): FormatEdit => ({ at: one.index, length: one[0].length, to: to(one), what }),
      ),
    ),
  ].filter(({ at, length, to }) => length > 0 && text.slice(at, at + length) !== to);
  const chosen: FormatEdit[] = [];
  for (const edit of found.sort((a, b) => a.at - b.at || b.length - a.length)) {
    const last = chosen.at(-1);
    if (last === undefined || edit.at >= last.at + last.length) chosen.push(edit);
  }
  return chosen;
}

/** A text with edits taken. */
export function withEdits(text: string, edits: readonly FormatEdit[]): string {
  let out = '';
  let done = 0;
  for (const { at, length, to } of edits) {
    out += text.slice(done, at) + to;
    done = at + length;
  }
  return out + text.slice(done);
}
