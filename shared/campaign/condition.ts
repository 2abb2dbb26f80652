import type { Content, FieldValue } from '../submission/content.ts';
import type { Condition } from './field-schema.ts';

/** What a condition looks at: the record itself, the unit's record (for `unit:` fields) and the chosen settings. */
export interface ConditionScope {
  readonly record: Content;
  readonly unit: Content;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** The value a field name refers to; `unit:x` looks into the unit's record. An empty field is null. */
export function valueOf(field: string, scope: ConditionScope): FieldValue {
  const inUnit = field.startsWith('unit:');
  const record = inUnit ? scope.unit : scope.record;
  return record[inUnit ? field.slice(5) : field] ?? null;
}

/** True when a field carries something: a blank text, an empty list and null do not count. */
export function isFilled(value: FieldValue | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return true;
}

/** Whether a condition of the campaign pack holds (see `Condition`); an absent condition always holds. */
export function conditionHolds(condition: Condition | undefined, scope: ConditionScope): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, scope));
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, scope));
  if ('not' in condition) return !conditionHolds(condition.not, scope);
  if ('setting' in condition) return scope.settings[condition.setting] === condition.equals;
  const value = valueOf(condition.field, scope);
  if ('filled' in condition) return isFilled(value) === condition.filled;
  if ('in' in condition) {
    if (typeof value === 'string') return condition.in.includes(value);
    return Array.isArray(value) && value.some((one) => typeof one === 'string' && condition.in.includes(one));
  }
  return value === condition.equals;
}
