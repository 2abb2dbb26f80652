import { z } from 'zod';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** Every code of a table is chosen, e.g. the four conditions for a collective (notice 二（一）). */
export const allCodes = subjectRule({
  kind: 'allCodes',
  params: z.strictObject({ field: packId, table: packId }),
  blanks: ['missing'],
  references: ({ field, table }) => ({ fields: [field], codeTables: [table] }),
  check: ({ params }, { pack, subject }) => {
    const chosen = subject.content[params.field];
    if (!Array.isArray(chosen) || chosen.length === 0) return [];
    const codes = new Set<unknown>(chosen);
    const missing = (pack.codes[params.table]?.items ?? []).filter((item) => !codes.has(item.code));
    if (missing.length === 0) return [];
    return [{ fieldId: params.field, blanks: { missing: missing.map((item) => item.label).join('”“') } }];
  },
});
