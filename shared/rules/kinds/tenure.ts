import { monthsServed, tenureBase } from '../../counting/tenure.ts';
import { chineseDate } from '../../ground/plain-date.ts';
import { tenureRule } from '../../words/rules-below.ts';
import { subjectRule } from '../context/kind.ts';

/** Years of service in whole months up to the base date (notice 一（二）, domain notes 4.2 E4). */
export const tenure = subjectRule({
  ...tenureRule,
  blanks: ['months', 'base', 'limit'],
  references: ({ startField, baseSetting, bases, cumulative }) => ({
    fields: [startField],
    columns:
      cumulative === undefined
        ? []
        : [{ table: cumulative.table, columns: [cumulative.from, cumulative.to, cumulative.counts] }],
    settings: [
      { id: baseSetting, values: Object.keys(bases) },
      ...(cumulative === undefined ? [] : [{ id: cumulative.setting, values: [cumulative.value] }]),
    ],
  }),
  check: ({ params }, context) => {
    const { pack, settings, subject } = context;
    const base = tenureBase(pack, params, settings);
    const months = monthsServed(params, subject.content, settings, base);
    if (months === null || months >= params.minMonths) return [];
    const blanks = { months: Math.max(months, 0), base: chineseDate(base), limit: params.minMonths };
    const near = params.warnFromMonths !== undefined && months >= params.warnFromMonths;
    return [{ fieldId: params.startField, ...(near ? { severity: 'warning' as const } : {}), blanks }];
  },
});
