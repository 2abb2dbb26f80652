import type { Block } from './weights.ts';

/** RGBA pixels, as a canvas or a decoder gives them. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A square part of a picture, in its pixels; it may reach beyond the edges. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * A square part as a model wants to see it: `size` pixels wide, the mean colour of its training taken off, scaled to
 * about -0.5 to 0.5. What lies beyond the picture is black. Shrinks by averaging, so that no pixel is left out.
 */
export function modelInput(
  { data, width, height }: Pixels,
  square: Square,
  size: number,
  mean: readonly [number, number, number],
): Block {
  const out = new Float32Array(size * size * 3);
  const step = square.side / size;
  // How many points are averaged each way: one where the picture is enlarged.
  const fine = Math.max(1, Math.ceil(step));
  const axis = (start: number, length: number): Int32Array =>
    Int32Array.from({ length: size * fine }, (_, at) => {
      const place = Math.floor(start + ((at + 0.5) * step) / fine);
      return place >= 0 && place < length ? place : -1;
    });
  const columns = axis(square.left, width);
  const rows = axis(square.top, height);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (let row = y * fine; row < (y + 1) * fine; row += 1)
        for (let column = x * fine; column < (x + 1) * fine; column += 1) {
          const [sourceY, sourceX] = [rows[row] ?? -1, columns[column] ?? -1];
          if (sourceY < 0 || sourceX < 0) continue;
          const at = (sourceY * width + sourceX) * 4;
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      const count = fine * fine;
      const at = (y * size + x) * 3;
      out[at] = (red / count - mean[0]) / 255;
      out[at + 1] = (green / count - mean[1]) / 255;
      out[at + 2] = (blue / count - mean[2]) / 255;
    }
  return { data: out, height: size, width: size, channels: 3 };
}
