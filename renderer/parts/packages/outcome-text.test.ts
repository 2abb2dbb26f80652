import { describe, expect, it } from 'vitest';
import { importSummary, outcomeText, packageKindLabel } from './outcome-text.ts';

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

  it('names kinds and keeps unknown ones as written', () => {
    expect(outcomeText('imported', 'feedback', campaign).sentence).toContain('反馈包');
    expect(packageKindLabel('strange', campaign)).toBe('strange');
    expect(packageKindLabel(null, campaign)).toBe('未能识别的文件');
    expect(packageKindLabel('preliminary', campaign)).toBe('推荐材料包');
    expect(packageKindLabel('formal', campaign)).toBe('正式推荐材料包');
  });
});
