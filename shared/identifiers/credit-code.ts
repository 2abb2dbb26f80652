import { usualSigns, withoutSheetMark } from '../ground/usual-signs.ts';

/** GB 32100-2015: 31 characters, without I O S V Z, and the powers of 3 modulo 31 as weights. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export type CreditCodeReading =
  | { readonly kind: 'valid' }
  | { readonly kind: 'bad'; readonly problem: 'length' | 'characters' }
  | { readonly kind: 'bad'; readonly problem: 'digit'; readonly expected: string };

/** Upper case, half-width, no spaces. */
export function normaliseCreditCode(text: string): string {
  return withoutSheetMark(usualSigns(text)).normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/** The check character for the first 17 characters; remainder 0 gives `0` (GB 32100-2015). */
export function creditCheckCharacter(first17: string): string {
  const sum = weights.reduce(
    (total, weight, at) => total + weight * characters.indexOf(first17[at] ?? ''),
    0,
  );
  return characters[(31 - (sum % 31)) % 31] ?? '';
}

/**
 * Reads a 统一社会信用代码. A wrong check character is only worth a warning: codes in real use fail it (domain notes
 * 4.8), so the caller decides. Spaces and case do not matter.
 */
export function readCreditCode(text: string): CreditCodeReading {
  const value = normaliseCreditCode(text);
  if (value.length !== 18) return { kind: 'bad', problem: 'length' };
  if ([...value].some((character) => !characters.includes(character)))
    return { kind: 'bad', problem: 'characters' };
  const expected = creditCheckCharacter(value);
  return expected === value[17] ? { kind: 'valid' } : { kind: 'bad', problem: 'digit', expected };
}
