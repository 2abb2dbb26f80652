import type { LoadedFont } from './font-set.ts';

/** Lengths on paper are points (1/72 inch); y grows downwards from the top edge. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** One thing drawn on a page. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly font: LoadedFont;
      readonly size: number;
      readonly x: number;
      readonly baseline: number;
      /** Extra space after each glyph, from justification. */
      readonly spacing?: number;
      readonly color?: string;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
      readonly dash?: number;
    }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly width: number;
      readonly dash?: number;
    }
  /** A filled path in SVG path syntax: QR modules. */
  | { readonly kind: 'path'; readonly d: string }
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      /** JPEG or PNG bytes as a data URL. */
      readonly data: string;
    };

/** A page and what is on it. */
export interface PaperPage {
  readonly width: number;
  readonly height: number;
  readonly marks: Mark[];
}

/** A4 of GB/T 148, upright or across. */
export function a4(orientation: 'portrait' | 'landscape'): PaperPage {
  const [short, long] = [mm(210), mm(297)];
  return orientation === 'portrait'
    ? { width: short, height: long, marks: [] }
    : { width: long, height: short, marks: [] };
}

/** Adds a straight line. */
export function line(
  page: PaperPage,
  from: readonly [number, number],
  to: readonly [number, number],
  width = 0.5,
): void {
  page.marks.push({ kind: 'line', x1: from[0], y1: from[1], x2: to[0], y2: to[1], width });
}

/** Adds an unfilled rectangle; `dash` in points makes it a cutting line. */
export function rect(
  page: PaperPage,
  box: readonly [x: number, y: number, w: number, h: number],
  width = 0.5,
  dash?: number,
): void {
  const [x, y, w, h] = box;
  page.marks.push({ kind: 'rect', x, y, w, h, width, ...(dash === undefined ? {} : { dash }) });
}
