import { z } from 'zod';
import { cellText, rowsOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** An award of provincial level and above for the same deeds (domain notes 4.2 E9). */
export const sameDeedsAward = subjectRule({
  kind: 'sameDeedsAward',
  params: z.strictObject({
    table: packId,
    levelColumn: packId,
    levels: z.array(z.string()),
    flagColumn: packId,
    nameColumn: packId,
  }),
  blanks: ['award'],
  references: ({ table, levelColumn, flagColumn, nameColumn }) => ({
    columns: [{ table, columns: [levelColumn, flagColumn, nameColumn] }],
  }),
  check: ({ params }, { subject }) =>
    rowsOf(subject.content, params.table).flatMap((row, at) =>
      params.levels.includes(cellText(row, params.levelColumn)) && row[params.flagColumn] === true
        ? [{ fieldId: params.table, row: at, blanks: { award: cellText(row, params.nameColumn) } }]
        : [],
    ),
});
