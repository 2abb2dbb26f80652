import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser } from './glyphs.ts';
import { breakLines, linesHeight, type TextLine, type TextStyle } from './typesetter.ts';

const fonts = createFontSet();
const style: TextStyle = { role: 'song', size: 12, pitch: 20 };
const textOf = (one: TextLine): string => one.pieces.map((piece) => piece.text).join('');
const set = (text: string, measure: number, more: Partial<TextStyle> = {}): TextLine[] =>
  breakLines(text, { ...style, ...more }, measure, createGlyphChooser(fonts), '试验');

describe('line breaking', () => {
  it('puts 28 full-width characters of 三号 on a line of 156 mm (GB/T 9704-2012, 5.2.3)', () => {
    const lines = set('国'.repeat(60), (156 * 72) / 25.4, { size: 15.75 });
    expect(lines.map((one) => [...textOf(one)].length)).toEqual([28, 28, 4]);
  });

  it('never begins a line with closing punctuation nor ends one with an opening bracket', () => {
    const lines = set('一二三四五六七八九，十（一二三）四五。', 9 * 12);
    expect(lines.map(textOf)).toEqual(['一二三四五六七八', '九，十（一二三）四', '五。']);
    expect(set('一二三四五六七八（九十）', 9 * 12).map(textOf)).toEqual(['一二三四五六七八', '（九十）']);
  });

  it('keeps words, numbers and the halves of —— and …… whole', () => {
    const text = set('他参加了 ISO50001 认证——2021年11.2%……完', 8 * 12).map(textOf);
    expect(text.some((one) => one.includes('ISO50001'))).toBe(true);
    expect(text.some((one) => one.includes('——'))).toBe(true);
    expect(text.some((one) => one.includes('11.2%'))).toBe(true);
    expect(text.some((one) => one.includes('……'))).toBe(true);
  });

  it('cuts a word that is wider than the measure instead of running over the edge', () => {
    const lines = set('a'.repeat(100), 60);
    expect(lines.length).toBeGreaterThan(5);
    for (const one of lines) expect(one.width).toBeLessThanOrEqual(60.01);
  });

  it('never parts a number from 年, 月 or 日 (数字、年份不能回行)', () => {
    expect(set('一二三四五六七2021年完成', 9.5 * 12).map(textOf)).toEqual(['一二三四五六七', '2021年完成']);
    expect(set('一二三四五六2021年12月31日完', 11 * 12).map(textOf)).toEqual([
      '一二三四五六2021年',
      '12月31日完',
    ]);
  });

  it('goes on after a hyphen, @ or dot when a telephone number or an address is wider than its cell', () => {
    expect(set('0731-80000005', 62).map(textOf)).toEqual(['0731-', '80000005']);
    expect(set('sumingyuan@example.cn', 90).map(textOf)).toEqual(['sumingyuan@', 'example.cn']);
    const url = 'https://www.example.gov.cn/jgsw/2021/09/notice_33135.html';
    for (const one of set(url, 100).slice(0, -1)) expect(textOf(one)).toMatch(/[/._:]$/);
  });

  it('indents paragraphs by two ems and drops spaces typed for the purpose', () => {
    const [first] = set('　　甲乙丙\n丁', 200, { indent: 2 });
    expect(first?.pieces[0]).toMatchObject({ text: '甲乙丙', x: 24 });
  });

  it('spreads full lines to the measure but not the last of a paragraph', () => {
    const lines = set('甲'.repeat(25), 125, { justify: true });
    expect(lines[0]?.width).toBeCloseTo(125, 5);
    expect(lines.at(-1)?.spacing).toBe(0);
  });

  it('changes font for a rare character inside a line and keeps the text in order', () => {
    const [one] = set('李㛃𫞩𬱟明', 300);
    expect(one && textOf(one)).toBe('李㛃𫞩𬱟明');
  });

  it('loses and adds no visible character, and stays within the measure, whatever the text', () => {
    const letters = [...'国务院机关事务，。、；：？！（）《》“”——……·abc123 %'];
    const text = fc.array(fc.constantFrom(...letters), { maxLength: 80 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 400 }), (sample, measure) => {
        const lines = set(sample, measure, { justify: true });
        const kept = (value: string): string => value.replaceAll(' ', '');
        expect(kept(lines.map(textOf).join(''))).toBe(kept(sample));
        for (const one of lines) expect(one.width).toBeLessThanOrEqual(measure + 0.02);
        expect(linesHeight(lines)).toBe(lines.length * 20);
      }),
      { numRuns: 300 },
    );
  });
});
