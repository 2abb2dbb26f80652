import { isDate } from '../ground/plain-date.ts';
import { usualSigns, withoutSheetMark } from '../ground/usual-signs.ts';

/** GB 11643-1999: weights of the first 17 digits and the check characters by remainder of 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** What an ID number says of its holder. Sex by GB/T 2261.1: `1` male, `2` female. */
interface IdNumberFacts {
  readonly division: string;
  readonly birth: string;
  readonly sex: '1' | '2';
}

export type IdNumberReading =
  | ({ readonly kind: 'valid' | 'old' } & IdNumberFacts)
  | { readonly kind: 'bad'; readonly problem: 'length' | 'characters' | 'birth' | 'digit' };

/** Upper case X, half-width digits, no spaces, no marks of a sheet or a phone: how an ID number is stored. */
export function normaliseIdNumber(text: string): string {
  return withoutSheetMark(usualSigns(text)).normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/** The check character for the first 17 digits (GB 11643-1999). */
export function idCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return checkCharacters[sum % 11] ?? '';
}

/**
 * Reads an ID number. 18 digits with a right check character are `valid`; 15 digits with a real birth date are `old`
 * (out of use since 2013); everything else is `bad` with the first reason. Source: GB 11643-1999, domain notes 4.8.
 */
export function readIdNumber(text: string): IdNumberReading {
  const value = normaliseIdNumber(text);
  if (value.length !== 18 && value.length !== 15) return { kind: 'bad', problem: 'length' };
  if (!/^(?:\d{17}[\dX]|\d{15})$/.test(value)) return { kind: 'bad', problem: 'characters' };
  const eight = value.length === 18 ? value.slice(6, 14) : `19${value.slice(6, 12)}`;
  const birth = `${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6)}`;
  if (!isDate(birth)) return { kind: 'bad', problem: 'birth' };
  const sequence = Number(value.length === 18 ? value[16] : value[14]);
  const facts: IdNumberFacts = { division: value.slice(0, 6), birth, sex: sequence % 2 === 1 ? '1' : '2' };
  if (value.length === 15) return { kind: 'old', ...facts };
  return idCheckCharacter(value) === value[17]
    ? { kind: 'valid', ...facts }
    : { kind: 'bad', problem: 'digit' };
}

/** An ID number for messages and logs: first six and last four, stars between (domain notes 7.4). */
export function maskIdNumber(text: string): string {
  const value = normaliseIdNumber(text);
  return value.length <= 10
    ? '*'.repeat(value.length)
    : `${value.slice(0, 6)}${'*'.repeat(value.length - 10)}${value.slice(-4)}`;
}
