import { describe, expect, it } from 'vitest';
import { importSummary, outcomeText, packageKindLabel } from './outcome-text.ts';

describe('outcomes of an import', () => {
  it('counts each end once and leaves empty ends out', () => {
    const base = { packageId: null, kind: null, problems: [] };
    expect(
      importSummary([
        { ...base, fileName: 'a.zip', outcome: 'imported' },
        { ...base, fileName: 'b.zip', outcome: 'quarantined' },
        { ...base, fileName: 'c.zip', outcome: 'quarantined' },
      ]),
    ).toBe('共 3 份文件：已导入 1 份，已隔离 2 份。');
  });

  it('names kinds and keeps unknown ones as written', () => {
    expect(outcomeText('imported', 'feedback').sentence).toContain('反馈包');
    expect(packageKindLabel('strange')).toBe('strange');
    expect(packageKindLabel(null)).toBe('未能识别的文件');
  });
});
