/*
 * What a camera writes into a JPEG beside the picture: where and when it was taken, with which device, sometimes a second
 * picture behind the first. None of it is asked for, and all of it would travel in the package (nothing may leak).
 * JFIF: T.871; Exif: CIPA DC-008.
 */

import { type JpegSegment, jpegParts, SOI } from './jpeg-segments.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? -1;
}

function begins(bytes: Uint8Array, { from }: JpegSegment, text: string): boolean {
  return [...text].every((letter, at) => byteAt(bytes, from + 4 + at) === letter.charCodeAt(0));
}

/** What the picture cannot be shown rightly without: size and density, colours, the tables, the picture itself. */
function isNeeded(bytes: Uint8Array, segment: JpegSegment): boolean {
  const { code } = segment;
  if (code === APP0) return begins(bytes, segment, 'JFIF\0');
  if (code === APP2) return begins(bytes, segment, 'ICC_PROFILE\0');
  if (code === APP14) return begins(bytes, segment, 'Adobe');
  return code !== COM && !(code >= APP0 && code <= APP15);
}

function orientationIn(bytes: Uint8Array, segment: JpegSegment): number {
  if (segment.code !== APP1 || !begins(bytes, segment, 'Exif\0\0')) return 1;
  const start = segment.from + 10;
  const view = new DataView(bytes.buffer, bytes.byteOffset, segment.until);
  const little = byteAt(bytes, start) === 0x49;
  const fits = (at: number, size: number) => at >= start && at + size <= segment.until;
  if (!fits(start, 8)) return 1;
  const directory = start + view.getUint32(start + 4, little);
  if (!fits(directory, 2)) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (!fits(at, 12)) return 1;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** How a camera held sideways wants its JPEG turned: 1 (not at all) to 8, Exif 4.6.4; 1 for anything else. */
export function jpegOrientation(bytes: Uint8Array): number {
  for (const segment of jpegParts(bytes)?.segments ?? []) {
    const turned = orientationIn(bytes, segment);
    if (turned !== 1) return turned;
  }
  return 1;
}

/** An Exif segment that says which way is up, and nothing else. */
function orientationOnly(orientation: number): Uint8Array {
  return Uint8Array.of(
    ...[0xff, APP1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0],
    ...[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
    ...[0, 0, 0, 0],
  );
}

/**
 * A JPEG without what it tells beside its picture: no place, time, device, comment, preview, nor anything between its
 * parts or after its end. Which way is up is kept where it matters, as the only thing left. The picture is not encoded
 * anew: what cannot be told apart behind the first scan stays as it is. Bytes that are no JPEG come back as they are.
 */
export function withoutMetadata<B extends Uint8Array>(bytes: B): B | Uint8Array<ArrayBuffer> {
  const read = jpegParts(bytes);
  if (read === null) return bytes;
  const orientation = jpegOrientation(bytes);
  const kept = read.segments.filter((segment) => isNeeded(bytes, segment));
  const parts = kept.map(({ from, until }) => bytes.subarray(from, until));
  if (orientation !== 1) parts.splice(kept[0]?.code === APP0 ? 1 : 0, 0, orientationOnly(orientation));
  if (!read.whole) parts.push(bytes.subarray(read.end));
  const out = new Uint8Array(2 + parts.reduce((sum, part) => sum + part.length, 0));
  out.set([0xff, SOI]);
  let at = 2;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  // Nothing was there to take out: parts of the same length, each in its place, are the same bytes.
  return out.length === bytes.length && out.every((byte, place) => byte === bytes[place]) ? bytes : out;
}
