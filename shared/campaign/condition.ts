import type { FieldValue } from '../submission/content.ts';
import { type ConditionScope, valueAt } from './evaluate-condition.ts';

export { type ConditionScope, evaluateCondition as conditionHolds, isFilled } from './evaluate-condition.ts';

/** The value a field name refers to; `unit:x` looks into the unit's record. An empty field is null. */
function fieldValueAt(field: string, scope: ConditionScope): FieldValue {
  return valueAt(field, scope) ?? null;
}

export { fieldValueAt as valueOf };
