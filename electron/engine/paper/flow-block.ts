import type { Block, Chunk } from './blocks.ts';
import { drawColumns, uprightBox } from './cell-box.ts';
import type { FormContext } from './form-context.ts';
import { labelStyle } from './grid-block.ts';
import { labelColumn, typeSize } from './page-geometry.ts';
import { breakLines, drawLines, type TextLine, type TextStyle } from './typesetter.ts';

const body: TextStyle = { role: 'fangsong', size: typeSize.小四, pitch: 20, indent: 2, justify: true };
const pad = 6;
/** Fewer lines than this are not left alone at the foot of a page. */
const leastLines = 3;

/**
 * A long text in a bordered cell that flows over pages (主要先进事迹): the label is repeated on each page. `minHeight` in
 * points is the height of the whole cell when the text is short.
 */
export function flowBlock(
  context: FormContext,
  label: string,
  text: string,
  minHeight: number,
  tableWidth: number,
): Block {
  const side = labelColumn(tableWidth);
  const width = tableWidth - side;
  const lines = breakLines(text, body, width - 2 * pad, context.glyphs, label);
  const heading = uprightBox(label, labelStyle, context.glyphs);
  const chunkOf = (part: readonly TextLine[], height: number): Chunk => ({
    height,
    stretch: 1,
    draw(page, x, y, _width, grown) {
      const content = {
        height: () => grown,
        draw: (p: typeof page, left: number, top: number) => drawLines(p, part, left + pad, top + pad),
      };
      drawColumns(
        page,
        [
          { box: heading, width: side },
          { box: content, width },
        ],
        x,
        y,
        grown,
      );
    },
  });
  const blockFrom = (start: number, least: number): Block => ({
    label,
    take(available, fresh) {
      const room = Math.floor((available - 2 * pad + 0.01) / body.pitch);
      const left = lines.length - start;
      if (left <= room) {
        const natural = left * body.pitch + 2 * pad;
        if (!fresh && natural < least && available < least && available < least / 2) {
          return { chunk: null, rest: blockFrom(start, least) };
        }
        return {
          chunk: chunkOf(lines.slice(start), Math.max(natural, Math.min(least, available))),
          rest: null,
        };
      }
      if (room < leastLines) return { chunk: null, rest: blockFrom(start, least) };
      // Never a single line alone on the next page.
      const here = left - room === 1 ? room - 1 : room;
      return {
        chunk: chunkOf(lines.slice(start, start + here), available),
        rest: blockFrom(start + here, Math.max(0, least - available)),
      };
    },
  });
  return blockFrom(0, minHeight);
}
