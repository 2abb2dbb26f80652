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
  /** Lines of a label are made about equal, and a bracketed part begins a line of its own. */
  readonly balanced?: boolean;
  /** Smaller sizes that a short text may take where that saves a line (domain notes 4.5, T5: 五号 at the least). */
  readonly shrinkTo?: readonly number[];
}

/** 小四 may become 五号 in a cell, never smaller. */
export const cellShrink: readonly number[] = [10.5];

/**
 * A label over several lines: no line much shorter than the others (近5年内新的 / 突出贡献, never a last line of one
 * character), the bracketed part together where that takes no more lines. Lines are centred in `measure`.
 */
export function balancedLines(
  text: string,
  style: TextStyle,
  measure: number,
  glyphs: GlyphChooser,
  label: string,
): TextLine[] {
  const lines = breakLines(text, style, measure, glyphs, label);
  if (lines.length < 2 || text.includes('\n')) return lines;
  const bracket = text.search(/(?<=.)（/u);
  if (bracket > 0) {
    const parts = `${text.slice(0, bracket)}\n${text.slice(bracket)}`;
    const split = breakLines(parts, style, measure, glyphs, label);
    if (split.length <= lines.length) return split;
  }
  let [narrow, wide] = [style.size, measure];
  for (let step = 0; step < 8; step += 1) {
    const middle = (narrow + wide) / 2;
    if (breakLines(text, style, middle, glyphs, label).length > lines.length) narrow = middle;
    else wide = middle;
  }
  const shift = (measure - wide) / 2;
  return breakLines(text, style, wide, glyphs, label).map((one) => ({
    ...one,
    pieces: one.pieces.map((piece) => ({ ...piece, x: piece.x + (style.align === 'center' ? shift : 0) })),
  }));
}

/** Text in a cell; `texts` are alternatives from full to short, the first that fits on one line wins, else the full one. */
export function textBox(texts: readonly string[], options: CellTextOptions, glyphs: GlyphChooser): CellBox {
  const { style, label, vertical = 'middle', padX = 3, padY = 3, leftWhenLong = false } = options;
  const breakText = options.balanced ? balancedLines : breakLines;
  const layouts = new Map<number, readonly TextLine[]>();
  const layout = (width: number): readonly TextLine[] => {
    const known = layouts.get(width);
    if (known) return known;
    const measure = width - 2 * padX;
    const all = texts.map((text) => breakText(text, style, measure, glyphs, label));
    let made = all.find((lines) => lines.length === 1) ?? all[0] ?? [];
    const [full = ''] = texts;
    // One word, such as an address of the mail or a fingerprint, is best left whole however long it is.
    const smaller = [...full].length <= 24 || /^[!-~]+$/.test(full) ? (options.shrinkTo ?? []) : [];
    const sizes: readonly TextStyle[] = [
      style,
      ...smaller.map((size) => ({ ...style, size, pitch: style.pitch - (style.size - size) })),
    ];
    if (made.length > 1) {
      for (const own of sizes.slice(1)) {
        const small = breakText(full, own, measure, glyphs, label);
        if (small.length < made.length) made = small;
      }
    }
    // A name of several parts breaks after its middle dots, each part on a line of its own.
    const parts = full.split('·');
    if (made.length > 1 && parts.length > 1) {
      const parted = sizes
        .map((own) => breakText(parts.join('·\n'), own, measure, glyphs, label))
        .find((lines) => lines.length === parts.length);
      if (parted && parted.length <= made.length) made = parted;
    } else if (leftWhenLong && made.length > 1) {
      const set = made[0]?.style ?? style;
      made = breakLines(full, { ...set, align: 'left' }, measure, glyphs, label);
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
      for (let at = 0; at < characters.length; at += count)
        rows.push(characters.slice(at, at + count).join(''));
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
