import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { fieldOf } from '../../reading/lookup.ts';
import { packId } from '../../words/field-schema.ts';
import { submissionRule } from '../context/kind.ts';

/** The quota the unit entered against the table in the pack (附件2), where the office has issued numbers. */
export const quotaTable = submissionRule({
  kind: 'quotaTable',
  params: z.strictObject({ divisionField: packId, collectiveField: packId, individualField: packId }),
  blanks: ['value', 'issued'],
  references: ({ divisionField, collectiveField, individualField }) => ({
    fields: { unit: [divisionField, collectiveField, individualField] },
  }),
  check: ({ params }, { pack, unit }) => {
    const row = pack.quota.find((item) => item.division === textOf(unit, params.divisionField));
    if (row === undefined) return [];
    const pairs = [
      [params.collectiveField, row.collective],
      [params.individualField, row.individual],
    ] as const;
    return pairs.flatMap(([fieldId, issued]) => {
      const value = unit[fieldId];
      if (issued === null || typeof value !== 'number' || value === issued) return [];
      const label = fieldOf(pack, 'unit', fieldId)?.label ?? fieldId;
      return [{ fieldId, blanks: { label, value, issued } }];
    });
  },
});
