import { z } from 'zod';
import { textOf } from '../../reading/cells.ts';
import { codeHasTag, codeLabel } from '../../reading/lookup.ts';
import { packId } from '../../words/field-schema.ts';
import { subjectRule } from '../context/kind.ts';

/** A grade with the forbidden tag, e.g. 副司局级 and above (notice 四.2). */
export const gradeCeiling = subjectRule({
  kind: 'gradeCeiling',
  params: z.strictObject({ field: packId, table: packId, forbiddenTag: z.string() }),
  blanks: ['grade'],
  references: ({ field, table, forbiddenTag }) => ({
    fields: [field],
    codeTables: [table],
    codeTags: [{ table, tag: forbiddenTag }],
  }),
  check: ({ params }, { pack, subject }) => {
    const code = textOf(subject.content, params.field);
    if (code === '' || !codeHasTag(pack, params.table, code, params.forbiddenTag)) return [];
    return [{ fieldId: params.field, blanks: { grade: codeLabel(pack, params.table, code) } }];
  },
});
