import { z } from 'zod';
import { birthday, chineseDate, isDate, isMonth, monthNumber } from '../../ground/plain-date.ts';
import { namesUnit } from '../../identifiers/names-unit.ts';
import { cellText, rowsOf, textOf } from '../../reading/cells.ts';
import { packId } from '../../words/field-schema.ts';
import type { RuleWith } from '../../words/rule-schema.ts';
import { type Hit, type SubjectContext, subjectRule } from '../context/kind.ts';

const params = z.strictObject({
  table: packId,
  from: packId,
  to: packId,
  place: packId,
  check: z.enum(['gap', 'overlap', 'present', 'firstAge', 'post', 'order']),
  birthField: packId.optional(),
  minAge: z.int().optional(),
  employerField: packId.optional(),
});
type ResumeParams = z.infer<typeof params>;

/** A row of the résumé with readable ends; `to` null means 至今. */
interface Span {
  readonly row: number;
  readonly from: string;
  readonly to: string | null;
  readonly place: string;
}

function spansOf({ params }: RuleWith<'resume', ResumeParams>, context: SubjectContext): readonly Span[] {
  return rowsOf(context.subject.content, params.table)
    .flatMap((row, at): Span[] => {
      const from = cellText(row, params.from);
      const to = cellText(row, params.to);
      const place = cellText(row, params.place);
      if (!isMonth(from)) return [];
      if (to === 'present') return [{ row: at, from, to: null, place }];
      return isMonth(to) ? [{ row: at, from, to, place }] : [];
    })
    .sort((a, b) => a.from.localeCompare(b.from));
}

/** Neighbouring spans by start; the earlier one is the one that reaches furthest so far. */
function neighbours(spans: readonly Span[]): readonly (readonly [Span, Span])[] {
  const pairs: [Span, Span][] = [];
  let furthest: Span | undefined;
  for (const span of spans) {
    if (furthest !== undefined) pairs.push([furthest, span]);
    if (furthest === undefined || (furthest.to !== null && (span.to === null || span.to > furthest.to)))
      furthest = span;
  }
  return pairs;
}

function gaps(spans: readonly Span[], fieldId: string): readonly Hit[] {
  return neighbours(spans).flatMap(([earlier, later]) => {
    if (earlier.to === null) return [];
    const months = monthNumber(later.from) - monthNumber(earlier.to) - 1;
    if (months < 1) return [];
    const blanks = { from: chineseDate(earlier.to), to: chineseDate(later.from), months };
    return [{ fieldId, row: later.row, blanks }];
  });
}

function overlaps(spans: readonly Span[], fieldId: string): readonly Hit[] {
  return neighbours(spans).flatMap(([earlier, later]) => {
    if (earlier.to !== null && later.from >= earlier.to) return [];
    const until =
      earlier.to === null ? later.to : later.to === null || earlier.to < later.to ? earlier.to : later.to;
    const blanks = { from: chineseDate(later.from), to: until === null ? '至今' : chineseDate(until) };
    return [{ fieldId, row: later.row, blanks }];
  });
}

/** The résumé by months: gaps, overlaps, the open end, the first age, the present post (domain notes 4.9 C3). */
export const resume = subjectRule({
  kind: 'resume',
  params,
  blanks: ['from', 'to', 'months', 'place', 'employer'],
  references: ({ table, from, to, place, birthField, employerField }) => ({
    fields: [birthField, employerField],
    columns: [{ table, columns: [from, to, place] }],
  }),
  check: (rule, context) => {
    const { params } = rule;
    const fieldId = params.table;
    const spans = spansOf(rule, context);
    const first = spans[0];
    const sound = spans.filter(({ from, to }) => to === null || to >= from);
    switch (params.check) {
      case 'gap':
        return gaps(sound, fieldId);
      case 'overlap':
        return overlaps(sound, fieldId);
      case 'order':
        return spans.flatMap(({ row, from, to }) =>
          to === null || to >= from
            ? []
            : [{ fieldId, row, blanks: { from: chineseDate(from), to: chineseDate(to) } }],
        );
      case 'present':
        return spans.length === 0 || spans.some(({ to }) => to === null) ? [] : [{ fieldId, blanks: {} }];
      case 'firstAge': {
        const birth = textOf(context.subject.content, params.birthField ?? '');
        if (first === undefined || !isDate(birth)) return [];
        if (first.from >= birthday(birth, params.minAge ?? 16).slice(0, 7)) return [];
        return [{ fieldId, row: first.row, blanks: { from: chineseDate(first.from) } }];
      }
      case 'post': {
        const employer = textOf(context.subject.content, params.employerField ?? '');
        const current = spans.filter(({ to }) => to === null);
        const last = current.at(-1);
        if (last === undefined || employer === '' || current.some(({ place }) => namesUnit(place, employer)))
          return [];
        return [{ fieldId, row: last.row, blanks: { place: last.place, employer } }];
      }
    }
  },
});
