import { isFilled } from '../../reading/evaluate-condition.ts';
import { subjectRule } from '../context/kind.ts';

/** A field that must be filled when the rule's condition holds. */
export const filledWhen = subjectRule('filledWhen', [], ({ params }, { subject }) =>
  isFilled(subject.content[params.field]) ? [] : [{ fieldId: params.field, blanks: {} }],
);
