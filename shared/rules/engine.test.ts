import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { listSamples, loadSample } from '../../electron/engine/pack/load-sample.ts';
import { cells, nominee, photo, set, setting, unset } from '../../test/fixtures/rules/breaks.ts';
import { content } from '../words/content.ts';
import { findingSchema } from '../words/rule-schema.ts';
import type { Submission } from '../words/submission-schema.ts';
import { checkSubject } from './check-subject.ts';
import { checkSubmission } from './engine.ts';
import type { RuledPack } from './ruled-pack.ts';
import { sealReadiness } from './seal-readiness.ts';

const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');
let pack: RuledPack;
const samples = new Map<string, Submission>();
beforeAll(async () => {
  pack = await loadPack(packDir);
  for (const id of await listSamples(packDir)) samples.set(id, (await loadSample(packDir, id)).submission);
});

function province(...changes: ((submission: Submission) => void)[]): Submission {
  const submission = structuredClone(samples.get('province'));
  if (submission === undefined) throw new Error('no sample');
  for (const change of changes) change(submission);
  return submission;
}

/** Rule and severity of the findings of some rules. */
function of(submission: Submission, ...rules: string[]): string[] {
  return checkSubmission(pack, submission)
    .filter((finding) => rules.includes(finding.ruleId))
    .map((finding) => `${finding.ruleId} ${finding.severity}`);
}

describe('degrees of one rule', () => {
  it.each([
    ['2016-09', []],
    ['2016-10', ['E4 warning']],
    ['2016-12', ['E4 warning']],
    ['2017-01', ['E4 error']],
  ])('service from %s', (start, found) => {
    expect(of(province(set('i1', { serviceStart: start })), 'E4')).toEqual(found);
  });

  it('counts service to the base date that was chosen, or adds up the marked rows', () => {
    const start = set('i1', { serviceStart: '2016-11' });
    expect(of(province(start, setting('tenureBase', 'formal')), 'E4')).toEqual([]);
    expect(of(province(start, setting('tenureBase', 'preliminary')), 'E4')).toEqual(['E4 warning']);
    const cumulative = setting('tenureReading', 'cumulative');
    expect(of(province(start, cumulative), 'E4')).toEqual([]);
    const unmarked = [2, 3].map((at) => cells('i1', 'resume', at, { counts: false }));
    expect(of(province(cumulative, ...unmarked), 'E4')).toEqual(['E4 error']);
  });

  it.each([
    [49_999, ['F2 error']],
    [50_000, ['F2 warning']],
    [51_199, ['F2 warning']],
    [51_200, []],
    [500_000, []],
    [500_001, ['F2 warning']],
    [512_000, ['F2 warning']],
    [512_001, ['F2 error']],
  ])('a photo of %i bytes, whichever 1 KB means', (bytes, found) => {
    expect(of(province(photo('i1', { bytes })), 'F2')).toEqual(found);
  });

  it('reminds of a head that nobody measured, and asks nothing of a background it has not seen', () => {
    const submission = province(photo('i1', { measures: undefined }));
    expect(of(submission, 'F4', 'F5')).toEqual(['F5 info']);
    const finding = checkSubmission(pack, submission).find(({ ruleId }) => ruleId === 'F5');
    expect(finding?.message).toBe('陈𬱟的照片头部占照片面积多少还没有测量，要求一半以上。');
  });

  it.each([
    [1199, ['T1 warning']],
    [1200, ['T1 info']],
    [1349, ['T1 info']],
    [1650, []],
    [1801, ['T1 warning']],
  ])('deeds of %i words', (words, found) => {
    expect(of(province(set('c1', { deeds: '实'.repeat(words) })), 'T1')).toEqual(found);
  });

  it('takes the narrower band when that reading is chosen', () => {
    const deeds = set('c1', { deeds: '实'.repeat(1340) });
    expect(of(province(deeds, setting('deedsBand', 'narrow')), 'T1')[0]).toBe('T1 warning');
  });

  it('excludes the due day itself when that reading is chosen', () => {
    const onDue = set('unit', { 'report.preliminary.date': '2021-09-20' });
    expect(of(province(onDue), 'D1a', 'D1b')).toEqual(['D1b info']);
    expect(of(province(onDue, setting('dueInclusive', false)), 'D1a', 'D1b')).toEqual(['D1a warning']);
  });
});

