import { yesNoWords } from '../../../../../shared/reading/yes-no-words.ts';
import type { RuledPack } from '../../../../../shared/rules/ruled-pack.ts';
import type { Column, Field, NomineeKind } from '../../../../../shared/words/field-schema.ts';
import { ownerColumns } from './bulk-sheets.ts';

/** How a cell of the sample row is filled: shapes, and nobody's data. */
export function sampleText(
  pack: RuledPack,
  kind: NomineeKind,
  id: string,
  field: Field | Column | null,
): string {
  if (id === ownerColumns.name || id === pack.campaign.nameField[kind])
    return kind === 'individual' ? '张某某' : '某某市机关事务服务中心';
  if (id === ownerColumns.idNumber) return '（同名时必填）';
  if (field === null) return '';
  switch (field.type) {
    case 'date':
      return '2021-09-02';
    case 'month':
      return 'allowPresent' in field && field.allowPresent ? '至今' : '2006-07';
    case 'number':
      return '12';
    case 'code':
      return pack.codes[field.table]?.items[0]?.label ?? '';
    case 'codes':
      return (pack.codes[field.table]?.items ?? [])
        .slice(0, 2)
        .map(({ label }) => label)
        .join('、');
    case 'yesNo':
      return yesNoWords(field).no;
    case 'idNumber':
      return '（18位，按文本填）';
    case 'creditCode':
      return '（18位）';
    case 'phone':
      return '13900000000';
    case 'email':
      return '';
    case 'postcode':
      return '410000';
    case 'text':
    case 'longText':
      return field.placeholder ?? '……';
    case 'photo':
    case 'attachments':
    case 'table':
      return '';
  }
}
