import { type Hit, submissionRule } from '../context/kind.ts';
import { sameKeyOf } from '../context/likeness-keys.ts';

/** Two people with one picture, byte for byte. */
export const samePhoto = submissionRule('samePhoto', ['other'], (rule, context) => {
  const seen = new Map<string, string>();
  return context.subjects.flatMap((subject): Hit[] => {
    if (subject.kind !== 'individual') return [];
    const { key } = sameKeyOf(rule, subject.content);
    if (key === null) return [];
    const other = seen.get(key);
    if (other === undefined) seen.set(key, context.nameOf(subject));
    return other === undefined
      ? []
      : [{ subjectId: subject.id, fieldId: rule.params.field, blanks: { other } }];
  });
});
