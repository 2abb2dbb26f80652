/** What the header of a PNG says (ISO/IEC 15948, 11.2.2). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
}

/** A PNG taken apart: its header, where its picture data lie, and whether its chunks fit into the file to the last. */
export interface PngParts {
  readonly header: PngHeader;
  readonly data: readonly Uint8Array[];
  readonly hasPalette: boolean;
  /** Every chunk lies within the file and the end chunk stands there. */
  readonly whole: boolean;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunk = { IHDR: 0x49484452, PLTE: 0x504c5445, IDAT: 0x49444154, IEND: 0x49454e44 } as const;

/** Samples of one pixel by colour type; other types do not exist. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The depths each colour type may have (11.2.2, table 11.1). */
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Takes a PNG apart without unpacking anything; null when it does not begin like one. */
export function pngParts(bytes: Uint8Array): PngParts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || !signature.every((byte, at) => bytes[at] === byte)) return null;
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== chunk.IHDR) return null;
  const header: PngHeader = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth: view.getUint8(24),
    colour: view.getUint8(25),
    interlaced: view.getUint8(28) === 1,
  };
  const data: Uint8Array[] = [];
  let hasPalette = false;
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (at + 12 + length > bytes.length) break;
    if (type === chunk.IEND) return { header, data, hasPalette, whole: true };
    if (type === chunk.PLTE) hasPalette = length > 0 && length % 3 === 0 && length <= 768;
    if (type === chunk.IDAT) data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { header, data, hasPalette, whole: false };
}

/** Whether depth, colour type and palette go together as the standard has them. */
export function isSoundHeader({ header, hasPalette }: PngParts): boolean {
  const { depth, colour } = header;
  return (depthsOf[colour]?.includes(depth) ?? false) && (colour !== 3 || hasPalette);
}

const passes = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
] as const;

/** The rows that the unpacked data consist of: how many, and how many bytes each has beside its filter's number. */
export function pngRows(header: PngHeader): readonly { readonly rows: number; readonly bytes: number }[] {
  const bits = header.depth * (samplesOf[header.colour] ?? 4);
  const rowBytes = (width: number) => Math.ceil((width * bits) / 8);
  if (!header.interlaced) return [{ rows: header.height, bytes: rowBytes(header.width) }];
  return passes.flatMap(({ x, y, dx, dy }) => {
    const width = Math.ceil((header.width - x) / dx);
    const rows = Math.ceil((header.height - y) / dy);
    return width > 0 && rows > 0 ? [{ rows, bytes: rowBytes(width) }] : [];
  });
}
