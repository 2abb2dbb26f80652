import { z } from 'zod';
import { sketchLikeness, textSketch } from '../../counting/text-likeness.ts';
import { textOf } from '../../reading/cells.ts';
import type { Content } from '../../words/content.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';
import type { SameKey } from '../context/likeness-keys.ts';

/** Texts of two nominees alike in at least `share` of their runs of twelve letters; shorter ones than `leastRuns` are left. */
const params = z.strictObject({
  field: packId,
  share: z.number().min(0.1).max(1),
  leastRuns: z.int().min(1).max(32),
});
type SameTextParams = z.infer<typeof params>;

function keyOf({ field, leastRuns }: SameTextParams, content: Content): SameKey {
  const sketch = textSketch(textOf(content, field));
  return { key: null, sketch: sketch.length < leastRuns ? [] : sketch };
}

function samenessOf(params: SameTextParams, left: SameKey, right: SameKey): number {
  const share = sketchLikeness(left.sketch, right.sketch);
  return share >= params.share ? share : 0;
}

/** A text that is another nominee's, wholly or for the most part: deeds were copied and not written. */
export const sameText = submissionRule({
  kind: 'sameText',
  params,
  blanks: ['other', 'percent'],
  references: ({ field }) => ({ fields: { collective: [field], individual: [field] } }),
  comparison: (params) => ({
    of: ['collective', 'individual'],
    fields: [params.field],
    keyOf: (content) => keyOf(params, content),
    samenessOf: (left, right) => samenessOf(params, left, right),
  }),
  check: ({ params }, context) => {
    const before: { readonly name: string; readonly key: SameKey }[] = [];
    /** Who has a hash: only texts that share one are compared. */
    const having = new Map<number, number[]>();
    return context.subjects.flatMap((subject): Hit[] => {
      if (subject.kind === 'unit') return [];
      const key = keyOf(params, subject.content);
      const candidates = new Set(key.sketch.flatMap((hash) => having.get(hash) ?? []));
      for (const hash of key.sketch) having.set(hash, [...(having.get(hash) ?? []), before.length]);
      before.push({ name: context.nameOf(subject), key });
      const alike = [...candidates]
        .flatMap((at) => {
          const other = before[at];
          return other === undefined ? [] : [{ other, share: samenessOf(params, other.key, key) }];
        })
        .filter(({ share }) => share > 0)
        .sort((left, right) => right.share - left.share);
      const [most] = alike;
      if (most === undefined) return [];
      const blanks = { other: most.other.name, percent: Math.round(most.share * 100) };
      return [{ subjectId: subject.id, fieldId: params.field, blanks }];
    });
  },
});
