import { createHash } from 'node:crypto';
import { encode } from 'jpeg-js';
import { measureEdges } from '../../../shared/counting/photo-edges.ts';
import { photoFileName } from '../../../shared/identifiers/person-name.ts';
import type { AttachmentRef } from '../../../shared/words/content.ts';

/** 2 inches (35 x 49 mm) at 300 dpi. */
const width = 413;
const height = 579;
type Colour = readonly [number, number, number];

/** A small generator of even numbers from 0 to 1 (mulberry32): the same seed draws the same picture everywhere. */
function randomFrom(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

function inside(shape: Ellipse, x: number, y: number): boolean {
  return ((x - shape.x) / shape.rx) ** 2 + ((y - shape.y) / shape.ry) ** 2 <= 1;
}

const suits: readonly Colour[] = [
  [38, 48, 72],
  [54, 54, 60],
  [46, 62, 58],
  [70, 48, 52],
];
const skins: readonly Colour[] = [
  [232, 196, 168],
  [222, 184, 152],
  [212, 172, 140],
];

/** Which part of the portrait a point belongs to; null is the white background. */
function painter(random: () => number): (x: number, y: number) => Colour | null {
  const pick = (from: readonly Colour[]): Colour => from[Math.floor(random() * from.length)] ?? [60, 60, 60];
  const [suit, skin] = [pick(suits), pick(skins)];
  const hair: Colour = [28 + Math.floor(random() * 20), 26, 28];
  const head: Ellipse = { x: 206, y: 262, rx: 158 + random() * 4, ry: 204 };
  const crown: Ellipse = { x: 206, y: 232, rx: head.rx + 4, ry: 194 };
  const fringe = 138 + random() * 24;
  const eyes: readonly Ellipse[] = [146, 266].map((x) => ({ x, y: 262, rx: 17, ry: 8 }));
  const brows: readonly Ellipse[] = [146, 266].map((x) => ({ x, y: 236, rx: 29, ry: 5 }));
  const mouth: Ellipse = { x: 206, y: 380, rx: 42, ry: 8 };
  const nose: Ellipse = { x: 206, y: 320, rx: 15, ry: 10 };
  const shoulders: Ellipse = { x: 206, y: 640, rx: 236, ry: 160 };
  return (x, y) => {
    if (inside(head, x, y)) {
      if (y < fringe + Math.abs(x - 206) * 0.25) return hair;
      if (eyes.some((eye) => inside(eye, x, y))) return [34, 28, 28];
      if (brows.some((brow) => inside(brow, x, y))) return hair;
      if (inside(mouth, x, y)) return [176, 98, 92];
      return inside(nose, x, y) ? [skin[0] - 16, skin[1] - 18, skin[2] - 18] : skin;
    }
    if (inside(crown, x, y) && y < 300) return hair;
    if (Math.abs(x - 206) < 62 && y > 440 && y < 520) return [skin[0] - 20, skin[1] - 20, skin[2] - 20];
    if (!inside(shoulders, x, y)) return null;
    return Math.abs(x - 206) < (579 - y) * 0.35 ? [240, 240, 244] : suit;
  };
}

/** A picture as bytes, with the reference that goes into a record. */
export interface SamplePhoto {
  readonly bytes: Uint8Array;
  readonly ref: AttachmentRef;
}

/**
 * Draws a plain portrait for sample data: white background, head over half of the picture, JPEG of 413 x 579 pixels
 * and 51 to 500 KB (notice 四.5). Takes the name and the birth
 * date, which seed the drawing and name the file; the same input gives the same bytes. No
 * picture of a person is shipped.
 */
export function samplePhoto(name: string, birth: string): SamplePhoto {
  const random = randomFrom(`${name}-${birth}`);
  const paint = painter(random);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  let [minX, maxX, minY, maxY] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = paint(x, y);
      if (colour === null) continue;
      if (y < 466) {
        [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
        [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
      }
      // Grain and a soft light from the left make it weigh what a real photo weighs.
      const light = 10 - (x / width) * 20 + (random() - 0.5) * 18;
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1)
        pixels[at + channel] = Math.max(0, Math.min(255, Math.round((colour[channel] ?? 0) + light)));
    }
  const bytes = new Uint8Array(encode({ data: pixels, width, height }, 92).data);
  const headShare = Math.round((((maxX - minX) * (maxY - minY)) / (width * height)) * 1000) / 1000;
  return {
    bytes,
    ref: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: photoFileName(name, birth),
      bytes: bytes.length,
      mediaType: 'image/jpeg',
      width,
      height,
      measures: { ...measureEdges(pixels, width, height), headShare },
    },
  };
}
