/** The counts of a text as a word processor for Chinese gives them. */
export interface TextCounts {
  /** 字数: each Chinese character and full-width mark counts one, each run of Latin letters or digits counts one. */
  readonly words: number;
  /** 字符数（不计空格）: every character but white space. */
  readonly characters: number;
}

/** White space of every width; tabs and line breaks among it. Zero-width marks and variation selectors are no text. */
function isSpace(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function isInvisible(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2060 && code <= 0x2064) ||
    code === 0xfeff ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

/**
 * Characters that count one each: Chinese characters of every plane, kana, hangul, full-width forms, Chinese
 * punctuation, and the quotation marks, dashes, ellipses and middle dot that Chinese text shares with Latin.
 */
function countsAlone(code: number): boolean {
  return (
    code === 0xb7 ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0x2030 && code <= 0x205e) ||
    (code >= 0x2100 && code <= 0x27bf) ||
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x20000 && code <= 0x3ffff)
  );
}

/** An apostrophe between Latin letters belongs to the word (it’s). */
function isApostrophe(code: number): boolean {
  return code === 0x2019;
}

function isLatinLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f);
}

/**
 * Counts a text as Word and WPS count 字数 (domain notes 4.5). Takes any text; gives words and characters. Code points
 * count, not UTF-16 units: a rare character beyond the basic plane is one.
 */
export function countText(text: string): TextCounts {
  let words = 0;
  let characters = 0;
  let inRun = false;
  let previous = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // The bulk of every text: the common Chinese characters.
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      characters += 1;
      words += 1;
      inRun = false;
      previous = unit;
      continue;
    }
    const code = unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(at) ?? 0) : unit;
    if (code > 0xffff) at += 1;
    if (isSpace(code)) {
      inRun = false;
    } else if (!isInvisible(code)) {
      characters += 1;
      const joins =
        isApostrophe(code) && inRun && isLatinLetter(previous) && isLatinLetter(text.charCodeAt(at + 1));
      if (countsAlone(code) && !joins) {
        words += 1;
        inRun = false;
      } else if (!inRun) {
        words += 1;
        inRun = true;
      }
    }
    previous = code;
  }
  return { words, characters };
}

/** 字数 alone (domain notes 4.5). */
export function countWords(text: string): number {
  return countText(text).words;
}

/** Where a count stands against a band: inside `good`, inside `fair`, or outside both. */
export function bandOf(
  words: number,
  band: { readonly good: readonly [number, number]; readonly fair: readonly [number, number] },
): 'good' | 'fair' | 'low' | 'high' {
  if (words >= band.good[0] && words <= band.good[1]) return 'good';
  if (words < band.fair[0]) return 'low';
  return words > band.fair[1] ? 'high' : 'fair';
}
