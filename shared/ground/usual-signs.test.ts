import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenSigns } from './unseen-signs.ts';
import { signChanges, signChangesText, usualSigns, withoutSheetMark } from './usual-signs.ts';

describe('usual signs', () => {
  it.each([
    ['13\u200b9\u202d0000\u202c0000\ufe0d', '13900000000'],
    ['⼊⾼⻩', '入高黄'],
    ['⺁⻳', '厂龟'],
    ['\ue863\ue82d\ue829', '䶮㭎㩳'],
    ['\ue815', '厂'],
    ['\uf06c一、\uf0b7二、\uf0d8三、\uf0fc四', '●一、•二、▶三、✓四'],
    ['✔☑➢➤‣⁃✦', '✓✓▶▶▶•◆'],
    ['\uf900\u{2f800}', '豈丽'],
    // Unified since Unicode 3, though they stand among the compatibility ideographs.
    ['\ufa0e\ufa29', '\ufa0e\ufa29'],
    ['a\tb\nc\r\nd\v', 'a\tb\nc\r\nd\v'],
  ])('%j is %j', (text, usual) => expect(usualSigns(text)).toBe(usual));

  it('says what was changed', () => {
    expect(signChangesText('⼊\u200b')).toBe('去掉了看不见的符号，“⼊”改为“入”');
    expect(signChangesText('\ue863')).toBe('旧字库里的字改为“䶮”');
    expect(signChanges('入')).toEqual([]);
  });

  it.each([
    ["'620102199001011234", '620102199001011234'],
    ['="0931"', '0931'],
    ['＇13900000000', '13900000000'],
    ["'一心为民'", "'一心为民'"],
    ["O'Neil", "O'Neil"],
  ])('takes the mark of a sheet from %s', (text, plain) => expect(withoutSheetMark(text)).toBe(plain));

  const special = fc.oneof(
    fc.integer({ min: 0x2e80, max: 0x2fd5 }),
    fc.integer({ min: 0xe780, max: 0xe870 }),
    fc.integer({ min: 0xf000, max: 0xfaff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
  );
  const text = fc
    .array(fc.oneof(special, fc.integer({ min: 0x20, max: 0x9fff })), { maxLength: 40 })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));

  it('is done after one time', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(usualSigns(usualSigns(one))).toBe(usualSigns(one));
      }),
    );
  });

  it('changes no text without such characters', () => {
    const usual = fc.stringMatching(/^[一-龥，。、；：“”（）《》0-9A-Za-z \n\t●■√·—…〇ḿ]{0,60}$/u);
    fc.assert(
      fc.property(usual, (one) => {
        expect(usualSigns(one)).toBe(one);
      }),
    );
  });

  it('never drops what can be seen: one sign becomes one sign, and unchanged ones keep their order', () => {
    fc.assert(
      fc.property(text, (one) => {
        const seen = (whole: string) =>
          [...whole].filter((sign) => seenSigns(sign) !== '' || /\p{Co}/u.test(sign));
        const before = seen(one);
        const after = seen(usualSigns(one));
        expect(after).toHaveLength(before.length);
        before.forEach((sign, at) => {
          if (signChanges(sign).length === 0) expect(after[at]).toBe(sign);
        });
      }),
    );
  });
});
