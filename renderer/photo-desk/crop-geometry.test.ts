import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxShare,
  type CropView,
  clampBox,
  clampView,
  drawTransform,
  firstView,
  panView,
  type Size,
  turnView,
  widestFrame,
  zoomView,
} from './crop-geometry.ts';

const RATIO = 35 / 49;
const size = fc.record({
  width: fc.integer({ min: 200, max: 6000 }),
  height: fc.integer({ min: 200, max: 6000 }),
});
const view = fc.record({
  cx: fc.double({ min: -9000, max: 9000, noNaN: true }),
  cy: fc.double({ min: -9000, max: 9000, noNaN: true }),
  width: fc.double({ min: 1, max: 20000, noNaN: true }),
  angle: fc.double({ min: -20, max: 20, noNaN: true }),
});

/** Where a corner of the output falls in the picture: the transform inverted. */
function source(current: CropView, out: Size, x: number, y: number): readonly [number, number] {
  const [a, b, c, d, e, f] = drawTransform(current, out);
  const det = a * d - b * c;
  return [(d * (x - e) - c * (y - f)) / det, (a * (y - f) - b * (x - e)) / det];
}

describe('crop geometry', () => {
  it('never lets an empty corner into the photo', () => {
    fc.assert(
      fc.property(size, view, (picture, wild) => {
        const clamped = clampView(wild, picture, RATIO);
        const out = { width: 413, height: 413 / RATIO };
        for (const [x, y] of [
          [0, 0],
          [out.width, 0],
          [0, out.height],
          [out.width, out.height],
        ] as const) {
          const [sx, sy] = source(clamped, out, x, y);
          expect(sx).toBeGreaterThan(-0.01);
          expect(sy).toBeGreaterThan(-0.01);
          expect(sx).toBeLessThan(picture.width + 0.01);
          expect(sy).toBeLessThan(picture.height + 0.01);
        }
      }),
    );
  });

  it('puts the chosen middle into the middle of the photo', () => {
    const picture = { width: 1000, height: 1400 };
    const current = turnView(firstView(picture, RATIO), 7, picture, RATIO);
    const [x, y] = source(current, { width: 413, height: 579 }, 413 / 2, 579 / 2);
    expect(x).toBeCloseTo(current.cx, 6);
    expect(y).toBeCloseTo(current.cy, 6);
  });

  it('lets the picture follow the hand', () => {
    const picture = { width: 4000, height: 4000 };
    const start: CropView = { cx: 2000, cy: 2000, width: 400, angle: 0 };
    expect(panView(start, 0.5, 0.25, picture, RATIO)).toEqual({ ...start, cx: 1800, cy: 1900 });
    const turned = { ...start, angle: 20 };
    const moved = panView(turned, 0.1, 0, picture, RATIO);
    const out = { width: 400, height: 560 };
    const [before] = [source(turned, out, 200, 280)];
    const [a, b, c, d, e, f] = drawTransform(moved, out);
    // The picture point that was in the middle is now 40 screen pixels to the right.
    expect(a * before[0] + c * before[1] + e).toBeCloseTo(240, 6);
    expect(b * before[0] + d * before[1] + f).toBeCloseTo(280, 6);
  });

  it('zooms between the widest frame and the narrowest', () => {
    const picture = { width: 1000, height: 1400 };
    const first = firstView(picture, RATIO);
    expect(first.width).toBeCloseTo(1000, 6);
    expect(zoomView(first, 0.1, picture, RATIO).width).toBeCloseTo(widestFrame(picture, RATIO, 0), 6);
    expect(zoomView(first, 1000, picture, RATIO).width).toBe(60);
  });
});

describe('head box', () => {
  it('stays inside and gives its share', () => {
    expect(clampBox({ left: -1, top: 0.9, width: 0.8, height: 0.7 })).toEqual({
      left: 0,
      top: 1 - 0.7,
      width: 0.8,
      height: 0.7,
    });
    expect(boxShare({ left: 0, top: 0, width: 0.8, height: 0.7 })).toBe(0.56);
  });
});
