import { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import { valueAt } from '../../reading/evaluate-condition.ts';
import { fieldOf } from '../../reading/lookup.ts';
import { type Hit, type SubjectContext, subjectRule } from '../context/kind.ts';

function labelOf(reference: string, context: SubjectContext): string {
  const inUnit = reference.startsWith('unit:');
  const id = inUnit ? reference.slice('unit:'.length) : reference;
  return fieldOf(context.pack, inUnit ? 'unit' : context.subject.kind, id)?.label ?? id;
}

/**
 * Filled dates must not run backwards; empty ones are skipped. A month and a day compare by their months. The finding
 * stands at the later field of the nominee's own record (domain notes 4.9 C4, C5).
 */
export const dateOrder = subjectRule({
  kind: 'dateOrder',
  /** Filled dates must not run backwards in this order; `unit:` looks into the unit's record. */
  params: z.strictObject({ fields: z.array(z.string()).min(2), strict: z.boolean().default(false) }),
  blanks: ['earlier', 'earlierDate', 'later', 'laterDate'],
  references: ({ fields }) => ({ fields }),
  check: ({ params }, context) => {
    const dates = params.fields.flatMap((reference) => {
      const value = valueAt(reference, context.scope);
      return typeof value === 'string' && value !== '' ? [{ reference, value }] : [];
    });
    return dates.slice(1).flatMap((later, at): Hit[] => {
      const earlier = dates[at];
      if (earlier === undefined) return [];
      const length = Math.min(earlier.value.length, later.value.length);
      const order = later.value.slice(0, length).localeCompare(earlier.value.slice(0, length));
      if (order > 0 || (order === 0 && !params.strict)) return [];
      const own = [later, earlier].find(({ reference }) => !reference.startsWith('unit:'));
      const fieldId = (own ?? later).reference.replace(/^unit:/, '');
      const blanks = {
        earlier: labelOf(earlier.reference, context),
        earlierDate: chineseDate(earlier.value),
        later: labelOf(later.reference, context),
        laterDate: chineseDate(later.value),
      };
      return [{ fieldId, blanks }];
    });
  },
});
