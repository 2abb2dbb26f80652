import { z } from 'zod';
import { rowsOf } from '../../reading/cells.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { formsFor, isRequired, visibleFields } from '../../reading/lookup.ts';
import type { Field } from '../../words/field-schema.ts';
import { type Hit, type SubjectContext, subjectRule } from '../context/kind.ts';

/** Missing cells of a table's rows: one hit for each required column that a row leaves empty. */
function missingCells(
  field: Field,
  context: SubjectContext,
  place: Hit['blanks'],
  formId: string,
): readonly Hit[] {
  if (field.type !== 'table') return [];
  return rowsOf(context.subject.content, field.id).flatMap((row, at) =>
    field.columns
      .filter((column) => isRequired(column, context.scope) && !isFilled(row[column.id]))
      .map((column) => ({
        fieldId: field.id,
        formId,
        row: at,
        part: column.id,
        blanks: { ...place, label: `${field.label}第${at + 1}行的${column.label}` },
      })),
  );
}

/** Every visible required field of every form that is due in the round is filled (each fact asked for once). */
export const required = subjectRule({
  kind: 'required',
  /** Every visible required field of every form due in the round is filled. */
  params: z.strictObject({}).default({}),
  blanks: ['form', 'section'],
  references: () => ({}),
  check: (_rule, context) => {
    const { pack, submission, subject, scope } = context;
    const seen = new Set<string>();
    return formsFor(pack, submission.round, subject.kind, scope).flatMap((form) =>
      visibleFields(pack, form, scope).flatMap(({ sectionId, field }) => {
        if (seen.has(field.id)) return [];
        seen.add(field.id);
        const section = form.sections.find((item) => item.id === sectionId)?.title ?? '';
        const place = { form: form.annex === undefined ? form.title : `附件${form.annex}`, section };
        const value = subject.content[field.id];
        const rows = field.type === 'table' ? rowsOf(subject.content, field.id).length : 0;
        const tooFew = field.type === 'table' && isRequired(field, scope) && rows < field.minRows;
        if (tooFew || (isRequired(field, scope) && !isFilled(value)))
          return [{ fieldId: field.id, formId: form.id, blanks: { ...place, label: field.label } }];
        return missingCells(field, context, place, form.id);
      }),
    );
  },
});
