import { describe, expect, it } from 'vitest';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import type { ScanPaper, ScanResult } from '../../../shared/paper/scan-result.ts';
import {
  allAgree,
  attachmentRemarks,
  pageList,
  placesOf,
  scanSentence,
  scanSummary,
  unreadParts,
} from './scan-text.ts';

function paper(over: Partial<ScanPaper> = {}): ScanPaper {
  return {
    formId: 'annex-5',
    title: '推荐登记表',
    subjectId: 'p-1',
    subjectName: '甲某',
    state: 'match',
    revision: 1,
    printedCode: '7K2F9-QXM3B',
    currentCode: '7K2F9-QXM3B',
    total: 6,
    found: [1, 2, 3, 4, 5, 6],
    missing: [],
    outdated: [],
    mixed: false,
    ...over,
  };
}

const whole: ScanResult = {
  files: [{ name: '扫描.pdf', pages: 2, problem: null }],
  pages: [1, 2].map((page) => ({
    file: 0,
    page,
    state: 'match',
    problem: null,
    paper: 0,
    printedPage: page,
  })),
  papers: [paper({ total: 2, found: [1, 2] })],
};
const problem = toErrorRecord(new JianbiaoError('scan-page-damaged', { file: '扫描.pdf', page: 4 }));

describe('the outcome of a compared scan in words', () => {
  it('draws runs of pages together', () => {
    expect([[1], [1, 2], [1, 2, 3, 5, 7, 8], []].map(pageList)).toEqual(['1', '1、2', '1—3、5、7、8', '']);
  });

  it('says of each paper what to do next', () => {
    expect(scanSentence(paper())).toBe('6 页齐全，与数据一致。');
    expect(scanSentence(paper({ mixed: true }))).toContain('旧纸');
    expect(scanSentence(paper({ state: 'missing', missing: [3, 4, 5] }))).toContain('缺第 3—5 页');
    const changed = paper({ state: 'changed', found: [], outdated: [1, 2], printedCode: 'AAAAA-AAAAA' });
    expect(scanSentence(changed)).toMatch(/AAAAA-AAAAA.*7K2F9-QXM3B.*重新打印、盖章/);
    expect(scanSentence(paper({ state: 'changed', found: [1], outdated: [2, 3] }))).toContain('第 2、3 页是');
    expect(scanSentence(paper({ state: 'old', currentCode: null }))).toContain('不交这张表');
    expect(scanSentence(paper({ state: 'old' }))).toContain('其他轮次');
    expect(scanSentence(paper({ state: 'foreign' }))).toContain('别的单位');
  });

  it('sums up, and is content only when nothing was left over', () => {
    expect(scanSummary(whole)).toBe('一致 1 张');
    expect(allAgree(whole)).toBe(true);
    const blank = {
      file: 0,
      page: 3,
      state: 'unread',
      problem: null,
      paper: null,
      printedPage: null,
    } as const;
    const more: ScanResult = { ...whole, pages: [...whole.pages, blank] };
    expect(scanSummary(more)).toBe('一致 1 张，没读到二维码 1 页');
    expect(allAgree(more)).toBe(false);
    expect(scanSummary({ files: [], pages: [], papers: [] })).toBe('没有读到任何表页的二维码');
    expect(allAgree({ ...whole, papers: [paper({ state: 'changed' })] })).toBe(false);
  });

  it('tells where the pages lie, and which could not be compared', () => {
    expect(placesOf(whole, 0)).toBe('“扫描.pdf”第 1、2 页');
    const blank = { file: 0, state: 'unread', problem: null, paper: null, printedPage: null } as const;
    const mixed: ScanResult = {
      files: [
        { name: '扫描.pdf', pages: 5, problem: null },
        { name: '坏.jpg', pages: 0, problem },
      ],
      pages: [
        ...whole.pages,
        { ...blank, page: 3 },
        { ...blank, page: 4, problem },
        { ...blank, page: 5, state: 'other' },
      ],
      papers: whole.papers,
    };
    const texts = unreadParts(mixed).map(({ text }) => text);
    expect(texts).toHaveLength(4);
    expect(texts.slice(0, 2)).toEqual([problem.message, problem.message]);
    expect(texts[2]).toContain('第 3 页没有读到二维码');
    expect(texts[3]).toContain('第 5 页有二维码，但不是表格页');
  });
});

describe('the remark beside an attachment', () => {
  const title = () => '附件5 推荐登记表';
  const tones = (result: ScanResult) => attachmentRemarks(result, 'sender', title).map(({ tone }) => tone);

  it('is quiet for other documents and warns of paper that the data have left behind', () => {
    expect(tones(whole)).toEqual(['ok']);
    expect(tones({ ...whole, papers: [] })).toEqual(['quiet']);
    expect(tones({ ...whole, papers: [paper({ state: 'changed' })] })).toEqual(['caution']);
    expect(tones({ ...whole, papers: [paper({ state: 'old' }), paper({ state: 'foreign' })] })).toEqual([
      'quiet',
      'quiet',
    ]);
    expect(
      attachmentRemarks(
        { ...whole, papers: [paper({ state: 'missing', found: [1, 2] })] },
        'sender',
        title,
      )[0],
    ).toEqual({
      tone: 'ok',
      text: '附件5 推荐登记表（甲某）：与数据一致，这里有第 1、2 页，共 6 页。',
    });
  });

  it('tells the receiver to ask the sender', () => {
    const changed: ScanResult = { ...whole, papers: [paper({ state: 'changed' })] };
    expect(attachmentRemarks(changed, 'receiver', title)[0]?.text).toContain('请要求报送单位重新打印');
  });

  it('warns of our own file, which was never stamped, and only hints at other faults', () => {
    const with_ = (code: 'scan-own-pdf' | 'scan-pdf-locked'): ScanResult => ({
      files: [
        { name: 'a.pdf', pages: 0, problem: toErrorRecord(new JianbiaoError(code, { file: 'a.pdf' })) },
      ],
      pages: [],
      papers: [],
    });
    expect([tones(with_('scan-own-pdf')), tones(with_('scan-pdf-locked'))]).toEqual([['caution'], ['quiet']]);
  });
});
