import { bandOf, countWords } from '../../counting/word-count.ts';
import { textOf } from '../../reading/cells.ts';
import { fieldAt, type RuleOf, type SubjectContext, subjectRule } from '../context/kind.ts';

type Band = { readonly good: readonly [number, number]; readonly fair: readonly [number, number] };

/** The band in force: the one the setting chooses, else the field's own. */
function bandInForce({ params }: RuleOf<'wordBand'>, context: SubjectContext): Band | undefined {
  const chosen = params.bandSetting === undefined ? undefined : context.settings[params.bandSetting];
  const field = fieldAt(context, params.field);
  return params.bands[String(chosen)] ?? (field?.type === 'longText' ? field.wordBand : undefined);
}

/** 字数 as Word counts it, against a band (notice 四.5, domain notes 4.5 T1). */
export const wordBand = subjectRule('wordBand', ['words', 'low', 'high'], (rule, context) => {
  const text = textOf(context.subject.content, rule.params.field);
  const band = text === '' ? undefined : bandInForce(rule, context);
  if (band === undefined) return [];
  const words = countWords(text);
  const place = bandOf(words, band);
  if (place === 'good') return [];
  const [low, high] = place === 'fair' ? band.good : band.fair;
  const severity = place === 'fair' ? { severity: 'info' as const } : {};
  return [{ fieldId: rule.params.field, ...severity, blanks: { words, low, high } }];
});
