import { z } from 'zod';
import { maskIdNumber } from '../../identifiers/id-number.ts';
import { maskPhone } from '../../identifiers/phone.ts';
import { textOf } from '../../reading/cells.ts';
import { findPersonalData, type PersonalLeak } from '../../reading/public-notice-text.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, type Hit, subjectRule } from '../context/kind.ts';

function describe(leak: PersonalLeak): { readonly what: string; readonly found: string } {
  switch (leak.what) {
    case 'idNumber':
      return { what: '身份证号', found: maskIdNumber(leak.found) };
    case 'mobile':
      return { what: '手机号', found: maskPhone(leak.found) };
    case 'field':
      return { what: leak.label ?? '个人信息', found: `${[...leak.found].slice(0, 3).join('')}…` };
  }
}

/** A text that will be published holds no ID number, telephone or address (domain notes 4.3 P4, 7.4). */
export const noPersonalData = subjectRule({
  kind: 'noPersonalData',
  params: z.strictObject({ field: packId, personalFields: z.array(packId) }),
  blanks: ['what', 'found'],
  references: ({ field, personalFields }) => ({ fields: [field, ...personalFields] }),
  check: ({ params }, context) => {
    const { content } = context.subject;
    const text = textOf(content, params.field);
    if (text === '') return [];
    const secrets = params.personalFields.flatMap((id) => {
      const value = textOf(content, id);
      return value === '' ? [] : [{ label: fieldAt(context, id)?.label ?? id, value }];
    });
    return findPersonalData(text, secrets).map((leak, at): Hit => {
      return { fieldId: params.field, part: String(at + 1), blanks: describe(leak) };
    });
  },
});
