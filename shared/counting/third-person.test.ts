import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankQuotations, findFirstPerson } from './third-person.ts';

const options = { words: ['我', '我们', '我局', '本人', '笔者'], allow: ['我国', '自我', '忘我'] };
const found = (text: string) => findFirstPerson(text, options).map(({ word, position }) => [word, position]);

describe('third person', () => {
  it.each([
    ['我局开展了工作。', [['我局', 1]]],
    ['该同志说：“我们再试一次。”', []],
    ['该同志说："我再试一次。"我很感动。', [['我', 14]]],
    ['他忘我工作，为我国作贡献，勇于自我革命。', []],
    ['《我和我的祖国》响起，本人到场。', [['本人', 12]]],
    ['他说：「我『们』来」。笔者以为', [['笔者', 12]]],
    // A mark that is never closed quotes nothing.
    ['他说：“我来', [['我', 5]]],
    ['陈𬱟和我们一起', [['我们', 4]]],
    ['', []],
  ])('%s', (text, marks) => {
    expect(found(text)).toEqual(marks);
  });

  it('gives offsets at which the word really stands, outside every pair of marks', () => {
    const piece = fc.constantFrom('我', '我们', '国', '自', '“', '”', '《', '》', '"', '好', '𬱟', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const blanked = blankQuotations(text);
        expect(blanked.length).toBe(text.length);
        for (const { at, length, word } of findFirstPerson(text, options)) {
          expect(text.slice(at, at + length)).toBe(word);
          expect(blanked.slice(at, at + length)).toBe(word);
        }
      }),
    );
  });
});
