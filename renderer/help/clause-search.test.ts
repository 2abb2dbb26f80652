import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byClauseNumber, type ClauseEntry, searchClauses, searchNotice, splitAt } from './clause-search.ts';

const entries: ClauseEntry[] = [
  {
    key: '三（一）',
    number: '三（一）',
    title: '提出拟推荐对象',
    demand: '在本单位公示5个工作日。',
    forms: [{ id: 'annex-5', title: '附件5 登记表' }],
    fields: [{ id: 'unitNotice.start', label: '本单位公示开始日期', subject: '先进个人' }],
    rules: [{ id: 'P1a', severity: 'error', fix: '公示时间不够的请重新公示。' }],
  },
  {
    key: '四.2',
    number: '四.2',
    title: '比例',
    demand: '县处级不超过20%。',
    forms: [],
    fields: [],
    rules: [],
  },
];

describe('searching the clauses', () => {
  it('needs every word, in the clause or in what rests on it, full-width or not', () => {
    const numbers = (words: string) => searchClauses(entries, words).map((entry) => entry.number);
    expect(numbers('')).toEqual(['三（一）', '四.2']);
    expect(numbers('公示 工作日')).toEqual(['三（一）']);
    expect(numbers('附件５')).toEqual(['三（一）']);
    expect(numbers('p1a')).toEqual(['三（一）']);
    expect(numbers('20% 公示')).toEqual([]);
  });

  it('stand in the order in which a reader counts, whatever order the file keeps them in', () => {
    const kept = [
      '十一',
      '四.10',
      '一（一）',
      '一（三）',
      '一（二）',
      '四.2',
      '四.2 第2段',
      '四.2 第10段',
      '二',
    ];
    expect([...kept].sort(byClauseNumber)).toEqual([
      '一（一）',
      '一（二）',
      '一（三）',
      '二',
      '四.2',
      '四.2 第2段',
      '四.2 第10段',
      '四.10',
      '十一',
    ]);
  });

  it('finds paragraphs of the notice and keeps their numbers', () => {
    const text = '第一段\r\n\r\n  第二段有公示\n第三段';
    expect(searchNotice(text, '')).toHaveLength(3);
    expect(searchNotice(text, '公示')).toEqual([{ index: 1, text: '第二段有公示' }]);
  });

  it('cuts a text at a word without losing anything', () => {
    expect(splitAt('公示期公示', '公示').map((part) => part.marked)).toEqual([true, false, true]);
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 3 }), (text, word) => {
        expect(
          splitAt(text, word)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
