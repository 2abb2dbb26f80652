import { mm } from './display-list.ts';

/** The printed area of a page, in points. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** 版心 of GB/T 9704-2012: 天头 37 mm, 订口 28 mm, 156 mm by 225 mm (domain notes 5). */
export const portraitBox: PageBox = { left: mm(28), top: mm(37), width: mm(156), height: mm(225) };

/**
 * A page laid across is bound at its top edge (28 mm, the 订口) and carries the foot below: 265 mm by 154 mm, which
 * the columns of wide tables need.
 */
export const landscapeBox: PageBox = { left: mm(16), top: mm(28), width: mm(265), height: mm(154) };

/** 一字线 page number: 7 mm below the printed area (GB/T 9704-2012, 7.5). */
export const pageNumberDrop = mm(7);

/** Type sizes in points by their Chinese names. */
export const typeSize = {
  二号: 22,
  小二: 18,
  三号: 16,
  四号: 14,
  小四: 12,
  五号: 10.5,
  小五: 9,
  六号: 7.5,
} as const;

/** 22 lines in 225 mm (GB/T 9704-2012, 5.2.3). */
export const documentPitch = portraitBox.height / 22;

/** The narrow column at the left of a table for upright labels: a twelfth of its width, 13 mm on an upright page. */
export const labelColumn = (tableWidth: number): number => tableWidth / 12;
