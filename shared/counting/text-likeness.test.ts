import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText, sketchLikeness, textSketch } from './text-likeness.ts';

const letters = fc.constantFrom(
  ...'在机关事务工作一线主持节能改造项目每年节约经费多次受到表扬认真负责团结同志甲乙丙丁戊',
);
const prose = fc.array(letters, { minLength: 60, maxLength: 400 }).map((list) => list.join(''));

describe('whether two texts are one', () => {
  it('takes width, case, blanks and marks for nothing, and is the same when done twice', () => {
    expect(normaliseText('　ＡＢ１２，“机关”。 事务\n工作')).toBe('ab12机关事务工作');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(normaliseText(`${text} \u3000\n，。`)).toBe(once);
      }),
    );
  });

  it('gives 1 for a copy, whatever marks and blanks were put in, and is the same both ways', () => {
    fc.assert(
      fc.property(prose, prose, fc.array(fc.nat(400), { maxLength: 20 }), (one, other, places) => {
        const marked = [...one]
          .map((letter, at) => (places.includes(at) ? `，　${letter}` : letter))
          .join('');
        expect(sketchLikeness(textSketch(one), textSketch(marked))).toBe(1);
        const [left, right] = [textSketch(one), textSketch(other)];
        expect(sketchLikeness(left, right)).toBe(sketchLikeness(right, left));
        expect(left.length).toBeLessThanOrEqual(32);
      }),
      { numRuns: 60 },
    );
  });

  it('falls with what was written anew, and is nothing for a text too short to tell', () => {
    let state = 1;
    const letter = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return String.fromCharCode(0x4e00 + ((state >>> 8) % 3000));
    };
    const text = (length: number) => Array.from({ length }, letter).join('');
    const original = text(1500);
    const shares = [1, 0.8, 0.5, 0.2, 0].map((share) => {
      const copy = original.slice(0, 1500 * share) + text(1500 * (1 - share));
      return sketchLikeness(textSketch(original), textSketch(copy));
    });
    expect(shares[0]).toBe(1);
    expect(shares[1]).toBeGreaterThan(0.4);
    expect(shares[4]).toBe(0);
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    expect(textSketch('团结同志')).toEqual([]);
    expect(sketchLikeness([], [])).toBe(0);
  });
});
