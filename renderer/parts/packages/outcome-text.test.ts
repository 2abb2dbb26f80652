import { describe, expect, it } from 'vitest';
import { attentionFirst, importSummary, outcomeText, packageKindLabel } from './outcome-text.ts';

const campaign = {
  rounds: [{ id: 'preliminary' as const, title: '推荐', due: '2025-05-16', materials: [], clauses: [] }],
};

describe('outcomes of an import', () => {
  it('counts each end once and leaves empty ends out', () => {
    const base = { packageId: null, kind: null, unit: null, sha256: null, problems: [] };
    expect(
      importSummary([
        { ...base, fileName: 'a.zip', outcome: 'imported' },
        { ...base, fileName: 'b.zip', outcome: 'quarantined' },
        { ...base, fileName: 'c.zip', outcome: 'quarantined' },
      ]),
    ).toBe('共 3 份文件：已导入 1 份，已隔离 2 份。');
  });

  it('counts old versions by a word of their own, and puts what needs somebody first', () => {
    const base = { packageId: null, kind: null, unit: null, sha256: null, problems: [] };
    const outcomes = [
      { ...base, fileName: 'a.zip', outcome: 'imported' as const },
      { ...base, fileName: 'b.zip', outcome: 'superseded' as const },
      { ...base, fileName: 'c.zip', outcome: 'untouched' as const },
      { ...base, fileName: 'd.zip', outcome: 'duplicate' as const },
      { ...base, fileName: 'e.zip', outcome: 'quarantined' as const },
    ];
    expect(importSummary(outcomes)).toBe(
      '共 5 份文件：已导入 1 份，已收下旧版 1 份，重复 1 份，已隔离 1 份，其余 1 份没有动。',
    );
    expect(attentionFirst(outcomes).map(({ fileName }) => fileName)).toEqual([
      'c.zip',
      'e.zip',
      'a.zip',
      'b.zip',
      'd.zip',
    ]);
  });

  it('names kinds and keeps unknown ones as written', () => {
    expect(outcomeText('imported', 'feedback', campaign).sentence).toContain('反馈包');
    expect(packageKindLabel('strange', campaign)).toBe('strange');
    expect(packageKindLabel(null, campaign)).toBe('未能识别的文件');
    expect(packageKindLabel('preliminary', campaign)).toBe('推荐材料包');
    expect(packageKindLabel('formal', campaign)).toBe('正式推荐材料包');
  });
});
