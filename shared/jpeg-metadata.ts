/*
 * What a camera writes into a JPEG beside the picture: where and when it was taken, with which device, sometimes a second
 * picture behind the first. None of it is asked for, and all of it would travel in the package (nothing may leak).
 * Segments: ITU-T T.81, B.1; JFIF: T.871; Exif: CIPA DC-008.
 */

interface Segment {
  readonly code: number;
  readonly from: number;
  readonly until: number;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? -1;
}

/** The end of the coded picture data that begins at `from`: the next marker that is no restart and no stuffing. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (byteAt(bytes, at) !== 0xff) continue;
    const next = byteAt(bytes, at + 1);
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return -1;
}

/** The parts of a JPEG up to its end; a scan's data belongs to its segment. Null when it is no well-formed JPEG. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | null {
  if (byteAt(bytes, 0) !== 0xff || byteAt(bytes, 1) !== SOI) return null;
  const segments: Segment[] = [];
  for (let at = 2; at + 3 < bytes.length + 2; ) {
    if (byteAt(bytes, at) !== 0xff) return null;
    while (byteAt(bytes, at + 1) === 0xff) at += 1;
    const code = byteAt(bytes, at + 1);
    if (code === EOI) {
      segments.push({ code, from: at, until: at + 2 });
      return segments;
    }
    const length = (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3);
    if (code < 0xc0 || length < 2 || at + 2 + length > bytes.length) return null;
    const until = code === SOS ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (until < 0) return null;
    segments.push({ code, from: at, until });
    at = until;
  }
  return null;
}

function begins(bytes: Uint8Array, { from }: Segment, text: string): boolean {
  return [...text].every((letter, at) => byteAt(bytes, from + 4 + at) === letter.charCodeAt(0));
}

/** What the picture cannot be shown rightly without: size and density, colours, the tables, the picture itself. */
function isNeeded(bytes: Uint8Array, segment: Segment): boolean {
  const { code } = segment;
  if (code === APP0) return begins(bytes, segment, 'JFIF\0');
  if (code === APP2) return begins(bytes, segment, 'ICC_PROFILE\0');
  if (code === APP14) return begins(bytes, segment, 'Adobe');
  return code !== COM && !(code >= APP0 && code <= APP15);
}

function orientationIn(bytes: Uint8Array, segment: Segment): number {
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
  for (const segment of segmentsOf(bytes) ?? []) {
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
 * A JPEG without what it tells beside its picture: no place, time, device, comment, preview, nor anything after its end.
 * Which way is up is kept where it matters, as the only thing left. The picture is not encoded anew. Bytes that are no
 * well-formed JPEG come back as they are.
 */
export function withoutMetadata<B extends Uint8Array>(bytes: B): B | Uint8Array<ArrayBuffer> {
  const segments = segmentsOf(bytes);
  if (segments === null) return bytes;
  const kept = segments.filter((segment) => isNeeded(bytes, segment));
  const end = segments.at(-1)?.until ?? 0;
  if (kept.length === segments.length && end === bytes.length) return bytes;
  const orientation = jpegOrientation(bytes);
  const parts = kept.map(({ from, until }) => bytes.subarray(from, until));
  if (orientation !== 1) parts.splice(kept[0]?.code === APP0 ? 1 : 0, 0, orientationOnly(orientation));
  const out = new Uint8Array(2 + parts.reduce((sum, part) => sum + part.length, 0));
  out.set([0xff, SOI]);
  let at = 2;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
