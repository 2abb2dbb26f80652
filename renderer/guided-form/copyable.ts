import { sameValue } from '../../shared/ground/same-value.ts';
import { isFilled } from '../../shared/reading/evaluate-condition.ts';
import type { Content } from '../../shared/words/content.ts';
import type { Field } from '../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';

/**
 * The fields worth copying: filled there, different here, of this form. Personal ones, photos and files belong to one
 * person and are never offered.
 */
export function copyable(
  form: Pick<FormDefinition, 'sections'>,
  field: (id: string) => Field | undefined,
  nameField: string,
  from: Content,
  to: Content,
): readonly Field[] {
  const ids = form.sections.flatMap((section) => section.fields);
  // Birth date and sex follow the ID number: they are one person's own as well.
  const derived = ids.flatMap((id) => {
    const found = field(id);
    return found?.type === 'idNumber' ? [found.birthField, found.sexField] : [];
  });
  return form.sections.flatMap((section) =>
    section.fields.flatMap((id) => {
      const found = field(id);
      if (found === undefined || found.personal || id === nameField || derived.includes(id)) return [];
      if (found.type === 'photo' || found.type === 'attachments') return [];
      const value = from[id];
      return isFilled(value) && !sameValue(value, to[id]) ? [found] : [];
    }),
  );
}
