import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from './paths.ts';
import { encodePng } from './png.ts';

/**
 * The program's icon, drawn by code so that the repository holds no picture files: a sheet with ruled lines and a round
 * red seal on a blue ground, in the colours of the window's theme.
 */

type Point = readonly [x: number, y: number];
type Shape = (point: Point) => boolean;
interface Layer {
  readonly shape: Shape;
  readonly color: readonly [red: number, green: number, blue: number];
}

/** A rectangle with round corners; all measures are shares of the icon's side. */
const box =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  ([x, y]) => {
    const dx = Math.max(left + radius - x, x - right + radius, 0);
    const dy = Math.max(top + radius - y, y - bottom + radius, 0);
    return x >= left && x <= right && y >= top && y <= bottom && Math.hypot(dx, dy) <= radius;
  };
const ring =
  (centre: Point, outer: number, inner: number): Shape =>
  ([x, y]) => {
    const distance = Math.hypot(x - centre[0], y - centre[1]);
    return distance <= outer && distance >= inner;
  };

/** A five-pointed star, one point up. */
const star = (centre: Point, radius: number): Shape => {
  const corners = Array.from({ length: 10 }, (_, index): Point => {
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    return [centre[0] + reach * Math.cos(angle), centre[1] + reach * Math.sin(angle)];
  });
  return ([x, y]) => {
    let inside = false;
    corners.forEach(([x1, y1], index) => {
      const [x2, y2] = corners[(index + 9) % 10] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
    return inside;
  };
};

const SEAL: Point = [0.66, 0.66];
const LAYERS: readonly Layer[] = [
  { shape: box(0.03, 0.03, 0.97, 0.97, 0.2), color: [37, 95, 150] },
  { shape: box(0.22, 0.14, 0.78, 0.86, 0.03), color: [255, 255, 255] },
  { shape: box(0.3, 0.24, 0.7, 0.29, 0.012), color: [37, 95, 150] },
  { shape: box(0.3, 0.36, 0.7, 0.385, 0.01), color: [150, 170, 190] },
  { shape: box(0.3, 0.45, 0.7, 0.475, 0.01), color: [150, 170, 190] },
  { shape: box(0.3, 0.54, 0.48, 0.565, 0.01), color: [150, 170, 190] },
  { shape: box(0.3, 0.63, 0.44, 0.655, 0.01), color: [150, 170, 190] },
  { shape: ring(SEAL, 0.175, 0), color: [255, 255, 255] },
  { shape: ring(SEAL, 0.165, 0.14), color: [200, 30, 30] },
  { shape: star(SEAL, 0.085), color: [200, 30, 30] },
];

/** Samples per pixel and axis: smooth edges without a drawing library. */
const SAMPLES = 4;

/** Draws the icon at one size, as RGBA. */
export function drawIcon(size: number): Uint8Array {
  const rgba = new Uint8Array(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const sum = [0, 0, 0];
    let covered = 0;
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const point: Point = [
        ((pixel % size) + ((sample % SAMPLES) + 0.5) / SAMPLES) / size,
        (Math.floor(pixel / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size,
      ];
      const top = LAYERS.findLast(({ shape }) => shape(point));
      if (top === undefined) continue;
      covered += 1;
      top.color.forEach((value, channel) => {
        sum[channel] = (sum[channel] ?? 0) + value;
      });
    }
    const colour = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
    rgba.set([...colour, Math.round((covered * 255) / SAMPLES ** 2)], pixel * 4);
  }
  return rgba;
}

/** An .ico of PNG pictures, as Windows Vista and later read it: directory of 16 bytes per picture, then the pictures. */
export function encodeIco(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const directory = Buffer.alloc(6 + 16 * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    directory.writeUInt8(size % 256, at);
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
}

/** An .icns of PNG pictures: `ic07` 128, `ic08` 256, `ic09` 512. */
function encodeIcns(pictures: readonly { readonly type: string; readonly png: Buffer }[]): Buffer {
  const parts = pictures.map(({ type, png }) => {
    const header = Buffer.from(`${type}\0\0\0\0`, 'latin1');
    header.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([header, png]);
  });
  const body = Buffer.concat(parts);
  const header = Buffer.from('icns\0\0\0\0', 'latin1');
  header.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([header, body]);
}

/** Sides of the icon's pictures in pixels. */
export const ICON_SIZES = [16, 32, 48, 64, 128, 256, 512] as const;

/** Writes every icon file that the installers ask for into dist/icons. */
export function buildIcons(): void {
  const folder = join(paths.dist, 'icons');
  mkdirSync(folder, { recursive: true });
  const pngs = new Map(ICON_SIZES.map((size): [number, Buffer] => [size, encodePng(size, drawIcon(size))]));
  for (const [size, png] of pngs) writeFileSync(join(folder, `${size}x${size}.png`), png);
  const pick = (size: number): Buffer => pngs.get(size) ?? encodePng(size, drawIcon(size));
  writeFileSync(
    join(folder, 'icon.ico'),
    encodeIco([16, 32, 48, 256].map((size) => ({ size, png: pick(size) }))),
  );
  writeFileSync(
    join(folder, 'icon.icns'),
    encodeIcns([
      { type: 'ic07', png: pick(128) },
      { type: 'ic08', png: pick(256) },
      { type: 'ic09', png: pick(512) },
    ]),
  );
}
