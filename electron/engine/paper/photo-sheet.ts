import { a4, line, mm, type PaperPage, rect } from './display-list.ts';
import type { Picture } from './form-context.ts';
import type { GlyphChooser } from './glyphs.ts';
import { typeSize } from './page-geometry.ts';
import { breakLines, drawLines, linesHeight, type TextLine, type TextStyle } from './typesetter.ts';

/** What the photo sheet needs of one person. */
export interface PhotoSheetInfo {
  readonly picture: Picture;
  /** Print size in points. */
  readonly size: readonly [number, number];
  readonly copies: number;
  readonly unit: string;
  readonly name: string;
  readonly title: string;
}

const gap = mm(8);
const headStyle: TextStyle = { role: 'song', size: typeSize.小五, pitch: 13, align: 'center' };
const labelStyle: TextStyle = { role: 'fangsong', size: typeSize.小四, pitch: 17, align: 'center' };
const nameStyle: TextStyle = { role: 'fangsong', size: typeSize.四号, pitch: 22, align: 'center' };

/** Short marks at the corners, outside the picture, to cut along. */
function cropMarks(page: PaperPage, x: number, y: number, w: number, h: number): void {
  const [near, far] = [mm(1), mm(3.5)];
  for (const [cx, sx] of [
    [x, -1],
    [x + w, 1],
  ] as const) {
    for (const [cy, sy] of [
      [y, -1],
      [y + h, 1],
    ] as const) {
      line(page, [cx + sx * near, cy], [cx + sx * far, cy], 0.4);
      line(page, [cx, cy + sy * near], [cx, cy + sy * far], 0.4);
    }
  }
}

/** 小四 and 四号 where the back has room for them, smaller for long names: a label is cut out along its frame. */
const scales = [1, 0.875, 0.75, 0.625, 0.5];

/** Unit and name for the back of a photo, no taller than it; a name of several parts breaks after its middle dots. */
export function backLabel(
  unit: string,
  name: string,
  size: readonly [w: number, h: number],
  glyphs: GlyphChooser,
): TextLine[] {
  const measure = size[0] - 8;
  let made: TextLine[] = [];
  for (const scale of scales) {
    const scaled = (style: TextStyle): TextStyle => ({
      ...style,
      size: style.size * scale,
      pitch: style.pitch * scale,
    });
    const whole = breakLines(name, scaled(nameStyle), measure, glyphs, '姓名');
    const parted = breakLines(name.replaceAll('·', '·\n'), scaled(nameStyle), measure, glyphs, '姓名');
    made = [
      ...breakLines(unit, scaled(labelStyle), measure, glyphs, '单位'),
      ...(whole.length < 2 ? whole : parted),
    ];
    if (linesHeight(made) <= size[1] - 4) break;
  }
  return made;
}

/**
 * Two pages: the photos to cut out, and behind each, mirrored for printing on both sides (turned over the long edge), a label
 * with unit and name, as the notice wants it on the back. On plain paper the labels are cut out and glued.
 */
export function photoSheetPages(info: PhotoSheetInfo, glyphs: GlyphChooser): PaperPage[] {
  const front = a4('portrait');
  const back = a4('portrait');
  const [w, h] = info.size;
  const columns = Math.max(1, Math.min(3, info.copies, Math.floor((front.width - mm(30) + gap) / (w + gap))));
  const left = (front.width - columns * w - (columns - 1) * gap) / 2;
  const top = mm(32);
  const words = (page: PaperPage, text: string): void =>
    drawLines(page, breakLines(text, headStyle, front.width, glyphs, '照片排版'), 0, mm(16));
  words(front, `${info.title}　照片 ${info.copies} 张　沿角线裁切，请按 100% 比例打印，不要“适应纸张”`);
  words(back, '照片背面标签：双面打印时选“沿长边翻转”；单面打印时裁下贴在照片背面');
  for (let index = 0; index < info.copies; index += 1) {
    const column = index % columns;
    const y = top + Math.floor(index / columns) * (h + gap);
    const x = left + column * (w + gap);
    front.marks.push({ kind: 'image', data: info.picture.data, x, y, w, h });
    cropMarks(front, x, y, w, h);
    const mirrored = front.width - x - w;
    rect(back, [mirrored, y, w, h], 0.4, 3);
    const lines = backLabel(info.unit, info.name, info.size, glyphs);
    drawLines(back, lines, mirrored + 4, y + Math.max(2, (h - linesHeight(lines)) / 2));
  }
  return [front, back];
}
