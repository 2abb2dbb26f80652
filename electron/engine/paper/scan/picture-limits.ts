import { inflateSync } from 'node:zlib';
import { pngParts } from '../pictures/png-parts.ts';

/**
 * The most pixels of one picture: A4 at 600 dpi has 35 million. A colour picture of this size takes some 200 MB while it
 * is being decoded, and is let go before the next one.
 */
export const maxPixels = 40_000_000;

/** Scans a JPEG's passes may be split into; a camera's progressive picture has about ten. */
const maxPasses = 64;

/** Why a picture is not handed to the decoder. */
export type PictureFault = 'damaged' | 'too-large';

/** What a picture's own header says. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Too many pixels, or none at all. */
export function sizeFault({ width, height }: PictureSize): PictureFault | null {
  if (width < 1 || height < 1) return 'damaged';
  return width * height > maxPixels ? 'too-large' : null;
}

/**
 * A JPEG of many passes makes the decoder go over all its pixels once for each: a small file could keep the engine busy
 * for hours.
 */
export function jpegFault(bytes: Uint8Array, size: PictureSize | null): PictureFault | null {
  if (size === null) return 'damaged';
  let passes = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xda) passes += 1;
    if (passes > maxPasses) return 'damaged';
  }
  return sizeFault(size);
}

/**
 * A PNG whose compressed data hold more than its header announces would fill the memory: they are unpacked once, against
 * the most that its width, height, depth and interlacing can need.
 */
export function pngFault(bytes: Uint8Array, size: PictureSize | null): PictureFault | null {
  if (size === null) return 'damaged';
  const fault = sizeFault(size);
  if (fault !== null) return fault;
  const parts = pngParts(bytes)?.data ?? [];
  const depth = bytes[24] ?? 8;
  const samples = ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const)[bytes[25] ?? 0] ?? 4;
  // Each of the seven passes of an interlaced picture rounds its rows up and tags them.
  const most = Math.ceil((size.width * samples * depth) / 8 + 16) * size.height + size.height * 16 + 4096;
  try {
    inflateSync(Buffer.concat(parts), { maxOutputLength: most, finishFlush: 2 });
    return null;
  } catch {
    return 'damaged';
  }
}
