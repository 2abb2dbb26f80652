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
  const out = [...text.split('')];
  const open: { close: string; at: number }[] = [];
  for (let at = 0; at < out.length; at += 1) {
    const unit = text[at] ?? '';
    const top = open.at(-1);
    if (top !== undefined && unit === top.close) {
      out.fill(' ', top.at, at + 1);
      open.pop();
      continue;
    }
    const close = quotePairs[unit];
    if (close !== undefined) open.push({ close, at });
    else if (unit === '"') open.push({ close: '"', at });
  }
  // A mark that never closes quotes nothing: its words are looked at.
  return out.join('');
}

/**
 * Words of the first person outside quotation marks (notice 四.5: third person; domain notes 4.5 T2). `words` are
 * looked for longest first; inside the words of `allow` (我国, 自我 …) none counts.
 */
export function findFirstPerson(
  text: string,
  options: { readonly words: readonly string[]; readonly allow: readonly string[] },
): readonly FirstPersonMark[] {
  let searched = blankQuotations(text);
  for (const allowed of options.allow) searched = searched.replaceAll(allowed, ' '.repeat(allowed.length));
  const words = [...options.words].sort((a, b) => b.length - a.length);
  const marks: FirstPersonMark[] = [];
  for (let at = 0; at < searched.length; at += 1) {
    const word = words.find((candidate) => searched.startsWith(candidate, at));
    if (word === undefined) continue;
    marks.push({ at, length: word.length, position: [...text.slice(0, at)].length + 1, word });
    at += word.length - 1;
  }
  return marks;
}
