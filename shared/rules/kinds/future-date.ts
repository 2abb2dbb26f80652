import { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import { cellText, rowsOf, textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { fieldAt, type Hit, subjectRule } from '../context/kind.ts';

const dayOrMonth = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** Something that is recorded as done on a day still to come: an opinion stamped, a report written, an award received. */
export const futureDate = subjectRule({
  kind: 'futureDate',
  /** Days and months of what is recorded as done must not lie after today; fields, and columns of table fields. */
  params: z.strictObject({
    fields: z.array(packId).default([]),
    columns: z.array(z.strictObject({ table: packId, column: packId })).default([]),
  }),
  blanks: ['date', 'today'],
  references: ({ fields, columns }) => ({
    fields,
    columns: columns.map(({ table, column }) => ({ table, columns: [column] })),
  }),
  check: ({ params }, context): readonly Hit[] => {
    const { today, subject } = context;
    if (today === undefined) return [];
    const isFuture = (date: string) => dayOrMonth.test(date) && date > today.slice(0, date.length);
    const blanks = (date: string) => ({ date: chineseDate(date), today: chineseDate(today) });
    const inFields = params.fields.flatMap((fieldId): Hit[] => {
      const date = textOf(subject.content, fieldId);
      return isFuture(date) ? [{ fieldId, blanks: blanks(date) }] : [];
    });
    const inTables = params.columns.flatMap(({ table, column }): Hit[] => {
      const field = fieldAt(context, table);
      const title =
        field?.type === 'table' ? field.columns.find((item) => item.id === column)?.label : undefined;
      return rowsOf(subject.content, table).flatMap((row, at): Hit[] => {
        const date = cellText(row, column);
        if (!isFuture(date)) return [];
        const label = `${field?.label ?? table}第${at + 1}行的${title ?? column}`;
        return [{ fieldId: table, row: at, part: column, blanks: { ...blanks(date), label } }];
      });
    });
    return [...inFields, ...inTables];
  },
});
