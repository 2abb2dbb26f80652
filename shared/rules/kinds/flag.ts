import { subjectRule } from '../context/kind.ts';

/** A remark whenever the rule's condition holds; the engine has evaluated it already. */
export const flag = subjectRule('flag', [], ({ params }) => [{ fieldId: params.field, blanks: {} }]);
