import { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import { cellText, rowsOf } from '../../reading/cells.ts';
import { isFilled } from '../../reading/evaluate-condition.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/**
 * Earlier awards of provincial level and above need a new contribution within the last `years` (notice 四.2,
 * domain notes 4.2 E8).
 */
export const pastAward = subjectRule({
  kind: 'pastAward',
  params: z.strictObject({
    table: packId,
    levelColumn: packId,
    levels: z.array(z.string()),
    dateColumn: packId,
    nameColumn: packId,
    contributionField: packId,
    years: z.int(),
  }),
  blanks: ['award', 'date', 'years'],
  references: ({ table, levelColumn, dateColumn, nameColumn, contributionField }) => ({
    fields: [contributionField],
    columns: [{ table, columns: [levelColumn, dateColumn, nameColumn] }],
  }),
  check: ({ params }, { subject }) => {
    if (isFilled(subject.content[params.contributionField])) return [];
    const rows = rowsOf(subject.content, params.table);
    const at = rows.findIndex((row) => params.levels.includes(cellText(row, params.levelColumn)));
    const row = rows[at];
    if (row === undefined) return [];
    return [
      {
        fieldId: params.contributionField,
        blanks: {
          award: cellText(row, params.nameColumn),
          date: chineseDate(cellText(row, params.dateColumn)),
          years: params.years,
        },
      },
    ];
  },
});
