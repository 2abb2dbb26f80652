import { usualSigns } from '../ground/usual-signs.ts';

export type NameProblem = 'space' | 'dot' | 'characters' | 'length';

/** The middle dot of minority names, as the standard keyboard gives it (U+00B7). */
const middleDot = '·';
const otherDots = /[.．・•‧∙⋅]/u;

/**
 * What is wrong with the way a person's name is written, or null (domain notes 3.4, 4.6 F3): Han characters of every
 * plane and U+00B7 only, at least two, no spaces, the dot not at an end.
 */
export function nameProblem(text: string): NameProblem | null {
  const name = text.trim();
  if (/\s/u.test(name)) return 'space';
  if (otherDots.test(name)) return 'dot';
  if (!/^[\p{Script=Han}·]+$/u.test(name)) return 'characters';
  const parts = name.split(middleDot);
  if (parts.some((part) => part === '')) return 'dot';
  return [...name].length < 2 ? 'length' : null;
}

/** The name as it goes into file names and comparisons: NFC, no spaces, one kind of dot. */
export function normaliseName(text: string): string {
  return usualSigns(text)
    .normalize('NFC')
    .replace(/\s+/gu, '')
    .replace(/[．・•‧∙⋅]/gu, middleDot);
}

/**
 * A person's name as the rules want it written, where it is only Han characters with spaces or some dot between: 张　伟
 * becomes 张伟, 买买提•艾山 and 买买提.艾山 become 买买提·艾山. Any other name stays: it is for the clerk to look at.
 */
export function tidyPersonName(text: string): string {
  const name = usualSigns(text).trim();
  return /^[\p{Script=Han}\s·.．・•‧∙⋅]+$/u.test(name)
    ? normaliseName(name).replaceAll('.', middleDot)
    : name;
}

/** What a box for one person's name is called, beside those that the pack's rules say so of: 姓名, 联系人, 评选机构联系人姓名. */
const NAMES_A_PERSON = /(?:姓名|联系人|经办人)(?:（.*）)?$/u;

/**
 * The same for a box that is only called so. Where two words of two characters or more stand side by side, it may be two
 * people: nothing is joined.
 */
export function tidyCalledName(label: string, text: string): string {
  const name = usualSigns(text).trim();
  if (!NAMES_A_PERSON.test(label)) return name;
  const long = name.split(/\s+/u).filter((part) => [...part].length > 1);
  return long.length > 1 ? name : tidyPersonName(name);
}

/** The photo's file name the notice asks for: 姓名-8位出生日期.jpg (notice 四.5). `birth` is `YYYY-MM-DD`. */
export function photoFileName(name: string, birth: string): string {
  return `${normaliseName(name)}-${birth.replaceAll('-', '')}.jpg`;
}

/**
 * Characters of a text that GBK cannot hold, so that old systems and disc file names may lose them (domain notes 4.10).
 * GBK holds the Han characters U+4E00 to U+9FA5 and a few more; extension blocks are outside.
 */
export function rareCharacters(text: string): readonly string[] {
  return [...new Set([...text])].filter(
    (character) => /\p{Script=Han}/u.test(character) && !/[\u4e00-\u9fa5〇]/u.test(character),
  );
}
