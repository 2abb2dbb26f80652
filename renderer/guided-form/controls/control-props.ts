import type { Field, FieldType } from '../../../shared/words/field-schema.ts';
import type { FieldIds } from '../field/field-frame.tsx';

/** What every control gets: its field, narrowed to one type, and the ids that name and describe it. */
export interface ControlProps<T extends FieldType> {
  readonly field: Extract<Field, { readonly type: T }>;
  readonly ids: FieldIds;
}

/** Attributes of a plain input, from the ids. */
export function inputAttributes(ids: FieldIds) {
  return {
    id: ids.control,
    'aria-describedby': ids.describedBy,
    'aria-required': ids.required || undefined,
    error: ids.invalid,
  };
}
