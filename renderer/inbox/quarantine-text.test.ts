import { describe, expect, it } from 'vitest';
import type { ApiResult } from '../../shared/api.ts';
import { importSummary, outcomeTitle } from '../parts/packages/outcome-text.ts';
import { firstSignatureBadge, firstSignatureText } from '../review/first-signature.ts';
import { claimedText } from './quarantine-text.ts';

type Entry = ApiResult<'inbox.quarantine'>[number];

const entry: Entry = {
  id: 1,
  fileName: 'a.zip',
  at: '2021-09-16T02:00:00.000Z',
  bytes: 1,
  problems: [],
  claimed: { unit: '示例省甲局', code: 'u12345678', kind: 'preliminary', revision: 2 },
  signer: { fingerprint: 'SHA256:x', name: '示例省乙局' },
  kept: true,
  settleable: false,
  resolved: null,
};

describe('words about what came in', () => {
  it('clerk 14: a quarantined package names the unit it claims to be from, as unproven, and who signed', () => {
    expect(claimedText(entry, '初审材料包')).toBe(
      '文件自称是示例省甲局的初审材料包，第 2 版，没有证实；签名密钥登记的是示例省乙局；a.zip',
    );
    expect(claimedText({ ...entry, claimed: null, signer: null }, '')).toBe('');
    const base = { fileName: 'a.zip', packageId: null, kind: null, sha256: null, problems: [] };
    expect(outcomeTitle({ ...base, unit: '示例省甲局', outcome: 'quarantined' })).toContain('没有证实');
    expect(outcomeTitle({ ...base, unit: '示例省甲局', outcome: 'imported' })).toBe('示例省甲局：a.zip');
  });

  it('D5: after a cancel the summary counts what is in and what was not begun', () => {
    const base = { fileName: 'a.zip', packageId: null, kind: null, unit: null, sha256: null, problems: [] };
    expect(
      importSummary([
        { ...base, outcome: 'imported' },
        { ...base, outcome: 'untouched' },
        { ...base, outcome: 'untouched' },
      ]),
    ).toBe('共 3 份文件：已导入 1 份，其余 2 份没有动。');
  });

  it('C6: a first signature is green only for a key that was known', () => {
    const of = (standing: 'enrolled' | 'met' | 'unknown' | 'other') =>
      firstSignatureBadge({ ok: true, standing, metAt: null, knownAs: null });
    expect([of('enrolled').color, of('met').color, of('unknown').color, of('other').color]).toEqual([
      'ok',
      'ok',
      'gray',
      'danger',
    ]);
    expect(of('unknown').label).toContain('签名者未登记');
    expect(firstSignatureText({ ok: true, standing: 'unknown', metAt: null, knownAs: null })).toContain(
      '不能证明',
    );
  });
});
