import { z } from 'zod';
import { readCreditCode } from '../../identifiers/credit-code.ts';
import { textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** 统一社会信用代码 by GB 32100-2015; a warning only, codes in use fail it (domain notes 4.8). */
export const creditCode = subjectRule({
  kind: 'creditCode',
  /** GB 32100. */
  params: z.strictObject({ field: packId }),
  blanks: ['value', 'problem'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, { subject }) => {
    const value = textOf(subject.content, params.field);
    if (value === '') return [];
    const reading = readCreditCode(value);
    if (reading.kind === 'valid') return [];
    const problem = {
      length: '应为18位',
      characters: '含有不用的字符（不用I、O、S、V、Z）',
      digit: `按规则末位应为${reading.problem === 'digit' ? reading.expected : ''}`,
    }[reading.problem];
    return [{ fieldId: params.field, blanks: { value, problem } }];
  },
});
