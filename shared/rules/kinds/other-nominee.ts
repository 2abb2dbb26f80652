import { z } from 'zod';
import { normaliseText } from '../../counting/text-likeness.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';

/**
 * Another nominee's name in a text: it was copied, or speaks of somebody else. The nominee's own facts are taken out of
 * the text first, so that one's own unit, also a nominee, may be named. A name of two letters may be an ordinary word
 * (高峰): no more than a reminder.
 */
export const otherNominee = submissionRule({
  kind: 'otherNominee',
  /** Another nominee's name in a text; `ownFields` are the nominee's own facts, which it may name. */
  params: z.strictObject({ field: packId, ownFields: z.array(packId) }),
  blanks: ['other'],
  references: ({ field, ownFields }) => ({
    fields: { collective: [field], individual: [field] },
    nomineeFields: ownFields,
  }),
  check: ({ params }, context) => {
    const nominees = context.subjects.filter((subject) => subject.kind !== 'unit');
    const names = nominees.map((subject) => normaliseText(context.nameOf(subject)));
    return nominees.flatMap((subject, at): Hit[] => {
      const whole = normaliseText(textOf(subject.content, params.field));
      if (whole === '') return [];
      let text = whole;
      const own = params.ownFields
        .map((field) => normaliseText(textOf(subject.content, field)))
        .filter((value) => value.length > 1)
        .sort((left, right) => right.length - left.length);
      for (const value of own) text = text.replaceAll(value, '\n');
      return names.flatMap((name, other): Hit[] => {
        // A longer name that begins with one's own is looked for before one's own is taken out.
        const where = own.some((value) => name !== value && name.includes(value)) ? whole : text;
        if (other === at || name.length < 2 || own.includes(name) || !where.includes(name)) return [];
        const found = nominees[other];
        if (found === undefined) return [];
        const severity = [...name].length === 2 ? { severity: 'info' as const } : {};
        const blanks = { other: context.nameOf(found) };
        return [{ subjectId: subject.id, fieldId: params.field, part: found.id, ...severity, blanks }];
      });
    });
  },
});
