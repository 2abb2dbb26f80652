import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintBody, groupedFingerprint } from '../../../shared/ground/fingerprint-groups.ts';
import { compareFingerprint, typedFingerprint } from './fingerprint.ts';

const sample = 'SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s';

describe('fingerprint groups', () => {
  it('are shown as they stand on the stamped paper', () => {
    expect(groupedFingerprint(sample)).toBe('SHA256: uNiV ztks CsDh cc0u 9e8B rrQX VUpK ZIDT MczC vj3t D2s');
  });

  it('splits the 43 characters into eleven groups', () => {
    const groups = compareFingerprint(sample, sample).groups.map((group) => group.typed);
    expect(groups).toHaveLength(11);
    expect(groups.join('')).toBe(sample.slice(7));
    expect(groups.join(' ')).toBe('uNiV ztks CsDh cc0u 9e8B rrQX VUpK ZIDT MczC vj3t D2s');
  });

  it('reads full-width letters, spaces, hyphens and a missing prefix', () => {
    expect(fingerprintBody('ＳＨＡ２５６：uNiV-ztks　CsDh')).toBe('uNiVztksCsDh');
    expect(typedFingerprint('SHA256: uNiV ztks CsDh cc0u 9e8B rrQX VUpK ZIDT MczC vj3t D2s')).toBe(sample);
    expect(typedFingerprint(sample.slice(7))).toBe(sample);
  });
});

describe('comparing while typing', () => {
  it('starts empty, stays incomplete while right, and ends with a match', () => {
    expect(compareFingerprint(sample, '').state).toBe('empty');
    expect(compareFingerprint(sample, 'uNiV z').state).toBe('incomplete');
    expect(compareFingerprint(sample, 'uNiV z').groups[1]?.state).toBe('partial');
    expect(compareFingerprint(sample, sample).state).toBe('match');
  });

  it('points at the group that differs, case included', () => {
    const compared = compareFingerprint(sample, 'uNiV ZTKS CsDh');
    expect(compared.state).toBe('differs');
    expect(compared.groups.map((group) => group.state).slice(0, 4)).toEqual([
      'match',
      'differs',
      'match',
      'empty',
    ]);
  });

  it('never says match for anything but the same fingerprint', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        fc.pre(fingerprintBody(typed) !== fingerprintBody(sample));
        expect(compareFingerprint(sample, typed).state).not.toBe('match');
      }),
    );
  });

  it('counts characters beyond the end as different', () => {
    expect(compareFingerprint(sample, `${sample}x`).state).toBe('differs');
  });
});
