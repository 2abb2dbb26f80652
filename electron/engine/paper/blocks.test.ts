import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, layBlocks, solidBlock } from './blocks.ts';
import { a4, type PaperPage } from './display-list.ts';
import type { PageBox } from './page-geometry.ts';

const box: PageBox = { left: 50, top: 100, width: 400, height: 600 };

interface Drawn {
  readonly label: string;
  readonly page: number;
  readonly y: number;
  readonly height: number;
}

function lay(
  heights: readonly number[],
  stretch = 0,
): { drawn: Drawn[]; pages: PaperPage[]; bottom: number } {
  const drawn: Drawn[] = [];
  const pages: PaperPage[] = [];
  const blocks = heights.map(
    (height, index): Block =>
      solidBlock(String(index), {
        height,
        stretch,
        draw: (page, _x, y, _w, grown) =>
          drawn.push({ label: String(index), page: pages.indexOf(page), y, height: grown }),
      }),
  );
  const bottom = layBlocks(blocks, pages, () => a4('portrait'), box, null, '试验表');
  return { drawn, pages, bottom };
}

describe('blocks on pages', () => {
  it('never splits a solid block, keeps the order and stays inside the printed area', () => {
    const heights = fc.array(fc.integer({ min: 10, max: 600 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(heights, fc.constantFrom(0, 1), (all, stretch) => {
        const { drawn } = lay(all, stretch);
        expect(drawn.map((one) => one.label)).toEqual(all.map((_, index) => String(index)));
        let last = { page: 0, end: box.top };
        for (const [index, one] of drawn.entries()) {
          expect(one.height).toBeGreaterThanOrEqual((all[index] ?? 0) - 0.01);
          expect(one.y + one.height).toBeLessThanOrEqual(box.top + box.height + 0.02);
          expect(one.y).toBeCloseTo(one.page === last.page ? last.end : box.top, 5);
          last = { page: one.page, end: one.y + one.height };
        }
      }),
    );
  });

  it('fills a page that ends early by growing blocks, but not the last page', () => {
    const { drawn, bottom } = lay([250, 250, 250], 1);
    expect(drawn.map((one) => [one.page, one.height])).toEqual([
      [0, 300],
      [0, 300],
      [1, 250],
    ]);
    expect(bottom).toBe(350);
  });

  it('refuses a block taller than a page', () => {
    expect(() => lay([601])).toThrow('“试验表”中“0”一栏太高');
  });
});
