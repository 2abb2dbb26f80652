import type { z } from 'zod';

/**
 * What a schema finds wrong, as a short Chinese phrase for the `problem` blank of a message. Never repeats the value
 * itself: it may be personal data, or crafted.
 */
export function zodIssueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `类型不对，应为 ${issue.expected}`;
    case 'invalid_format':
      return `格式不对（${issue.format}）`;
    case 'too_big':
      return `超过上限 ${String(issue.maximum)}`;
    case 'too_small':
      return `低于下限 ${String(issue.minimum)}`;
    case 'not_multiple_of':
      return `应为 ${String(issue.divisor)} 的整数倍`;
    case 'unrecognized_keys':
      return `含有不认识的项 ${issue.keys
        .slice(0, 5)
        .map((key) => key.slice(0, 40))
        .join('、')}`;
    case 'invalid_value':
      return '不在允许的取值之内';
    case 'invalid_union':
      return '不符合任何一种允许的形式';
    case 'invalid_key':
      return '键名不符合规定';
    case 'invalid_element':
      return '其中一项不符合规定';
    case 'custom':
      return '不符合规定';
  }
}
