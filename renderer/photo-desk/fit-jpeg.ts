/** Bytes of a JPEG at a quality (0 to 1) and an enlargement of the base size. */
export type Encode = (quality: number, scale: number) => Promise<Uint8Array>;

/** What came out. */
export interface FittedJpeg {
  readonly bytes: Uint8Array;
  readonly quality: number;
  readonly scale: number;
}

/** The window the notice leaves for sure under both readings of KB (domain notes 4.6 F2). */
export interface ByteWindow {
  readonly min: number;
  readonly max: number;
}

const BEST = 0.95;
const LOWEST = 0.4;

/**
 * Finds a JPEG inside the window: the smallest enlargement whose best quality is large enough, then the highest quality
 * that is small enough. Null when no enlargement reaches the window (an empty picture). At most a dozen encodings.
 */
export async function fitJpeg(
  encode: Encode,
  window: ByteWindow,
  scales: readonly number[] = [1, 1.5, 2, 3],
): Promise<FittedJpeg | null> {
  for (const scale of scales) {
    const best = await encode(BEST, scale);
    if (best.length >= window.min && best.length <= window.max) return { bytes: best, quality: BEST, scale };
    if (best.length > window.max) {
      const lower = await search(encode, scale, window);
      if (lower !== null) return lower;
      continue;
    }
    const most = await encode(1, scale);
    if (most.length >= window.min && most.length <= window.max) return { bytes: most, quality: 1, scale };
    if (most.length > window.max) {
      const between = await search(encode, scale, window, BEST, 1);
      if (between !== null) return between;
    }
  }
  return null;
}

async function search(
  encode: Encode,
  scale: number,
  window: ByteWindow,
  from = LOWEST,
  to = BEST,
): Promise<FittedJpeg | null> {
  let [low, high] = [from, to];
  let found: FittedJpeg | null = null;
  for (let round = 0; round < 7; round += 1) {
    const quality = (low + high) / 2;
    const bytes = await encode(quality, scale);
    if (bytes.length > window.max) high = quality;
    else {
      if (bytes.length >= window.min) found = { bytes, quality, scale };
      low = quality;
    }
  }
  return found;
}

/**
 * Writes the print resolution into a JPEG's JFIF header, so that 413 pixels print 35 mm wide. Gives the bytes changed
 * in place, or as they were when they carry no JFIF header. ITU-T T.871, 10.1.
 */
export function setJpegDensity(bytes: Uint8Array, dotsPerInch: number): Uint8Array {
  const jfif =
    bytes[0] === 0xff &&
    bytes[1] === 0xd8 &&
    bytes[2] === 0xff &&
    bytes[3] === 0xe0 &&
    bytes[6] === 0x4a &&
    bytes[7] === 0x46 &&
    bytes[8] === 0x49 &&
    bytes[9] === 0x46;
  if (!jfif) return bytes;
  const density = Math.round(dotsPerInch);
  bytes.set([1, density >> 8, density & 0xff, density >> 8, density & 0xff], 13);
  return bytes;
}
