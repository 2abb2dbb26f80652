import { z } from 'zod';
import { bandOf, countWords } from '../../counting/word-count.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import type { RuleWith } from '../../words/rule-schema.ts';
import { fieldAt, type SubjectContext, subjectRule } from '../context/kind.ts';

/** Outside `fair` the rule's severity, between `good` and `fair` an info. The setting may choose another band. */
const params = z.strictObject({
  field: packId,
  bandSetting: packId.optional(),
  bands: z
    .record(
      z.string(),
      z.strictObject({ good: z.tuple([z.int(), z.int()]), fair: z.tuple([z.int(), z.int()]) }),
    )
    .default({}),
});
type WordBandParams = z.infer<typeof params>;

type Band = { readonly good: readonly [number, number]; readonly fair: readonly [number, number] };

/** The band in force: the one the setting chooses, else the field's own. */
function bandInForce(
  { params }: RuleWith<'wordBand', WordBandParams>,
  context: SubjectContext,
): Band | undefined {
  const chosen = params.bandSetting === undefined ? undefined : context.settings[params.bandSetting];
  const field = fieldAt(context, params.field);
  return params.bands[String(chosen)] ?? (field?.type === 'longText' ? field.wordBand : undefined);
}

/** 字数 as Word counts it, against a band (notice 四.5, domain notes 4.5 T1). */
export const wordBand = subjectRule({
  kind: 'wordBand',
  params,
  blanks: ['words', 'low', 'high'],
  references: ({ field, bandSetting, bands }) => ({
    fields: [field],
    settings: [{ id: bandSetting, values: Object.keys(bands) }],
  }),
  check: (rule, context) => {
    const text = textOf(context.subject.content, rule.params.field);
    const band = text === '' ? undefined : bandInForce(rule, context);
    if (band === undefined) return [];
    const words = countWords(text);
    const place = bandOf(words, band);
    if (place === 'good') return [];
    const [low, high] = place === 'fair' ? band.good : band.fair;
    const severity = place === 'fair' ? { severity: 'info' as const } : {};
    return [{ fieldId: rule.params.field, ...severity, blanks: { words, low, high } }];
  },
});
