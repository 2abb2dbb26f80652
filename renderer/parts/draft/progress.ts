import {
  type ConditionScope,
  evaluateCondition,
  isFilled,
} from '../../../shared/reading/evaluate-condition.ts';
import { isRequired } from '../../../shared/reading/lookup.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import type { Section } from '../../../shared/words/form-schema.ts';

/** How far a section, form or nominee is: required fields that apply now, and how many of them are filled. */
export interface Progress {
  readonly required: number;
  readonly filled: number;
  /** Fields that apply and hold something, required or not. */
  readonly touched: number;
}

/** Counts over fields. Fields hidden by their condition do not count. */
export function progressOf(fields: readonly Field[], scope: ConditionScope): Progress {
  let required = 0;
  let filled = 0;
  let touched = 0;
  for (const field of fields) {
    if (!evaluateCondition(field.visibleWhen, scope)) continue;
    const has = isFilled(scope.record[field.id]);
    if (has) touched += 1;
    if (!isRequired(field, scope)) continue;
    required += 1;
    if (has) filled += 1;
  }
  return { required, filled, touched };
}

/** Sums over sections or forms. */
export function addProgress(parts: readonly Progress[]): Progress {
  return parts.reduce(
    (sum, part) => ({
      required: sum.required + part.required,
      filled: sum.filled + part.filled,
      touched: sum.touched + part.touched,
    }),
    { required: 0, filled: 0, touched: 0 },
  );
}

/** Share of required fields filled, 0 to 1; a part that requires nothing is whole once anything is filled. */
export function share(progress: Progress): number {
  if (progress.required === 0) return progress.touched > 0 ? 1 : 0;
  return progress.filled / progress.required;
}

/** The fields of a section that the catalogue knows, in order. */
export function fieldsOfSection(
  section: Section,
  field: (id: string) => Field | undefined,
): readonly Field[] {
  return section.fields.flatMap((id) => field(id) ?? []);
}
