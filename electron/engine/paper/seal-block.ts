import type { SealBlock } from '../../../shared/words/form-schema.ts';
import { type Block, solidBlock } from './blocks.ts';
import { type CellBox, drawColumns, uprightBox } from './cell-box.ts';
import { mm } from './display-list.ts';
import { type FormContext, fillBlanks } from './form-context.ts';
import { labelStyle } from './grid-block.ts';
import { labelColumn, typeSize } from './page-geometry.ts';
import { breakLines, drawLines, linesHeight, type TextStyle } from './typesetter.ts';

const party: TextStyle = { role: 'label', size: typeSize.小四, pitch: 18 };
const opinion: TextStyle = { role: 'fangsong', size: typeSize.小四, pitch: 18, indent: 2 };
const fixed: TextStyle = { role: 'song', size: typeSize.小四, pitch: 20 };

/** Room between the words and the lines for seal and date, so that a stamp does not cover the opinion. */
const writingRoom = mm(10);

/** How far the lines for seal and date may rise above the lower edge: 署名 and date stand below the middle of a seal. */
const mostRise = mm(7);

/** The date a hand fills in: 年 月 日 with room before each. */
const dateLine = '　　　　年　　月　　日';

type Party = SealBlock['parties'][number];

function partyBox(context: FormContext, block: SealBlock, who: Party): CellBox {
  const { glyphs } = context;
  // A single party named like the block needs no second heading.
  const heading = block.parties.length === 1 && who.label === block.label ? '' : `${who.label}：`;
  const words = fillBlanks(context, who.preset);
  const pad = 6;
  const upper = (width: number) => [
    ...(heading === '' ? [] : breakLines(heading, party, width - 2 * pad, glyphs, who.label)),
    ...(words === '' ? [] : breakLines(words, opinion, width - 2 * pad, glyphs, who.label)),
  ];
  const lower = (width: number) => {
    const right: TextStyle = { ...fixed, align: 'right' };
    const measure = width - 2 * pad - typeSize.小四;
    return [
      ...breakLines(who.sealWords, right, measure - typeSize.小四 * 2, glyphs, who.label),
      ...breakLines(dateLine, right, measure, glyphs, who.label),
    ];
  };
  return {
    height: (width) =>
      linesHeight(upper(width)) + writingRoom * context.density + linesHeight(lower(width)) + 12,
    draw(page, x, y, width, height) {
      const above = upper(width);
      const below = lower(width);
      // A seal over the date shall not reach far into the block below: a third of the room to spare goes under the date.
      const spare = height - linesHeight(above) - writingRoom - linesHeight(below) - 12;
      const rise = Math.min(mostRise, Math.max(0, spare / 3));
      const belowTop = y + height - 6 - rise - linesHeight(below);
      drawLines(page, above, x + pad, y + 6);
      drawLines(page, below, x + pad, belowTop);
      if (who.signer) {
        const signer = breakLines('签字人：', fixed, width, glyphs, who.label);
        drawLines(page, signer, x + pad + typeSize.小四 * 2, belowTop);
      }
    },
  };
}

/**
 * A place to stamp and sign: the label upright at the left, one party or two side by side, words above, 签字人, （盖章）
 * and 年 月 日 at the bottom right (domain notes 3.3). Never split over pages; grows when a page has height to spare.
 */
export function sealBlockOf(context: FormContext, block: SealBlock, tableWidth: number): Block {
  const label = uprightBox(block.label, labelStyle, context.glyphs);
  const side = labelColumn(tableWidth);
  const width = (tableWidth - side) / block.parties.length;
  const boxes = block.parties.map((who) => ({ box: partyBox(context, block, who), width }));
  const height = Math.max(mm(block.minHeightMm), ...boxes.map(({ box }) => box.height(width)));
  return solidBlock(block.label, {
    height,
    stretch: 1,
    comfort: Math.max(height, Math.min(mm(60), height * 1.4)),
    draw(page, x, y, _width, grown) {
      drawColumns(page, [{ box: label, width: side }, ...boxes], x, y, grown);
    },
  });
}
