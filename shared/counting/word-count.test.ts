import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, countText, countWords } from './word-count.ts';

describe('字数 as Word counts it', () => {
  it.each([
    ['', 0],
    ['   \t\r\n\u3000', 0],
    ['机关事务', 4],
    ['机关事务。', 5],
    ['“一站式”服务——好', 10],
    ['节电620万千瓦时', 7],
    ['用时1小时20分钟', 8],
    ['WPS Office 2021', 3],
    ['约3.6万平方米，增长12.5%', 10],
    ['it’s a test', 3],
    ['陈𬱟', 2],
    ['阿卜杜拉·买买提', 8],
    ['第1、2项', 5],
    ['ＡＢＣ１２３', 6],
    ['a,b;c', 1],
    ['……', 2],
    ['甲\u200b乙', 2],
    ['葛\u{e0100}城', 2],
  ])('%j is %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('counts characters without spaces beside it', () => {
    expect(countText('WPS 2021 年')).toEqual({ words: 3, characters: 8 });
  });

  it('adds up over lines: a break ends a run and counts nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(countWords(`${a}\n${b}`)).toBe(countWords(a) + countWords(b));
      }),
    );
  });

  it('counts each Chinese character once, whatever stands around it', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    const rare = fc.integer({ min: 0x20000, max: 0x323af }).map((code) => String.fromCodePoint(code));
    const latin = fc.stringMatching(/^[A-Za-z0-9]{1,6}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(han, rare)), fc.array(latin), (characters, runs) => {
        const text = [...characters, ...runs.map((run) => `${run} `)].join('');
        expect(countWords(text)).toBe(characters.length + runs.length);
      }),
    );
  });

  it('never counts more words than characters, and ignores spaces at the ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { words, characters } = countText(text);
        expect(words).toBeLessThanOrEqual(characters);
        expect(countWords(`  ${text}\u3000\n`)).toBe(words);
      }),
    );
  });
});

describe('bands', () => {
  const band = { good: [1350, 1650], fair: [1200, 1800] } as const;
  it.each([
    [1199, 'low'],
    [1200, 'fair'],
    [1349, 'fair'],
    [1350, 'good'],
    [1650, 'good'],
    [1651, 'fair'],
    [1800, 'fair'],
    [1801, 'high'],
  ])('%i is %s', (words, place) => {
    expect(bandOf(words, band)).toBe(place);
  });
});
