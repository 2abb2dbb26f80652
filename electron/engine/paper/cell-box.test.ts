import { describe, expect, it } from 'vitest';
import { cellShrink, textBox } from './cell-box.ts';
import { a4, mm } from './display-list.ts';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser } from './glyphs.ts';
import { valueStyle } from './grid-block.ts';
import { backLabel } from './photo-sheet.ts';
import { linesHeight } from './typesetter.ts';

const fonts = createFontSet();

/** What is drawn in a cell of this width, line by line, with the size of each line. */
function drawn(text: string, width: number): { readonly text: string; readonly size: number }[] {
  const page = a4('portrait');
  const options = { style: valueStyle, label: '试验', padX: 4, shrinkTo: cellShrink, leftWhenLong: true };
  textBox([text], options, createGlyphChooser(fonts)).draw(page, 0, 0, width, 100);
  return page.marks.flatMap((mark) => (mark.kind === 'text' ? [{ text: mark.text, size: mark.size }] : []));
}

describe('text in a cell', () => {
  it('breaks a name of several parts after its middle dots alone, 五号 where that needs it', () => {
    const lines = drawn('阿卜杜拉·买买提江·阿卜杜热合曼', mm(26));
    expect(lines.map(({ text }) => text)).toEqual(['阿卜杜拉·', '买买提江·', '阿卜杜热合曼']);
    expect(new Set(lines.map(({ size }) => size))).toEqual(new Set([10.5]));
    expect(drawn('阿卜杜拉·买买提', mm(26)).map(({ text }) => text)).toEqual(['阿卜杜拉·', '买买提']);
  });

  it('sets one long word in 五号 rather than carry a letter over to the next line', () => {
    const fingerprint = `SHA256:${'0ik4YyDh0WnEXRRDQjndXX4o7/TC15IRYh6Z3uXVsgk'}`;
    expect(drawn(fingerprint, mm(118))).toEqual([{ text: fingerprint, size: 10.5 }]);
  });
});

describe('the label on the back of a photo', () => {
  const size = [mm(35), mm(49)] as const;

  it('stays inside its frame, however long unit and name are', () => {
    const unit = '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县机关事务服务中心';
    const name = '阿卜杜拉·买买提江·阿卜杜热合曼';
    const lines = backLabel(unit, name, size, createGlyphChooser(fonts));
    expect(linesHeight(lines)).toBeLessThanOrEqual(size[1] - 4);
    for (const one of lines) expect(one.width).toBeLessThanOrEqual(size[0] - 8);
    const text = lines.map((one) => one.pieces.map((piece) => piece.text).join('')).join('');
    expect(text).toBe(`${unit}${name}`);
  });

  it('keeps 小四 and 四号 where they have room', () => {
    const lines = backLabel('青溪县机关事务服务中心', '陈𬱟', size, createGlyphChooser(fonts));
    expect(lines.map((one) => one.style.size)).toEqual([12, 12, 14]);
  });
});
