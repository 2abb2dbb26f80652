import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import { summaryTables } from '../../electron/engine/paper/summary-table.ts';
import { smallCampaign } from '../../test/fixtures/paper-campaign.ts';
import { formCheckCode } from '../paper/form-content.ts';
import { checkSubmission } from '../rules/engine.ts';
import type { RuledPack } from '../rules/ruled-pack.ts';
import type { TableRow } from '../words/content.ts';
import type { Submission } from '../words/submission-schema.ts';
import { markedMonths, yearsOfService } from './tenure.ts';

describe('service added up from the résumé', () => {
  const columns = { from: 'from', to: 'to', counts: 'counts' };
  const month = fc.integer({ min: 1990 * 12, max: 2021 * 12 + 7 });
  const text = (number: number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

  it('joins rows that follow on, and counts overlapping months once', () => {
    const row = (from: string, to: string, counts = true): TableRow => ({ from, to, counts });
    const sum = (...rows: TableRow[]) => markedMonths(rows, columns, '2021-09-02');
    expect(sum(row('2016-09', 'present'))).toBe(60);
    expect(sum(row('2016-09', '2018-08'), row('2018-09', 'present'))).toBe(60);
    expect(sum(row('2016-09', '2018-09'), row('2018-09', 'present'))).toBe(60);
    expect(sum(row('2010-01', '2012-01'), row('2011-01', '2013-01'))).toBe(36);
    expect(sum(row('2010-01', '2012-01'), row('2015-01', '2016-01', false))).toBe(24);
    expect(sum(row('2020-01', '2019-01'), row('', 'present'))).toBe(0);
  });

  it('never counts more than the time from the first month to the base date, in any order of rows', () => {
    const spans = fc.array(
      fc.tuple(month, fc.nat(120)).map(([from, length]) => ({
        from: text(from),
        to: text(from + length),
        counts: true,
      })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(spans, (rows) => {
        const total = markedMonths(rows, columns, '2021-09-02');
        const first = Math.min(
          ...rows.map((row) => Number(row.from.slice(0, 4)) * 12 + Number(row.from.slice(5)) - 1),
        );
        expect(total).toBeLessThanOrEqual(Math.max(2021 * 12 + 8 - first, 0));
        expect(markedMonths([...rows].reverse(), columns, '2021-09-02')).toBe(total);
      }),
    );
  });
});

describe('years of service on paper and in the check', () => {
  const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');
  let pack: RuledPack;
  let sample: Submission;
  beforeAll(async () => {
    pack = await loadPack(packDir);
    sample = (await loadSample(packDir, 'province')).submission;
  });

  /** The first individual began in `start`; the settings say how to count. */
  function begun(start: string, settings: Submission['settings']): Submission {
    const nominees = sample.nominees.map((nominee) =>
      nominee.kind === 'individual' && nominee.order === 1
        ? { ...nominee, content: { ...nominee.content, serviceStart: start } }
        : nominee,
    );
    return { ...sample, settings: { ...sample.settings, ...settings }, nominees };
  }

  /** What 附件3 prints for the first individual, whether the tenure rule objects, and the code on the paper. */
  function seen(submission: Submission): { printed: string; passes: boolean; code: string } {
    const form = pack.forms.find((one) => one.kind === 'summary');
    if (form?.kind !== 'summary') throw new Error('no summary');
    const table = summaryTables({ pack, submission, form, personal: true }).find(
      (one) => one.of === 'individual',
    );
    const at = table?.columns.findIndex(({ value }) => 'computed' in value && value.computed !== 'order');
    const first = submission.nominees.find((one) => one.kind === 'individual' && one.order === 1);
    const hits = checkSubmission(pack, submission).filter(
      (finding) => finding.ruleId === 'E4' && finding.subjectId === first?.id,
    );
    return {
      printed: table?.rows[0]?.[at ?? -1] ?? '',
      passes: hits.length === 0,
      code: formCheckCode(pack, submission, form, null),
    };
  }

  it.each([
    ['issued', '2016-09', '5', true],
    ['issued', '2016-10', '4', false],
    ['preliminary', '2016-10', '4', false],
    ['formal', '2016-11', '5', true],
    ['formal', '2016-12', '4', false],
  ])('counted to the day of the reading “%s” from %s: %s', (tenureBase, start, printed, passes) => {
    expect(seen(begun(start, { tenureBase }))).toMatchObject({ printed, passes });
  });

  it('adds up the marked rows where that reading is chosen, on paper as in the check', () => {
    expect(seen(begun('2016-11', { tenureReading: 'cumulative' }))).toMatchObject({ passes: true });
    const { printed } = seen(begun('2016-11', { tenureReading: 'cumulative' }));
    expect(Number(printed)).toBeGreaterThanOrEqual(5);
    expect(seen(begun('2016-11', {})).printed).toBe('4');
  });

  it('prints another check code when the reading changes the printed years, and only then', () => {
    const code = (start: string, tenureBase: string) => seen(begun(start, { tenureBase })).code;
    expect(code('2016-11', 'formal')).not.toBe(code('2016-11', 'issued'));
    expect(code('2010-05', 'formal')).toBe(code('2010-05', 'issued'));
  });

  it('counts to the base date of the campaign where no rule judges the field', () => {
    const other = smallCampaign();
    const years = (since: unknown) =>
      yearsOfService(other, 'since', { since: typeof since === 'string' ? since : null }, {});
    expect(years('2019-03')).toBe(5);
    expect(years('2019-04')).toBe(4);
    expect(years('2025-01')).toBeNull();
    expect(years('不详')).toBeNull();
    expect(years(null)).toBeNull();
  });
});
