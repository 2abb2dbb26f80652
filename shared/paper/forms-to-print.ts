import { evaluateCondition } from '../reading/evaluate-condition.ts';
import type { FormDefinition } from '../words/form-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { Nominee, Submission } from '../words/submission-schema.ts';
import { formScope } from './form-content.ts';

/** A form and whom it is about; null for forms of the unit. */
export interface FormToPrint {
  readonly form: FormDefinition;
  readonly nominee: Nominee | null;
}

/**
 * The forms that the submission's round asks for, in the order of the pack, each nominee's in the order of recommendation; forms
 * whose condition does not hold are left out, and so are references, which nobody hands in.
 */
export function formsToPrint(pack: CampaignPack, submission: Submission): FormToPrint[] {
  const nominees = [...submission.nominees].sort((a, b) => a.order - b.order);
  return pack.forms
    .filter((form) => form.kind !== 'reference' && form.rounds.includes(submission.round))
    .flatMap((form): FormToPrint[] => {
      const subjects = form.subject === 'unit' ? [null] : nominees.filter((one) => one.kind === form.subject);
      return subjects
        .filter((nominee) => evaluateCondition(form.when, formScope(pack, submission, nominee)))
        .map((nominee) => ({ form, nominee }));
    });
}
