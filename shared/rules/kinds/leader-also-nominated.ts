import { z } from 'zod';
import { normaliseName } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { submissionRule } from '../context/kind.ts';

/** A collective and its own leader are both nominated (domain notes 4.1 Q4). */
export const leaderAlsoNominated = submissionRule({
  kind: 'leaderAlsoNominated',
  params: z.strictObject({
    leaderField: packId,
    collectiveNameField: packId,
    nameField: packId,
    employerField: packId,
  }),
  blanks: ['collective'],
  references: ({ leaderField, collectiveNameField, nameField, employerField }) => ({
    fields: { collective: [leaderField, collectiveNameField], individual: [nameField, employerField] },
  }),
  check: ({ params }, context) => {
    const collectives = context.subjects.filter((subject) => subject.kind === 'collective');
    return context.subjects
      .filter((subject) => subject.kind === 'individual')
      .flatMap((person) => {
        const name = normaliseName(textOf(person.content, params.nameField));
        const employer = textOf(person.content, params.employerField);
        const led = collectives.find(
          ({ content }) =>
            name !== '' &&
            normaliseName(textOf(content, params.leaderField)) === name &&
            textOf(content, params.collectiveNameField) === employer,
        );
        if (led === undefined) return [];
        return [
          { subjectId: person.id, fieldId: params.nameField, blanks: { collective: context.nameOf(led) } },
        ];
      });
  },
});
