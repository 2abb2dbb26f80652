import { type Hit, submissionRule } from '../context/kind.ts';
import { type SameKey, sameKeyOf, samenessOf } from '../context/likeness-keys.ts';

/** A text that is another nominee's, wholly or for the most part: deeds were copied and not written. */
export const sameText = submissionRule('sameText', ['other', 'percent'], (rule, context) => {
  const before: { readonly name: string; readonly key: SameKey }[] = [];
  /** Who has a hash: only texts that share one are compared. */
  const having = new Map<number, number[]>();
  return context.subjects.flatMap((subject): Hit[] => {
    if (subject.kind === 'unit') return [];
    const key = sameKeyOf(rule, subject.content);
    const candidates = new Set(key.sketch.flatMap((hash) => having.get(hash) ?? []));
    for (const hash of key.sketch) having.set(hash, [...(having.get(hash) ?? []), before.length]);
    before.push({ name: context.nameOf(subject), key });
    const alike = [...candidates]
      .flatMap((at) => {
        const other = before[at];
        return other === undefined ? [] : [{ other, share: samenessOf(rule, other.key, key) }];
      })
      .filter(({ share }) => share > 0)
      .sort((left, right) => right.share - left.share);
    const [most] = alike;
    if (most === undefined) return [];
    const blanks = { other: most.other.name, percent: Math.round(most.share * 100) };
    return [{ subjectId: subject.id, fieldId: rule.params.field, blanks }];
  });
});
