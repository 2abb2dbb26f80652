import { findFirstPerson } from '../../counting/third-person.ts';
import { textOf } from '../../reading/cells.ts';
import { subjectRule } from '../context/kind.ts';

/** Words of the first person outside quotation marks (notice 四.5, domain notes 4.5 T2). */
export const thirdPerson = subjectRule(
  'thirdPerson',
  ['found', 'position', 'times'],
  ({ params }, { subject }) => {
    const marks = findFirstPerson(textOf(subject.content, params.field), params);
    const first = marks[0];
    if (first === undefined) return [];
    return [
      { fieldId: params.field, blanks: { found: first.word, position: first.position, times: marks.length } },
    ];
  },
);
