import type { SubjectKind } from '../../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import type { PackIndex } from '../../kit/pack-index.ts';
import { formPath } from '../../kit/paths.ts';

/** Whether a form shows a field in one of its sections. */
export function formHasField(form: FormDefinition, fieldId: string): boolean {
  return form.sections.some((section) => section.fields.includes(fieldId));
}

/**
 * Where a finding is mended: the form it names when that form shows the field, otherwise the first form of the round
 * about this kind of subject that does. Null for findings over the whole submission without a field.
 */
export function findingPath(
  finding: Finding,
  kind: SubjectKind,
  round: 'preliminary' | 'formal',
  index: PackIndex,
): string | null {
  const forms = index.formsOf(kind).filter((form) => form.rounds.includes(round));
  const { fieldId } = finding;
  const named = forms.find((form) => form.id === finding.formId);
  if (fieldId === undefined) {
    return named === undefined || named.sections.length === 0 ? null : formPath(finding.subjectId, named.id);
  }
  const form =
    named !== undefined && formHasField(named, fieldId)
      ? named
      : (forms.find((one) => formHasField(one, fieldId)) ??
        index.formsOf(kind).find((one) => formHasField(one, fieldId)));
  return form === undefined ? null : formPath(finding.subjectId, form.id, fieldId, finding.row);
}
