import type { Field } from '../words/field-schema.ts';

/** Units of what is counted one by one: there is no half person. */
const counted = new Set(['人', '名', '个', '户', '家', '件', '项', '次', '届', '篇', '份', '台', '辆']);

/** Whether a field counts what has no fractions, by its unit. */
export function countsWholes(field: Extract<Field, { readonly type: 'number' }>): boolean {
  return field.unit !== undefined && counted.has(field.unit);
}

/** The whole number that a calculation meant (125.99999999999999); null when it is none. */
export function nearestWhole(value: number): number | null {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.max(1, Math.abs(value)) ? whole : null;
}
