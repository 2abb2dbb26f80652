import type { FormDefinition } from '../../shared/campaign/form-schema.ts';

/** How a form is called in short: its annex number and title. */
export function formName(form: FormDefinition): string {
  return form.annex === undefined ? form.title : `附件${form.annex} ${form.title}`;
}
