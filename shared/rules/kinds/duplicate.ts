import { displayValue } from '../../reading/display-value.ts';
import { fieldOf } from '../../reading/lookup.ts';
import { type Hit, submissionRule } from '../context/kind.ts';
import { sameKeyOf } from '../context/likeness-keys.ts';

/** Two nominees of a kind with the same values in all of the fields, e.g. one ID number twice. */
export const duplicate = submissionRule('duplicate', ['other', 'value'], (rule, context) => {
  const { params } = rule;
  const seen = new Map<string, string>();
  return context.subjects.flatMap((subject): Hit[] => {
    if (subject.kind !== params.kind) return [];
    const { key } = sameKeyOf(rule, subject.content);
    if (key === null) return [];
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, context.nameOf(subject));
      return [];
    }
    const id = params.fields[0] ?? '';
    const field = fieldOf(context.pack, subject.kind, id);
    const value = field === undefined ? '' : displayValue(context.pack, field, subject.content[id]);
    return [{ subjectId: subject.id, fieldId: id, blanks: { other, value } }];
  });
});
