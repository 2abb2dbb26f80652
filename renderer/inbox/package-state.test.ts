import { describe, expect, it } from 'vitest';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { reviewState, selectPackages } from './package-state.ts';

function item(over: Partial<ImportedPackage>): ImportedPackage {
  return {
    packageId: 'a'.repeat(64),
    kind: 'preliminary',
    fileName: 'a.zip.age',
    unit: '云南省',
    revision: 1,
    importedAt: '2021-09-18T01:00:00.000Z',
    state: 'current',
    supersededBy: null,
    remarks: [],
    rival: null,
    released: null,
    signer: {
      fingerprint: 'SHA256:x',
      principal: null,
      trusted: false,
      name: null,
      other: false,
      revoked: null,
    },
    nominees: 2,
    decided: 0,
    withdrawn: 0,
    feedbackPlainReason: null,
    feedbackOutdated: false,
    feedbackSealedAt: null,
    ...over,
  };
}

describe('packages in the inbox', () => {
  it('knows how far a review is', () => {
    expect(reviewState(item({}))).toBe('untouched');
    expect(reviewState(item({ decided: 1 }))).toBe('partly');
    expect(reviewState(item({ decided: 2 }))).toBe('decided');
    const sealed = { decided: 2, feedbackSealedAt: '2021-09-20T00:00:00.000Z' };
    expect(reviewState(item({ ...sealed, feedbackOutdated: true }))).toBe('changed');
    // Nobody has to review, or answer again, what a newer version has taken the place of.
    expect(reviewState(item({ state: 'superseded' }))).toBe('over');
    expect(reviewState(item({ state: 'released' }))).toBe('over');
    expect(reviewState(item({ ...sealed, state: 'superseded', feedbackOutdated: true }))).toBe('answered');
    expect(reviewState(item({ state: 'aside' }))).toBe('untouched');
    expect(reviewState(item({ decided: 2, feedbackSealedAt: '2021-09-20T00:00:00.000Z' }))).toBe('answered');
  });

  it('keeps a package whose decision was changed after the feedback among what is to be done', () => {
    const sealed = { feedbackSealedAt: '2021-09-20T00:00:00.000Z', decided: 2 };
    const items = [item({ unit: '甲', ...sealed, feedbackOutdated: true }), item({ unit: '乙', ...sealed })];
    expect(selectPackages(items, 'open', '').map(({ unit }) => unit)).toEqual(['甲']);
    expect(selectPackages(items, 'done', '').map(({ unit }) => unit)).toEqual(['乙']);
  });

  it('finds the packages of a revoked key, but not of one that its unit replaced', () => {
    const key = (reason: string) => {
      return {
        fingerprint: 'SHA256:x',
        principal: '甲',
        name: '甲',
        other: false,
        trusted: true,
        revoked: { at: '2021-09-20T00:00:00.000Z', reason },
      };
    };
    const items = [
      item({ unit: '甲', signer: key('遗失') }),
      item({ unit: '乙', signer: key('key-change') }),
      item({}),
    ];
    expect(selectPackages(items, 'revoked', '').map(({ unit }) => unit)).toEqual(['甲']);
  });

  it('parts open, answered and superseded ones and leaves other kinds out', () => {
    const items = [
      item({ unit: '甲' }),
      item({ unit: '乙', feedbackSealedAt: '2021-09-20T00:00:00.000Z' }),
      item({ unit: '丙', state: 'superseded' }),
      item({ unit: '丁', kind: 'enrolment' }),
      item({ unit: '戊', importedAt: '2021-09-19T01:00:00.000Z' }),
    ];
    const units = (view: 'open' | 'done' | 'superseded' | 'all') =>
      selectPackages(items, view, '').map((entry) => entry.unit);
    expect(units('open')).toEqual(['戊', '甲']);
    expect(units('done')).toEqual(['乙']);
    expect(units('superseded')).toEqual(['丙']);
    expect(units('all')).toHaveLength(4);
    expect(selectPackages(items, 'all', ' 甲 ')).toHaveLength(1);
  });
});
