import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { line, type PaperPage, rect } from './display-list.ts';
import type { PageBox } from './page-geometry.ts';

/** A part of a table that lies on one page. Heights in points. */
export interface Chunk {
  readonly height: number;
  /** How much of a page's left-over height it may take: 0 for none. Seal blocks grow, giving the stamp more room. */
  readonly stretch: number;
  /** The height it takes on the last page when there is room, not less than `height`. */
  readonly comfort?: number;
  draw(page: PaperPage, x: number, y: number, width: number, height: number): void;
}

/** A part of a table before it is laid on pages. */
export interface Block {
  readonly label: string;
  /**
   * The part that goes into `available` points (`fresh`: at the top of a page) and what remains for the next page.
   * A null chunk asks for a new page.
   */
  take(available: number, fresh: boolean): { readonly chunk: Chunk | null; readonly rest: Block | null };
}

/** A block that is never split: a group of rows, a seal block. */
export function solidBlock(label: string, chunk: Chunk): Block {
  const block: Block = {
    label,
    take: (available) =>
      chunk.height <= available + 0.01 ? { chunk, rest: null } : { chunk: null, rest: block },
  };
  return block;
}

/** The heavy outer line of a table (domain notes 5: 1 to 1.5 points outside, 0.5 inside). */
const outerLine = 1;

interface Placed {
  readonly chunk: Chunk;
  readonly height: number;
}

function drawPage(page: PaperPage, placed: readonly Placed[], x: number, y: number, width: number): number {
  let top = y;
  for (const [index, { chunk, height }] of placed.entries()) {
    chunk.draw(page, x, top, width, height);
    if (index > 0) line(page, [x, top], [x + width, top]);
    top += height;
  }
  rect(page, [x, y, width, top - y], outerLine);
  return top;
}

/** Shares the height left over on a page among the chunks that may grow. */
function stretched(chunks: readonly Chunk[], left: number): Placed[] {
  const total = chunks.reduce((sum, chunk) => sum + chunk.stretch, 0);
  return chunks.map((chunk) => ({
    chunk,
    height: chunk.height + (total > 0 ? (left * chunk.stretch) / total : 0),
  }));
}

/** On the last page nothing is filled up, but each chunk may have its comfortable height as far as there is room. */
function relaxed(chunks: readonly Chunk[], left: number): Placed[] {
  const wish = chunks.reduce(
    (sum, chunk) => sum + Math.max(0, (chunk.comfort ?? chunk.height) - chunk.height),
    0,
  );
  const share = wish > 0 ? Math.min(1, left / wish) : 0;
  return chunks.map((chunk) => ({
    chunk,
    height: chunk.height + share * Math.max(0, (chunk.comfort ?? chunk.height) - chunk.height),
  }));
}

/**
 * Lays blocks on pages one under another inside `box`, beginning `startY` points from the top of the sheet on the first
 * page, and frames what lies on each page. Pages that end early are filled by growing chunks; the last page is not.
 * Returns the bottom of the table on the last page. Throws `paper-block-too-tall` when a block fits no page.
 */
export function layBlocks(
  blocks: readonly Block[],
  pages: PaperPage[],
  newPage: () => PaperPage,
  box: PageBox,
  startY: number | null,
  form: string,
): number {
  let page = startY === null ? undefined : pages.at(-1);
  let y = startY ?? box.top;
  if (!page) {
    page = newPage();
    pages.push(page);
  }
  const bottom = box.top + box.height;
  let chunks: Chunk[] = [];
  let used = 0;
  const finish = (last: boolean): number => {
    if (!page || chunks.length === 0) return y;
    const placed = last ? relaxed(chunks, bottom - y - used) : stretched(chunks, bottom - y - used);
    return drawPage(page, placed, box.left, y, box.width);
  };
  for (const block of blocks) {
    let rest: Block | null = block;
    while (rest) {
      const fresh = chunks.length === 0 && y === box.top;
      const step: ReturnType<Block['take']> = rest.take(bottom - y - used, fresh);
      if (step.chunk) {
        chunks.push(step.chunk);
        used += step.chunk.height;
      } else if (fresh) {
        throw new JianbiaoError('paper-block-too-tall', { form, label: block.label });
      }
      rest = step.rest;
      if (rest) {
        finish(false);
        page = newPage();
        pages.push(page);
        y = box.top;
        chunks = [];
        used = 0;
      }
    }
  }
  return finish(true);
}
