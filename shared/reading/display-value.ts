import { maskIdNumber } from '../identifiers/id-number.ts';
import { maskPhone } from '../identifiers/phone.ts';
import type { FieldValue } from '../words/content.ts';
import type { Field } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { fieldText } from './field-text.ts';

/** A value as messages may show it: ID numbers and telephones masked, codes by label, dates in Chinese. */
export function displayValue(pack: CampaignPack, field: Field, value: FieldValue | undefined): string {
  if (typeof value === 'string' && field.type === 'idNumber') return maskIdNumber(value);
  if (typeof value === 'string' && field.type === 'phone') return maskPhone(value);
  const text = fieldText(field, value, { codes: pack.codes });
  return text === '' ? '空' : text;
}
