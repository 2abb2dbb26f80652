import { toHalfWidth } from './date-text.ts';

/**
 * The number in a text, full-width digits, thousands commas and the field's own unit after it allowed; null when it is
 * none or out of range.
 */
export function parseNumber(
  text: string,
  min: number | undefined,
  max: number | undefined,
  unit = '',
): number | null {
  const whole = toHalfWidth(text).replaceAll(',', '').trim();
  const plain = unit !== '' && whole.endsWith(unit) ? whole.slice(0, -unit.length).trim() : whole;
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return (min !== undefined && value < min) || (max !== undefined && value > max) ? null : value;
}
