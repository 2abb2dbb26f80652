import { describe, expect, it } from 'vitest';
import { sameUnitName, unitCode } from './index.ts';

const name = '示例省（甲）局';

describe('the name of a unit', () => {
  it.each([
    ['half-width signs', '示例省(甲)局'],
    ['a variation selector', `${name}\ufe00`],
    ['an ideographic variation selector', `${name}\u{e0100}`],
    ['a filler', `${name}\u3164`],
    ['a sign without width', `示例\u200b省（甲）局`],
    ['a mark of direction', `\u202e${name}`],
    ['a Braille cell without dots', `${name}\u2800`],
    ['a radical for a character', name.replace('示', '\u2f70')],
    ['a soft hyphen', `${name}\u00ad`],
    ['an ideographic blank', `示例省\u3000（甲）局`],
  ])('is the same to a reader with %s', (_what, other) => {
    expect(sameUnitName(name, other)).toBe(true);
    expect(sameUnitName(other, name)).toBe(true);
  });

  it.each(['示例省（乙）局', '示例省甲局', `${name}，`, `${name}#`])(
    'is another where a reader sees another: %j',
    (other) => expect(sameUnitName(name, other)).toBe(false),
  );

  it.each(['', ' ', '\u3164', '\u200b'])('that nobody sees names nobody: %j', (nothing) => {
    expect(sameUnitName(nothing, nothing)).toBe(false);
    expect(sameUnitName(name, nothing)).toBe(false);
  });

  it('keeps the code that was made of it before', () => {
    // Codes stand in the names of packages that lie in archives: NFC without white space, as the format says.
    expect(unitCode('示例省(甲)局')).not.toBe(unitCode(name));
    expect(unitCode(`示例省 ${name.slice(3)}`)).toBe(unitCode(name));
  });
});
