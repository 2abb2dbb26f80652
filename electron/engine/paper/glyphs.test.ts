import { describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser, printableText } from './glyphs.ts';

const fonts = createFontSet();

describe('glyphs', () => {
  it('has every character of the rare names the design speaks of', () => {
    const glyphs = createGlyphChooser(fonts);
    for (const role of ['song', 'fangsong', 'hei', 'kai', 'xiaobiaosong', 'label'] as const) {
      glyphs.runs(role, '𬱟㛃·堃喆邨䶮〇', '姓名');
    }
    expect(() => glyphs.assertComplete()).not.toThrow();
  });

  it('covers all Han of GB 18030-2000 with one serif face', () => {
    const [song] = fonts.chain('song');
    for (let code = 0x4e00; code <= 0x9fa5; code += 1) expect(song?.has(code)).toBe(true);
    for (let code = 0x3400; code <= 0x4db5; code += 1) expect(song?.has(code)).toBe(true);
  });

  it('names the character, its code and the field when no font has it', () => {
    const glyphs = createGlyphChooser(fonts);
    glyphs.runs('song', '张𮯠', '姓名');
    glyphs.runs('song', '😀', '简要事迹');
    try {
      glyphs.assertComplete();
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(JianbiaoError);
      if (!(thrown instanceof JianbiaoError)) return;
      expect(thrown.code).toBe('paper-glyph-missing');
      expect(thrown.message).toContain('“姓名”中的“𮯠”（U+2EBE0）');
      expect(thrown.message).toContain('“简要事迹”中的“😀”（U+1F600）');
      expect(thrown.params).toMatchObject({ codePoint: 'U+2EBE0', field: '姓名', count: 2 });
    }
  });

  it('prints the base of a variation sequence and drops what leaves no mark', () => {
    expect(printableText('葛\u{E0100}\uFE00城\u200B\uFEFF\u202E\u00AD\u0007')).toBe('葛城');
    expect(printableText('甲\r\n乙\r丙\u2028丁\t戊\u00a0己')).toBe('甲\n乙\n丙\n丁 戊 己');
  });
});
