/*
 * The parts of a JPEG file (ITU-T T.81, B.1), read the way viewers read them: what lies between two segments and is none
 * is passed over, as libjpeg does. Whoever gave up at the first stray byte would leave the camera's place in the file.
 */

/** One marker segment; the coded data of a scan belongs to its SOS. */
export interface JpegSegment {
  readonly code: number;
  readonly from: number;
  readonly until: number;
}

/** The parts of a JPEG. */
export interface JpegParts {
  readonly segments: readonly JpegSegment[];
  /** Where the last part that could be told ends; what follows is no part of the picture, or the odd rest of one. */
  readonly end: number;
  /** Whether the file was told apart to its end marker. Otherwise it is cut short, or odd behind its first scan. */
  readonly whole: boolean;
}

/** What the frame header says (B.2.2). */
export interface JpegFrame {
  /** The marker: 0xc0 baseline, 0xc1 extended, 0xc2 progressive; others no printer and no browser decodes. */
  readonly code: number;
  readonly bits: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

export const SOI = 0xd8;
const EOI = 0xd9;
export const SOS = 0xda;

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? -1;
}

/** Restart markers, TEM and a second SOI stand alone: no length follows. */
function standsAlone(code: number): boolean {
  return code === 0x01 || code === SOI || (code >= 0xd0 && code <= 0xd7);
}

/** The end of the coded picture data that begins at `from`: the next marker that is no restart and no stuffing. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1);
    if (next === -1) return -1;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return -1;
}

/** The place of the next marker's 0xff at or behind `from`, past stray bytes, stuffing and fill bytes; -1 without one. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1);
    if (next > 0x00 && next < 0xff) return at;
  }
  return -1;
}

/**
 * Takes a JPEG apart. Null when it does not begin like one, or when it cannot be told apart up to its first scan: such
 * bytes are no picture to anybody.
 */
export function jpegParts(bytes: Uint8Array): JpegParts | null {
  if (byteAt(bytes, 0) !== 0xff || byteAt(bytes, 1) !== SOI) return null;
  const segments: JpegSegment[] = [];
  let scans = 0;
  let end = 2;
  const oddFrom = () => (scans > 0 ? { segments, end, whole: false } : null);
  for (;;) {
    const at = nextMarker(bytes, end);
    if (at < 0) return oddFrom();
    const code = byteAt(bytes, at + 1);
    if (code === EOI) {
      if (scans === 0) return null;
      segments.push({ code, from: at, until: at + 2 });
      return { segments, end: at + 2, whole: true };
    }
    if (standsAlone(code)) {
      end = at + 2;
      continue;
    }
    const length = (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3);
    if (at + 4 > bytes.length || length < 2 || at + 2 + length > bytes.length) return oddFrom();
    let until = at + 2 + length;
    if (code === SOS) {
      scans += 1;
      const ended = endOfScan(bytes, until);
      until = ended < 0 ? bytes.length : ended;
    }
    segments.push({ code, from: at, until });
    end = until;
  }
}

function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

/** The frame header of a JPEG; null when there is none, or it is cut short. */
export function jpegFrame(bytes: Uint8Array, parts: JpegParts): JpegFrame | null {
  const frame = parts.segments.find(({ code }) => isFrame(code));
  if (frame === undefined || frame.until < frame.from + 10) return null;
  const two = (at: number) => (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1);
  return {
    code: frame.code,
    bits: byteAt(bytes, frame.from + 4),
    height: two(frame.from + 5),
    width: two(frame.from + 7),
    components: byteAt(bytes, frame.from + 9),
  };
}