describe('findings', () => {
  it('are all there, in the order of the subjects, errors first, each with its own key', () => {
    const submission = province(
      unset('unit', 'electionBody'),
      unset('c1', 'leaderName', 'superior'),
      set('i1', { onDuty: false, mobile: '1' }),
      unset('i2', 'political'),
    );
    const findings = checkSubmission(pack, submission);
    expect(findings.map(({ ruleId, subjectId, severity }) => `${subjectId} ${ruleId} ${severity}`)).toEqual([
      'unit K2 error',
      'c1 K1 error',
      'c1 K1 error',
      'i1 E3 error',
      'i1 I7a warning',
      'i1 I10 info',
      'i2 K1 error',
    ]);
    expect(new Set(findings.map((finding) => finding.key)).size).toBe(findings.length);
    for (const finding of findings) expect(findingSchema.safeParse(finding).success).toBe(true);
  });

  it('keep their key while the value changes, so that an explanation stays with its place', () => {
    const key = 'I7a|i1|mobile';
    const explain = (submission: Submission) => {
      submission.explanations[key] = '境外号码';
    };
    for (const mobile of ['1', '852 9000 0000']) {
      const findings = checkSubmission(pack, province(set('i1', { mobile }), explain));
      expect(findings.find((finding) => finding.ruleId === 'I7a')).toMatchObject({
        key,
        explanation: '境外号码',
      });
      expect(sealReadiness(1, findings).ready).toBe(true);
    }
    expect(sealReadiness(1, checkSubmission(pack, province(set('i1', { mobile: '1' })))).ready).toBe(false);
    expect(sealReadiness(1, checkSubmission(pack, province(set('i1', { onDuty: false })))).ready).toBe(false);
  });

  it('for an unknown subject are none', () => {
    expect(checkSubject(pack, province(), 'nobody')).toEqual([]);
  });

  it('name the row of a table', () => {
    const findings = checkSubmission(pack, province(cells('i1', 'awards', 1, { grantor: '' })));
    expect(findings[0]).toMatchObject({
      ruleId: 'K1',
      fieldId: 'awards',
      row: 1,
      message: '附件5的“何时何地受过何种奖励第2行的授予单位”还没有填写。',
    });
  });
});

it('survives dates at the end of time', () => {
  const late = set('c1', { 'unitNotice.start': '2199-12-31', 'unitNotice.end': '2199-12-31' });
  expect(of(province(late), 'P1a-collective')).toEqual(['P1a-collective error']);
  const beyond = set('c1', { 'unitNotice.start': '9999-12-31', 'unitNotice.end': '9999-12-31' });
  expect(of(province(beyond), 'P1a-collective', 'K3')).toEqual(['K3 error', 'K3 error']);
});

describe('whatever a submission holds', () => {
  const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const wild = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.array(
      fc.dictionary(fc.constantFrom('from', 'to', 'place', 'date', 'level', 'department', 'x'), cell),
      {
        maxLength: 3,
      },
    ),
    fc.constantFrom('2021-02-30', '9999-12-31', '0000-00', 'present', '1000-01-01', '43010219790615001X'),
  );

  it('the engine answers with well-formed findings and never throws', () => {
    const ids = ['unit', 'c1', 'i1'] as const;
    const change = fc.tuple(fc.constantFrom(...ids), fc.nat(60), wild);
    fc.assert(
      fc.property(
        fc.constantFrom('province', 'province-formal'),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (id, changes) => {
          const submission = structuredClone(samples.get(id));
          if (submission === undefined) throw new Error('no sample');
          for (const [subject, at, value] of changes) {
            const fields =
              pack.fields[subject === 'unit' ? 'unit' : subject === 'c1' ? 'collective' : 'individual'];
            const field = fields[at % fields.length]?.id ?? '';
            const record =
              subject === 'unit' ? submission.unit.content : nominee(submission, subject).content;
            Object.assign(record, content.parse({ [field]: value }));
          }
          for (const finding of checkSubmission(pack, submission, { today: '2021-09-17' }))
            expect(findingSchema.safeParse(finding).success).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
