import { z } from 'zod';
import { maskIdNumber, readIdNumber } from '../../identifiers/id-number.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { type Hit, subjectRule } from '../context/kind.ts';

const problems = {
  length: '应为18位',
  characters: '只能由数字组成，末位可以是X',
  birth: '第7至14位不是有效的出生日期',
  digit: '校验位不符，至少有一位填错',
} as const;

/** First two digits of GB/T 2260: the provinces in force. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** ID number by GB 11643-1999 (domain notes 4.8). */
export const idNumber = subjectRule({
  kind: 'idNumber',
  /** GB 11643: `digit` the check digit and shape, `old` a 15-digit number, `division` the province prefix. */
  params: z.strictObject({ field: packId, check: z.enum(['digit', 'old', 'division']).default('digit') }),
  blanks: ['value', 'problem'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }): readonly Hit[] => {
    const value = textOf(subject.content, params.field);
    if (value === '') return [];
    const reading = readIdNumber(value);
    const blanks = { value: maskIdNumber(value), problem: '' };
    const hit = { fieldId: params.field, blanks };
    switch (params.check) {
      case 'digit':
        return reading.kind === 'bad'
          ? [{ ...hit, blanks: { ...blanks, problem: problems[reading.problem] } }]
          : [];
      case 'old':
        return reading.kind === 'old' ? [hit] : [];
      case 'division':
        return reading.kind !== 'bad' && !provinces.has(reading.division.slice(0, 2)) ? [hit] : [];
    }
  },
});
