import { z } from 'zod';
import { isDate, isMonth } from '../../ground/plain-date.ts';
import { rowsOf } from '../../reading/cells.ts';
import { codeItem, fieldOf } from '../../reading/lookup.ts';
import { attachmentRef, type FieldValue } from '../../words/content.ts';
import type { Column, Field } from '../../words/field-schema.ts';
import type { CampaignPack } from '../../words/pack-schema.ts';
import { type Hit, type SubjectContext, subjectRule } from '../context/kind.ts';

/** Characters that no paper could show: said here, while they are typed, and not only when they are printed. */
function printProblem(unprintable: SubjectContext['unprintable'], value: unknown): string | null {
  const found = typeof value === 'string' ? unprintable(value) : [];
  if (found.length === 0) return null;
  const more = found.length > 5 ? `等${found.length}个字符` : '';
  return `“${found.slice(0, 5).join('”“')}”${more}打印不出来，请换一个写法，或在“设置”的“字体”里加上有这个字的字体`;
}

function textProblem(pack: CampaignPack, field: Field | Column, value: string): string | null {
  switch (field.type) {
    case 'date':
      return isDate(value) ? null : '不是有效的日期';
    case 'month':
      return isMonth(value) || (value === 'present' && 'allowPresent' in field && field.allowPresent)
        ? null
        : '不是有效的年月';
    case 'code':
      return codeItem(pack, field.table, value) === undefined ? '不在选项中' : null;
    case 'text':
    case 'longText': {
      // Characters are never more than UTF-16 units: only a text over the limit by units is counted.
      if (field.maxLength === undefined || value.length <= field.maxLength) return null;
      const length = [...value].length;
      return length > field.maxLength ? `有${length}个字符，超过上限${field.maxLength}` : null;
    }
    case 'phone':
    case 'email':
    case 'postcode':
    case 'idNumber':
    case 'creditCode':
      return null;
    case 'number':
    case 'yesNo':
    case 'codes':
    case 'photo':
    case 'attachments':
    case 'table':
      return '类型不对';
  }
}

function numberProblem(field: Field, value: number): string | null {
  switch (field.type) {
    case 'number':
      if (!Number.isFinite(value)) return '类型不对';
      if (field.min !== undefined && value < field.min) return `小于${field.min}`;
      return field.max !== undefined && value > field.max ? `大于${field.max}` : null;
    case 'text':
    case 'longText':
    case 'date':
    case 'month':
    case 'code':
    case 'codes':
    case 'yesNo':
    case 'phone':
    case 'email':
    case 'postcode':
    case 'idNumber':
    case 'creditCode':
    case 'photo':
    case 'attachments':
    case 'table':
      return '类型不对';
  }
}

function listProblem(
  pack: CampaignPack,
  field: Field,
  value: Extract<FieldValue, readonly unknown[]>,
): string | null {
  switch (field.type) {
    case 'codes':
      return value.every(
        (code) => typeof code === 'string' && codeItem(pack, field.table, code) !== undefined,
      )
        ? null
        : '有不在选项中的项';
    case 'attachments':
      return value.every((item) => attachmentRef.safeParse(item).success) ? null : '不是附件';
    case 'table':
      return value.every((row) => typeof row === 'object') ? null : '不是表格';
    default:
      return value.length === 0 ? null : '类型不对';
  }
}

function valueProblem(pack: CampaignPack, field: Field, value: FieldValue): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return textProblem(pack, field, value);
  if (typeof value === 'boolean') return field.type === 'yesNo' ? null : '类型不对';
  if (typeof value === 'number') return numberProblem(field, value);
  if (Array.isArray(value)) return listProblem(pack, field, value);
  return field.type === 'photo' ? null : '类型不对';
}

/** Every stored value fits its field's type, code table and limits; nothing is stored that the pack does not know. */
export const shape = subjectRule({
  kind: 'shape',
  /** Every stored value fits its field's type, code table and limits. */
  params: z.strictObject({}).default({}),
  blanks: ['problem'],
  references: () => ({}),
  check: (_rule, { pack, subject, unprintable }) =>
    Object.entries(subject.content).flatMap(([id, value]): Hit[] => {
      const field = fieldOf(pack, subject.kind, id);
      if (field === undefined) return [{ fieldId: id, blanks: { label: id, problem: '活动包中没有这一项' } }];
      const problem = valueProblem(pack, field, value) ?? printProblem(unprintable, value);
      if (problem !== null) return [{ fieldId: id, blanks: { label: field.label, problem } }];
      if (field.type !== 'table') return [];
      return rowsOf(subject.content, id).flatMap((row, at) =>
        Object.entries(row).flatMap(([columnId, cell]): Hit[] => {
          const column = field.columns.find((item) => item.id === columnId);
          const wrong =
            column === undefined
              ? '活动包中没有这一列'
              : typeof cell === 'string' && cell !== ''
                ? (textOrYesNo(pack, column, cell) ?? printProblem(unprintable, cell))
                : typeof cell === 'boolean' && column.type !== 'yesNo'
                  ? '类型不对'
                  : null;
          const label = `${field.label}第${at + 1}行的${column?.label ?? columnId}`;
          return wrong === null
            ? []
            : [{ fieldId: id, row: at, part: columnId, blanks: { label, problem: wrong } }];
        }),
      );
    }),
});

function textOrYesNo(pack: CampaignPack, column: Column, cell: string): string | null {
  return column.type === 'yesNo' ? '类型不对' : textProblem(pack, column, cell);
}
