import { nameProblem } from '../../identifiers/person-name.ts';
import { isPhone } from '../../identifiers/phone.ts';
import { isEmail, isPostcode } from '../../identifiers/postcode.ts';
import { textOf } from '../../reading/cells.ts';
import { displayValue } from '../../reading/display-value.ts';
import { formatRule } from '../../words/rules-below.ts';
import { fieldAt, subjectRule } from '../context/kind.ts';

const nameProblems = {
  space: '中间有空格',
  dot: '间隔号写法不对',
  characters: '含有汉字和间隔号以外的字符',
  length: '少于两个字',
} as const;

function problemOf(value: string, format: 'phone' | 'postcode' | 'email' | 'personName'): string | null {
  switch (format) {
    case 'phone':
      return isPhone(value) ? null : '号码位数或者写法不对';
    case 'postcode':
      return isPostcode(value) ? null : '不是6位数字';
    case 'email':
      return isEmail(value) ? null : '不是有效的邮箱地址';
    case 'personName': {
      const problem = nameProblem(value);
      return problem === null ? null : nameProblems[problem];
    }
  }
}

/** How telephone numbers, postcodes, e-mail addresses and names are written (domain notes 4.8, 3.4). */
export const format = subjectRule({
  ...formatRule,
  blanks: ['value', 'problem'],
  references: ({ field }) => ({ fields: [field] }),
  check: ({ params }, context) => {
    const value = textOf(context.subject.content, params.field);
    const field = fieldAt(context, params.field);
    const problem = value === '' ? null : problemOf(value, params.format);
    if (problem === null || field === undefined) return [];
    return [{ fieldId: params.field, blanks: { value: displayValue(context.pack, field, value), problem } }];
  },
});
