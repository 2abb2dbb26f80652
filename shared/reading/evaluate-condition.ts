import type { Content, FieldValue } from '../words/content.ts';
import type { Condition } from '../words/field-schema.ts';

/** The readings chosen where the notice leaves a question open, by setting id. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** What a condition may look at: the record it stands in, the unit's record (`unit:` prefix) and the settings. */
export interface ConditionScope {
  readonly record: Content;
  readonly unit: Content;
  readonly settings: Settings;
}

/** The value behind a field reference; `unit:` looks into the unit's record. Undefined where nothing was filled. */
export function valueAt(reference: string, scope: ConditionScope): FieldValue | undefined {
  return reference.startsWith('unit:')
    ? scope.unit[reference.slice('unit:'.length)]
    : scope.record[reference];
}

/** Whether a value counts as filled: not absent, not null, not blank, not an empty list. */
export function isFilled(value: FieldValue | undefined): value is Exclude<FieldValue, null> {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return true;
}

/**
 * Whether a condition of the pack holds (design: campaign pack). Absent means always. A field that is not filled
 * equals nothing, so `not` of a comparison with it holds.
 */
export function evaluateCondition(condition: Condition | undefined, scope: ConditionScope): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => evaluateCondition(part, scope));
  if ('any' in condition) return condition.any.some((part) => evaluateCondition(part, scope));
  if ('not' in condition) return !evaluateCondition(condition.not, scope);
  if ('setting' in condition) return scope.settings[condition.setting] === condition.equals;
  const value = valueAt(condition.field, scope);
  if ('filled' in condition) return isFilled(value) === condition.filled;
  if ('equals' in condition) return value === condition.equals;
  if ('column' in condition) return anyRowHas(value, condition.column, condition.in);
  if (typeof value === 'string') return condition.in.includes(value);
  // A list of codes (several criteria) matches when any of them does.
  return (
    Array.isArray(value) && value.some((item) => typeof item === 'string' && condition.in.includes(item))
  );
}

/** What the settings alone decide of a condition; null where it depends on what is filled in. */
function heldBySettings(condition: Condition, settings: Settings): boolean | null {
  if ('all' in condition || 'any' in condition) {
    const deciding = 'any' in condition;
    const parts = ('any' in condition ? condition.any : condition.all).map((part) =>
      heldBySettings(part, settings),
    );
    if (parts.includes(deciding)) return deciding;
    return parts.includes(null) ? null : !deciding;
  }
  if ('not' in condition) {
    const inner = heldBySettings(condition.not, settings);
    return inner === null ? null : !inner;
  }
  return 'setting' in condition ? settings[condition.setting] === condition.equals : null;
}

/** Whether a condition can hold under these settings at all, whatever is filled in: what cannot is not to be offered. */
export function mayHold(condition: Condition | undefined, settings: Settings): boolean {
  return condition === undefined || heldBySettings(condition, settings) !== false;
}

function anyRowHas(value: FieldValue | undefined, column: string, wanted: readonly string[]): boolean {
  if (!Array.isArray(value)) return false;
  return value.some((row) => {
    if (typeof row === 'string') return false;
    const cell = (row as Readonly<Record<string, unknown>>)[column];
    return typeof cell === 'string' && wanted.includes(cell);
  });
}

/** Every field reference inside a condition, for the pack check and for knowing what a rule depends on. */
export function fieldsOfCondition(
  condition: Condition | undefined,
): readonly { readonly field: string; readonly column?: string }[] {
  if (condition === undefined || 'setting' in condition) return [];
  if ('all' in condition) return condition.all.flatMap((part) => fieldsOfCondition(part));
  if ('any' in condition) return condition.any.flatMap((part) => fieldsOfCondition(part));
  if ('not' in condition) return fieldsOfCondition(condition.not);
  return 'column' in condition
    ? [{ field: condition.field, column: condition.column }]
    : [{ field: condition.field }];
}

/** Every setting a condition asks for. */
export function settingsOfCondition(
  condition: Condition | undefined,
): readonly { readonly setting: string; readonly value: string | number | boolean }[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap((part) => settingsOfCondition(part));
  if ('any' in condition) return condition.any.flatMap((part) => settingsOfCondition(part));
  if ('not' in condition) return settingsOfCondition(condition.not);
  return 'setting' in condition ? [{ setting: condition.setting, value: condition.equals }] : [];
}
