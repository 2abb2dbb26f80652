import { allowedShare } from '../../counting/nominee-statistics.ts';
import { textOf } from '../../reading/cells.ts';
import { codeHasTag } from '../../reading/lookup.ts';
import { ratioRule } from '../../words/rules-below.ts';
import { submissionRule } from '../context/kind.ts';

/** How many of a kind carry a tag, and how many may: the whole number below `max` of the total (domain notes 4.4 R1). */
export const ratio = submissionRule({
  ...ratioRule,
  blanks: ['count', 'total', 'limit', 'names'],
  references: ({ kind, field, exemptField, table, tag }) => ({
    fields: { [kind]: [field, exemptField] },
    codeTables: [table],
    codeTags: [{ table, tag }],
  }),
  check: ({ params }, context) => {
    const all = context.subjects.filter((subject) => subject.kind === params.kind);
    const tagged = all.filter(
      ({ content }) =>
        codeHasTag(context.pack, params.table, textOf(content, params.field), params.tag) &&
        !(params.exemptField !== undefined && content[params.exemptField] === true),
    );
    const limit = allowedShare(params.max, all.length);
    if (tagged.length <= limit) return [];
    const names = tagged.map((subject) => context.nameOf(subject)).join('、');
    return [{ part: params.kind, blanks: { count: tagged.length, total: all.length, limit, names } }];
  },
});
