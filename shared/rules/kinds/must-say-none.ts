import { textOf } from '../../reading/cells.ts';
import { subjectRule } from '../context/kind.ts';

/** A text that usually says 无: anything else needs a person to judge it (domain notes 4.2 E6). */
export const mustSayNone = subjectRule('mustSayNone', ['value'], ({ params }, { subject }) => {
  const value = textOf(subject.content, params.field);
  return value === '' || params.words.includes(value) ? [] : [{ fieldId: params.field, blanks: { value } }];
});
