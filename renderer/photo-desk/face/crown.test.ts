import { describe, expect, it } from 'vitest';
import { findCrown } from './crown.ts';
import { turnPoint } from './face-frame.ts';
import type { Point } from './landmarks.ts';
import type { Pixels } from './pixels.ts';

const SIZE = 400;
type Colour = readonly [number, number, number];

/** A picture painted point by point. */
function paint(colourOf: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) data.set([...colourOf(x, y), 255], (y * SIZE + x) * 4);
  return { data, width: SIZE, height: SIZE };
}

/** A head: an ellipse of hair and face, turned about the middle of the picture; its hair begins at row `top`. */
function head(
  degrees: number,
  top = 100,
): {
  readonly points: { leftEye: Point; rightEye: Point; jaw: Point[] };
  readonly inside: (x: number, y: number) => boolean;
} {
  const turn = (x: number, y: number): Point => {
    const by = turnPoint({ x: x - 200, y: y - 200 }, degrees);
    return { x: 200 + by.x, y: 200 + by.y };
  };
  return {
    points: {
      leftEye: turn(170, 200),
      rightEye: turn(230, 200),
      jaw: [turn(130, 200), turn(150, 260), turn(200, 290), turn(250, 260), turn(270, 200)],
    },
    inside: (x, y) => {
      const by = turnPoint({ x: x - 200, y: y - 200 }, -degrees);
      const middle = (top + 290) / 2 - 200;
      return (by.x / 75) ** 2 + ((by.y - middle) / ((290 - top) / 2)) ** 2 <= 1;
    },
  };
}

const dark: Colour = [40, 36, 34];

describe('the top of the hair', () => {
  it.each([0, 6, -12])('is found before white when the head is tilted by %d degrees', (degrees) => {
    const { points, inside } = head(degrees);
    const crown = findCrown(
      paint((x, y) => (inside(x, y) ? dark : [250, 250, 252])),
      points,
    );
    const upright = turnPoint({ x: (crown?.x ?? 0) - 200, y: (crown?.y ?? 0) - 200 }, -degrees);
    expect(upright.y + 200).toBeGreaterThan(98);
    expect(upright.y + 200).toBeLessThan(108);
  });

  it('is found before a blue wall that darkens downwards', () => {
    const { points, inside } = head(0);
    const crown = findCrown(
      paint((x, y) => (inside(x, y) ? dark : [70, 130 - y / 20, 200 - y / 20])),
      points,
    );
    expect(crown?.y).toBeGreaterThan(98);
    expect(crown?.y).toBeLessThan(108);
  });

  it('is left to be guessed before a room', () => {
    const { points, inside } = head(0);
    const room = paint((x, y) => (inside(x, y) ? dark : x % 40 < 20 ? [200, 180, 90] : [60, 40, 120]));
    expect(findCrown(room, points)).toBeNull();
  });

  it('is left to be guessed when the picture cuts the hair off', () => {
    const { points, inside } = head(0, -60);
    expect(
      findCrown(
        paint((x, y) => (inside(x, y) ? dark : [255, 255, 255])),
        points,
      ),
    ).toBeNull();
  });

  it('is left to be guessed when nothing differs from the background', () => {
    const { points } = head(0);
    expect(
      findCrown(
        paint(() => dark),
        points,
      ),
    ).toBeNull();
  });
});
