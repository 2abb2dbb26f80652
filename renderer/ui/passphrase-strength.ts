/** What the create page says of a passphrase: 0 too short to accept, 1 weak, 2 fair, 3 good. */
export interface PassphraseStrength {
  readonly level: 0 | 1 | 2 | 3;
  readonly hint: string;
}

/** Shortest passphrase the page accepts, in characters. The file key is wrapped by scrypt (design: workspace store). */
const MIN_PASSPHRASE = 8;

const HABITS =
  /^(?:(.)\1+|(?:0?123456789?0?|87654321)|(?:19|20)\d{6}|1[3-9]\d{9}|(?:abcd|qwer|asdf|pass|admin|woaini)[\w@!]*)$/i;

/**
 * A rough estimate in bits: characters times the size of the alphabet they come from, cut for repeated characters and
 * for the habits that guessing programs try first (dates, phone numbers, keyboard rows). Advice only; length decides.
 */
export function passphraseStrength(text: string): PassphraseStrength {
  const characters = [...text];
  if (characters.length < MIN_PASSPHRASE) {
    return { level: 0, hint: `至少 ${MIN_PASSPHRASE} 个字符，现在 ${characters.length} 个。` };
  }
  if (HABITS.test(text))
    return { level: 1, hint: '像日期、电话或键盘顺序，容易被猜到。请换成几个不相干的词。' };
  const alphabet =
    (/[a-z]/.test(text) ? 26 : 0) +
    (/[A-Z]/.test(text) ? 26 : 0) +
    (/\d/.test(text) ? 10 : 0) +
    (/[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\s]/.test(text) ? 33 : 0) +
    (/[^\u0020-\u007e]/.test(text) ? 2500 : 0);
  const distinct = new Set(characters).size;
  const bits = Math.min(characters.length, distinct * 1.5) * Math.log2(Math.max(alphabet, 2));
  if (bits < 45) return { level: 1, hint: '偏弱。加长到 12 个字符以上，或用四个不相干的词连起来。' };
  if (bits < 65) return { level: 2, hint: '可以使用。再加一两个词会更稳妥。' };
  return { level: 3, hint: '强度很好。' };
}
