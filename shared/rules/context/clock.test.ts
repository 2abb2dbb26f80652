import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../../electron/engine/pack/load-sample.ts';
import type { Submission } from '../../words/submission-schema.ts';
import { checkSubmission } from '../engine.ts';
import type { RuledPack } from '../ruled-pack.ts';
import { type ClockReading, judgedDay } from './clock.ts';

const packDir = join(import.meta.dirname, '../../../resources/campaigns/ggj-2021');
let pack: RuledPack;
let sample: Submission;
beforeAll(async () => {
  pack = await loadPack(packDir);
  sample = (await loadSample(packDir, 'province')).submission;
});

const told = (reading: ClockReading, submission = sample) =>
  checkSubmission(pack, submission, reading)
    .filter(({ ruleId }) => /^(?:P[56]|C6|D[13])/.test(ruleId))
    .map(({ ruleId }) => ruleId);

describe('the day that facts are judged by', () => {
  it('is today for a draft and the day of sealing for a package, each only where it can be so', () => {
    const day = (reading: ClockReading, explained = false) => {
      const judged = judgedDay(pack, reading, explained);
      return [judged.day, ...judged.doubts.map(({ part }) => part)];
    };
    // Notice of 2 September. Draft: today; nothing without a clock.
    expect(day({})).toEqual([undefined]);
    expect(day({ today: '2021-09-02' })).toEqual(['2021-09-02']);
    expect(day({ today: '2021-09-01' })).toEqual([undefined, 'issued']);
    expect(day({ today: '2021-09-16', newestRecord: '2021-09-16' })).toEqual(['2021-09-16']);
    expect(day({ today: '2021-09-16', newestRecord: '2062-01-01' })).toEqual([undefined, 'record']);
    expect(day({ today: '2021-09-16', newestRecord: '2062-01-01' }, true)).toEqual(['2021-09-16', 'record']);
    // Package: signed on the 14th, arrived on the 16th, or signed by a clock that ran ahead or fell behind.
    expect(day({ today: '2021-09-16', sealedOn: '2021-09-14' })).toEqual(['2021-09-14']);
    expect(day({ today: '2026-11-27', sealedOn: '2021-09-14' })).toEqual(['2021-09-14']);
    expect(day({ today: '2021-09-16', sealedOn: '2021-09-20' })).toEqual(['2021-09-16', 'sealed-late']);
    expect(day({ today: '2021-09-16', sealedOn: '2015-01-01' })).toEqual(['2021-09-16', 'sealed-early']);
    expect(day({ today: '2015-01-01', sealedOn: '2021-09-14' })).toEqual(['2021-09-14', 'issued']);
    expect(day({ today: '2015-01-01', sealedOn: '2015-01-01' })).toEqual([
      undefined,
      'issued',
      'sealed-early',
    ]);
  });
});

describe('facts of the future', () => {
  it('do not pass: a notice under way, its result told before its end, stamps and reports of days to come', () => {
    // 3 September: notice 7 to 13 September without objections, stamped on the 14th and 15th, report of the 16th.
    expect([...new Set(told({ today: '2021-09-03' }))].sort()).toEqual([
      'C6a',
      'C6d',
      'P5a-collective',
      'P5a-individual',
      'P5b-collective',
      'P5b-individual',
    ]);
    expect(told({ today: '2021-09-16' })).toEqual([]);
    // A workspace opened years later is no worse off.
    expect(told({ today: '2026-11-27', newestRecord: '2026-11-27' })).toEqual([]);
  });

  it('are not looked for by a clock that cannot be right; that is said instead, once', () => {
    expect(told({ today: '2015-01-01' })).toEqual(['D3']);
    expect(told({ today: '2021-09-03', newestRecord: '2021-09-16' })).toEqual(['D3']);
    const explained = {
      ...sample,
      explanations: { ...sample.explanations, 'D3|unit|||record': '电脑曾经快了十天，已经校正。' },
    };
    expect(told({ today: '2021-09-03', newestRecord: '2021-09-16' }, explained)).toContain('P5a-collective');
    const [finding] = checkSubmission(pack, sample, { today: '2015-01-01' }).filter(
      ({ ruleId }) => ruleId === 'D3',
    );
    expect(finding).toMatchObject({ severity: 'warning', subjectId: 'unit' });
    expect(finding?.message).toContain('2015年1月1日，早于通知成文的2021年9月2日');
  });

  it('are judged at the office by the day of sealing, however late or early the package arrives', () => {
    expect(told({ today: '2021-10-20', sealedOn: '2021-09-03' })).toContain('P5b-collective');
    expect(told({ today: '2021-10-20', sealedOn: '2021-09-16' })).toEqual([]);
    expect(told({ today: '2021-09-03', sealedOn: '2021-09-16' })).toEqual(
      expect.arrayContaining(['D3', 'P5a-collective']),
    );
    const undated = structuredClone(sample);
    delete undated.unit.content['report.preliminary.date'];
    // In time when it was sealed: the day it arrives does not make it late.
    expect(told({ today: '2021-10-20', sealedOn: '2021-09-16' }, undated)).toEqual([]);
    expect(told({ today: '2021-10-20', sealedOn: '2021-10-08' }, undated)).toEqual(['D1a']);
  });
});
