import { describe, expect, it } from 'vitest';
import { countPapers, filterPapers, groupPapers, type PaperItem, paperState } from './paper-state.ts';

function paper(over: Partial<PaperItem>): PaperItem {
  return {
    formId: 'annex5',
    title: '附件5 先进个人初审推荐登记表',
    subjectId: 'n1',
    subjectName: '欧阳建国',
    formats: ['pdf'],
    exportedCode: null,
    exportedAt: null,
    printedCode: null,
    printedAt: null,
    currentCode: '7K2F9-QXM3B',
    scannedCode: null,
    scannedAt: null,
    ...over,
  };
}

describe('paper states', () => {
  it('tells never saved, saved, printed and changed apart', () => {
    expect(paperState(paper({}))).toBe('never');
    // Saving a file is not printing.
    expect(paperState(paper({ exportedCode: '7K2F9-QXM3B' }))).toBe('exported');
    expect(paperState(paper({ exportedCode: 'AAAAA-AAAAA' }))).toBe('changed');
    // Saved anew after a change: the old paper is void, the new one not yet printed.
    expect(paperState(paper({ exportedCode: '7K2F9-QXM3B', printedCode: 'AAAAA-AAAAA' }))).toBe('exported');
    expect(paperState(paper({ printedCode: '7K2F9-QXM3B' }))).toBe('current');
    expect(paperState(paper({ printedCode: 'AAAAA-AAAAA' }))).toBe('changed');
    expect(paperState(paper({ scannedCode: '7K2F9-QXM3B' }))).toBe('verified');
    // Changed after the scan was compared: what is on paper no longer counts.
    expect(paperState(paper({ printedCode: 'AAAAA-AAAAA', scannedCode: 'AAAAA-AAAAA' }))).toBe('changed');
    expect(paperState(paper({ printedCode: '7K2F9-QXM3B', scannedCode: 'AAAAA-AAAAA' }))).toBe('current');
  });

  it('groups by form in the engine order and counts states', () => {
    const items = [
      paper({ formId: 'annex3', title: '附件3 汇总表', subjectId: 'unit', subjectName: '某省' }),
      paper({ printedCode: '7K2F9-QXM3B' }),
      paper({ subjectId: 'n2', subjectName: '李明', printedCode: 'AAAAA-AAAAA' }),
    ];
    expect(groupPapers(items).map((group) => [group.formId, group.items.length])).toEqual([
      ['annex3', 1],
      ['annex5', 2],
    ]);
    expect(countPapers(items)).toEqual({ never: 1, exported: 0, current: 1, changed: 1, verified: 0 });
    expect(filterPapers(items, '李明', 'all')).toHaveLength(1);
    expect(filterPapers(items, '附件5', 'never')).toHaveLength(0);
    expect(filterPapers(items, '', 'changed')[0]?.subjectName).toBe('李明');
  });
});
