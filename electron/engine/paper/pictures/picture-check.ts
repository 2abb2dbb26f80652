import { inflateSync } from 'node:zlib';
import { jpegFrame, jpegParts, SOS } from '../../../../shared/ground/jpeg-segments.ts';
import { isSoundHeader, type PngParts, pngParts, pngRows } from './png-parts.ts';

/** What a picture file is, and its pixels as its header says. */
export interface PictureSize {
  readonly type: 'jpeg' | 'png';
  readonly width: number;
  readonly height: number;
}

/**
 * Why a picture is not laid out: `damaged` no picture or one that nothing can draw, `cut-short` a file without its end,
 * `too-large` more pixels than a photo has, `kind` a sort of JPEG that neither printers nor screens know.
 */
export type PictureFault = 'damaged' | 'cut-short' | 'too-large' | 'kind';

/** A PNG is unpacked to be printed: A4 at 600 dpi has 35 million pixels. */
const maxPngPixels = 40_000_000;
/** Bytes a PNG's rows may unpack to; the PDF library holds them three times over. */
const maxPngBytes = 128 << 20;
/** A JPEG goes into the paper as it is; telephones make up to 200 million pixels. */
const maxJpegPixels = 210_000_000;
/** A camera's progressive picture has about ten; each costs the reader of the paper one walk over all pixels. */
const maxJpegScans = 64;

/** Pixels of a JPEG or PNG by its own header, whatever the rest of the file is like; null for anything else. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const png = pngParts(bytes);
  if (png !== null) return { type: 'png', width: png.header.width, height: png.header.height };
  const parts = jpegParts(bytes);
  const frame = parts === null ? null : jpegFrame(bytes, parts);
  return frame === null ? null : { type: 'jpeg', width: frame.width, height: frame.height };
}

function jpegPictureFault(bytes: Uint8Array): PictureFault | null {
  const parts = jpegParts(bytes);
  const frame = parts === null ? null : jpegFrame(bytes, parts);
  if (parts === null || frame === null || frame.width === 0 || frame.height === 0) return 'damaged';
  // PDF's DCTDecode knows baseline, extended and progressive pictures of eight bits (ISO 32000-1, 7.4.8).
  if (frame.code > 0xc2 || frame.bits !== 8 || ![1, 3, 4].includes(frame.components)) return 'kind';
  if (frame.width * frame.height > maxJpegPixels) return 'too-large';
  if (parts.segments.filter(({ code }) => code === SOS).length > maxJpegScans) return 'damaged';
  return parts.whole ? null : 'cut-short';
}

/** Every row begins with its filter's number, 0 to 4; another one would throw where nobody catches it. */
function hasSoundRows(unpacked: Uint8Array, { header }: PngParts): boolean {
  let at = 0;
  for (const { rows, bytes } of pngRows(header)) {
    for (let row = 0; row < rows; row += 1) {
      if ((unpacked[at] ?? 255) > 4) return false;
      at += bytes + 1;
    }
  }
  return at <= unpacked.length;
}

function pngPictureFault(parts: PngParts): PictureFault | null {
  const { width, height } = parts.header;
  if (width === 0 || height === 0 || !isSoundHeader(parts)) return 'damaged';
  if (width * height > maxPngPixels) return 'too-large';
  const needed = pngRows(parts.header).reduce((sum, { rows, bytes }) => sum + rows * (bytes + 1), 0);
  if (needed > maxPngBytes) return 'too-large';
  if (!parts.whole) return 'cut-short';
  try {
    // Some writers pad the last row; whatever unpacks to much more than its header says is no picture.
    const unpacked = inflateSync(Buffer.concat(parts.data), { maxOutputLength: needed + 4096 });
    return unpacked.length >= needed && hasSoundRows(unpacked, parts) ? null : 'damaged';
  } catch {
    return 'damaged';
  }
}

/**
 * Whether a picture may be laid out on paper. Takes the file's bytes; gives the fault, or null when the paper can print
 * it. Never throws, and unpacks no more than its limits whatever the bytes say: the PDF library believes every header and
 * throws out of callbacks.
 */
export function pictureFault(bytes: Uint8Array): PictureFault | null {
  const png = pngParts(bytes);
  return png === null ? jpegPictureFault(bytes) : pngPictureFault(png);
}
