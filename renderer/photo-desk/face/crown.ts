import { eyeTilt, faceFrame, turnPoint } from './face-frame.ts';
import type { Point } from './landmarks.ts';
import type { Pixels } from './pixels.ts';

type Colour = readonly [number, number, number];

/** How far the hair may stand above the eyes, in lengths from eyes to chin: from a shaven head to a high bun. */
const REACH = [0.75, 1.75] as const;
/** A background is plain when nearly all of the top edge has one colour, give or take this much of a channel. */
const PLAIN = { share: 0.85, within: 26 } as const;
/** A point belongs to the head when a channel differs from the background by more than this. */
const DIFFERENT = 44;
/** A row belongs to the head when this share of it does: single hairs and dust do not. */
const ROW = 0.08;

const colourAt = ({ data, width }: Pixels, x: number, y: number): Colour => {
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
};

const distance = (one: Colour, other: Colour): number =>
  Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]), Math.abs(one[2] - other[2]));

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** The colour of the top edge beside the head's columns, or null when the background is not plain. */
function background(pixels: Pixels, from: number, to: number): Colour | null {
  const rows = Math.max(1, Math.round(pixels.height / 64));
  const colours: Colour[] = [];
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < pixels.width; x += 1) if (x < from || x > to) colours.push(colourAt(pixels, x, y));
  // A head as wide as the picture leaves no background to measure.
  if (colours.length < (rows * pixels.width) / 10) return null;
  const colour: Colour = [
    median(colours.map(([red]) => red)),
    median(colours.map(([, green]) => green)),
    median(colours.map(([, , blue]) => blue)),
  ];
  const alike = colours.filter((one) => distance(one, colour) <= PLAIN.within).length;
  return alike >= colours.length * PLAIN.share ? colour : null;
}

/**
 * Finds the top of the hair before a plain background: the first row above the face in which something stands out,
 * looked for along the tilt of the head. Null when the background is not plain or nothing believable stands out.
 */
export function findCrown(
  pixels: Pixels,
  face: { readonly leftEye: Point; readonly rightEye: Point; readonly jaw: readonly Point[] },
): Point | null {
  const tilt = eyeTilt(face.leftEye, face.rightEye);
  const frame = faceFrame(face, -tilt);
  const wide = frame.right - frame.left;
  const xs = face.jaw.map(({ x }) => x);
  const colour = background(pixels, Math.min(...xs) - wide * 0.15, Math.max(...xs) + wide * 0.15);
  if (colour === null) return null;
  const length = frame.chin - frame.eyes;
  const samples = Math.max(16, Math.round(wide * 0.7));
  const standsOut = (row: number): 'yes' | 'no' | 'outside' => {
    let [inside, different] = [0, 0];
    for (let at = 0; at < samples; at += 1) {
      const across = frame.left + wide * (0.15 + (0.7 * at) / (samples - 1));
      const point = turnPoint({ x: across, y: row }, tilt);
      const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
      if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) continue;
      inside += 1;
      if (distance(colourAt(pixels, x, y), colour) > DIFFERENT) different += 1;
    }
    if (inside < samples / 2) return 'outside';
    return different > inside * ROW ? 'yes' : 'no';
  };
  const point = (row: number): Point => turnPoint({ x: (frame.left + frame.right) / 2, y: row }, tilt);
  let above = false;
  for (let row = frame.eyes - length * REACH[1]; row < frame.eyes - length * REACH[0]; row += 1) {
    const seen = standsOut(row);
    // Without background above it, it is something else, or hair that the picture has cut off.
    if (seen === 'yes' && standsOut(row + 1) === 'yes' && standsOut(row + 2) === 'yes')
      return above ? point(row) : null;
    if (seen === 'no') above = true;
  }
  return null;
}
