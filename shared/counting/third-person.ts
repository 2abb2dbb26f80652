/** A word of the first person found in a text. `at` is the UTF-16 offset; `position` counts characters from 1. */
export interface FirstPersonMark {
  readonly at: number;
  readonly length: number;
  readonly position: number;
  readonly word: string;
}

const quotePairs: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
};

/** Blanks everything between quotation marks, keeping the length, so that offsets stay true. */
export function blankQuotations(text: string): string {
  const marks = /[“”‘’「」『』《》"]/g;
  const open: { close: string; at: number }[] = [];
  const spans: { from: number; to: number }[] = [];
  for (const match of text.matchAll(marks)) {
    const top = open.at(-1);
    if (top !== undefined && match[0] === top.close) {
      open.pop();
      spans.push({ from: top.at, to: match.index + 1 });
      continue;
    }
    const close = match[0] === '"' ? '"' : quotePairs[match[0]];
    if (close !== undefined) open.push({ close, at: match.index });
  }
  // A mark that never closes quotes nothing: its words are looked at.
  let out = '';
  let done = 0;
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    if (to <= done) continue;
    out += text.slice(done, from) + ' '.repeat(to - Math.max(from, done));
    done = to;
  }
  return out + text.slice(done);
}

const expressions = new Map<string, RegExp>();

/** One expression for a list of words, the longest first, so that 我们 is not found as 我. */
function anyOf(words: readonly string[]): RegExp {
  const key = words.join('|');
  const known = expressions.get(key);
  if (known !== undefined) return known;
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  const made = new RegExp(escaped.join('|'), 'gu');
  expressions.set(key, made);
  return made;
}

/**
 * Words of the first person outside quotation marks (notice 四.5: third person; domain notes 4.5 T2). `words` are
 * looked for longest first; inside the words of `allow` (我国, 自我 …) none counts.
 */
export function findFirstPerson(
  text: string,
  options: { readonly words: readonly string[]; readonly allow: readonly string[] },
): readonly FirstPersonMark[] {
  const wanted = anyOf(options.words);
  // Most texts have none: looked at before the quotations are taken out.
  if (text.search(wanted) < 0) return [];
  let searched = blankQuotations(text);
  for (const allowed of options.allow) searched = searched.replaceAll(allowed, ' '.repeat(allowed.length));
  return [...searched.matchAll(wanted)].map(({ 0: word, index: at }) => {
    return { at, length: word.length, position: [...text.slice(0, at)].length + 1, word };
  });
}
