import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { displayValue } from '../../reading/display-value.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { fieldOf } from '../../reading/lookup.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, submissionRule } from '../context/kind.ts';

/** An organisation that stands in a collective's and in an individual's record is described alike (domain notes 4.9 C1). */
export const factsAgree = submissionRule({
  kind: 'factsAgree',
  /** Facts about one organisation that stands in a collective's and in an individual's record agree. */
  params: z.strictObject({
    collectiveNameField: packId,
    employerField: packId,
    pairs: z.array(z.strictObject({ collective: packId, individual: packId })).min(1),
  }),
  blanks: ['employer', 'value', 'other'],
  references: ({ collectiveNameField, employerField, pairs }) => ({
    fields: {
      collective: [collectiveNameField, ...pairs.map((pair) => pair.collective)],
      individual: [employerField, ...pairs.map((pair) => pair.individual)],
    },
  }),
  check: ({ params }, context) => {
    const collectives = new Map(
      context.subjects
        .filter((subject) => subject.kind === 'collective')
        .map((subject) => [textOf(subject.content, params.collectiveNameField), subject.content]),
    );
    return context.subjects.flatMap((person): Hit[] => {
      if (person.kind !== 'individual') return [];
      const employer = textOf(person.content, params.employerField);
      const organisation = employer === '' ? undefined : collectives.get(employer);
      if (organisation === undefined) return [];
      return params.pairs.flatMap((pair) => {
        const mine = person.content[pair.individual];
        const theirs = organisation[pair.collective];
        const field = fieldOf(context.pack, 'individual', pair.individual);
        if (field === undefined || !isFilled(mine) || !isFilled(theirs) || mine === theirs) return [];
        const show = (value: typeof mine) => displayValue(context.pack, field, value);
        const blanks = { employer, label: field.label, value: show(mine), other: show(theirs) };
        return [{ subjectId: person.id, fieldId: pair.individual, blanks }];
      });
    });
  },
});
