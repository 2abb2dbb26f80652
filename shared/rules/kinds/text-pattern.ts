import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

const compiled = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, 'u');
  compiled.set(source, made);
  return made;
}

/** A text that must not match a pattern; `{found}` is the first match. */
export const textPattern = subjectRule({
  kind: 'textPattern',
  /** A text that matches the regular expression is a finding; {found} is what matched. */
  params: z.strictObject({ field: packId, pattern: z.string() }),
  blanks: ['found'],
  references: ({ field, pattern }) => ({ fields: [field], patterns: [pattern] }),
  check: ({ params }, { subject }) => {
    const found = patternOf(params.pattern).exec(textOf(subject.content, params.field))?.[0];
    return found === undefined || found === '' ? [] : [{ fieldId: params.field, blanks: { found } }];
  },
});
