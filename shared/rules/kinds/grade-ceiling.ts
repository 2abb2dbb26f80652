import { textOf } from '../../reading/cells.ts';
import { codeHasTag, codeLabel } from '../../reading/lookup.ts';
import { subjectRule } from '../context/kind.ts';

/** A grade with the forbidden tag, e.g. 副司局级 and above (notice 四.2). */
export const gradeCeiling = subjectRule('gradeCeiling', ['grade'], ({ params }, { pack, subject }) => {
  const code = textOf(subject.content, params.field);
  if (code === '' || !codeHasTag(pack, params.table, code, params.forbiddenTag)) return [];
  return [{ fieldId: params.field, blanks: { grade: codeLabel(pack, params.table, code) } }];
});
