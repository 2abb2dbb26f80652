import { toHalfWidth } from './date-text.ts';

/** The number in a text, full-width digits and thousands commas allowed; null when it is none or out of range. */
export function parseNumber(text: string, min: number | undefined, max: number | undefined): number | null {
  const plain = toHalfWidth(text).replaceAll(',', '').trim();
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return (min !== undefined && value < min) || (max !== undefined && value > max) ? null : value;
}
