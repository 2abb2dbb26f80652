import { line, type PaperPage } from './display-list.ts';
import type { GlyphChooser } from './glyphs.ts';
import { breakLines, drawLines, linesHeight, type TextLine, type TextStyle } from './typesetter.ts';

/** Something that fills a cell: its height for a width, and its drawing. */
export interface CellBox {
  height(width: number): number;
  draw(page: PaperPage, x: number, y: number, width: number, height: number): void;
}

export interface CellTextOptions {
  readonly style: TextStyle;
  readonly label: string;
  readonly vertical?: 'top' | 'middle';
  readonly padX?: number;
  readonly padY?: number;
  /** A text that takes more than one line is set flush left, a single line by the style's own alignment. */
  readonly leftWhenLong?: boolean;
}

/** Text in a cell; `texts` are alternatives from full to short, the first that fits on one line wins, else the full one. */
export function textBox(texts: readonly string[], options: CellTextOptions, glyphs: GlyphChooser): CellBox {
  const { style, label, vertical = 'middle', padX = 3, padY = 3, leftWhenLong = false } = options;
  const layouts = new Map<number, readonly TextLine[]>();
  const layout = (width: number): readonly TextLine[] => {
    const known = layouts.get(width);
    if (known) return known;
    const measure = width - 2 * padX;
    const all = texts.map((text) => breakLines(text, style, measure, glyphs, label));
    let made = all.find((lines) => lines.length === 1) ?? all[0] ?? [];
    if (leftWhenLong && made.length > 1) {
      made = breakLines(texts[0] ?? '', { ...style, align: 'left' }, measure, glyphs, label);
    }
    layouts.set(width, made);
    return made;
  };
  return {
    height: (width) => linesHeight(layout(width)) + 2 * padY,
    draw(page, x, y, width, height) {
      const lines = layout(width);
      const free = height - linesHeight(lines);
      drawLines(page, lines, x + padX, y + (vertical === 'middle' ? free / 2 : padY));
    },
  };
}

/**
 * A label set upright, one character under another (竖排), in as many columns as its height needs, right to left would
 * confuse: columns run left to right as in the usual forms. Falls back to short lines when it is too long for its cell.
 */
export function uprightBox(text: string, style: TextStyle, glyphs: GlyphChooser): CellBox {
  const label = text;
  const centred: TextStyle = { ...style, align: 'center' };
  const linesFor = (width: number, height: number): readonly TextLine[] => {
    const measure = width - 4;
    const perLine = (count: number): readonly TextLine[] => {
      const characters = [...text];
      const rows: string[] = [];
      for (let at = 0; at < characters.length; at += count) rows.push(characters.slice(at, at + count).join(''));
      return rows.flatMap((row) => breakLines(row, centred, measure, glyphs, label));
    };
    const most = Math.max(1, Math.floor(measure / style.size));
    for (let count = 1; count < most; count += 1) {
      const lines = perLine(count);
      if (linesHeight(lines) + 6 <= height) return lines;
    }
    return breakLines(text, centred, measure, glyphs, label);
  };
  return {
    height: (width) => linesHeight(linesFor(width, 0)) + 6,
    draw(page, x, y, width, height) {
      const lines = linesFor(width, height);
      drawLines(page, lines, x + 2, y + (height - linesHeight(lines)) / 2);
    },
  };
}

/** A picture centred in its cell at its own size in points. */
export function pictureBox(data: string, w: number, h: number): CellBox {
  return {
    height: () => h + 6,
    draw(page, x, y, width, height) {
      const scale = Math.min(1, (width - 4) / w);
      const [pw, ph] = [w * scale, h * scale];
      page.marks.push({
        kind: 'image',
        data,
        x: x + (width - pw) / 2,
        y: y + (height - ph) / 2,
        w: pw,
        h: ph,
      });
    },
  };
}

/** Boxes side by side with thin lines between them; widths are shares of the whole. */
export function drawColumns(
  page: PaperPage,
  cells: readonly { readonly box: CellBox; readonly width: number }[],
  x: number,
  y: number,
  height: number,
): void {
  let left = x;
  for (const [index, cell] of cells.entries()) {
    if (index > 0) line(page, [left, y], [left, y + height]);
    cell.box.draw(page, left, y, cell.width, height);
    left += cell.width;
  }
}
