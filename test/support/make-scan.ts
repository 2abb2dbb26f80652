import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PDFDocument, PDFName, PDFNumber, type PDFObject } from 'pdf-lib';
import QRCode from 'qrcode';

/** A picture of one byte a pixel, black 0. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Repeatable numbers from 0 to 1 (a linear congruential generator; noise needs no better). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A binary PGM as pdftoppm writes it. */
export function readPgm(bytes: Buffer): Grey {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (header === null) throw new Error('not a PGM');
  return { width: Number(header[1]), height: Number(header[2]), data: bytes.subarray(header[0].length) };
}

/** A white A4 page at `dpi` with QR codes of 17 mm drawn at its foot, as the paper has them. */
export function qrPage(texts: readonly string[], dpi = 150): Grey {
  const mm = dpi / 25.4;
  const [width, height] = [Math.round(210 * mm), Math.round(297 * mm)];
  const data = new Uint8Array(width * height).fill(255);
  for (const [index, text] of texts.entries()) {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    const side = 17 * mm;
    const [left, top] = [Math.round(160 * mm), Math.round((265 - 40 * index) * mm)];
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const row = Math.floor((y * modules.size) / side);
        const column = Math.floor((x * modules.size) / side);
        if (modules.get(row, column)) data[(top + y) * width + left + x] = 0;
      }
    }
  }
  return { width, height, data };
}

/** The page turned by any angle about its middle (bilinear), on a white ground large enough for it. */
export function turned(page: Grey, degrees: number): Grey {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.ceil(Math.abs(page.width * cos) + Math.abs(page.height * sin) - 1e-6);
  const height = Math.ceil(Math.abs(page.width * sin) + Math.abs(page.height * cos) - 1e-6);
  const data = new Uint8Array(width * height).fill(255);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= page.width || y >= page.height ? 255 : (page.data[y * page.width + x] ?? 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [sx, sy] = [dx * cos + dy * sin + page.width / 2, -dx * sin + dy * cos + page.height / 2];
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - x0, sy - y0];
      data[y * width + x] =
        (at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx) * (1 - fy) +
        (at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy;
    }
  }
  return { width, height, data };
}

/** What a scanner adds: a grey ground, less contrast, grain. */
export function grainy(page: Grey, amount: number, seed = 1): Grey {
  const next = numbers(seed);
  const data = page.data.map((value) => {
    const grain = (next() + next() + next() - 1.5) * amount;
    return Math.max(0, Math.min(255, 30 + value * 0.8 + grain));
  });
  return { ...page, data };
}

/** Black and white, as the scanner's text mode. */
export function blackWhite(page: Grey, threshold = 140): Grey {
  return { ...page, data: page.data.map((value) => (value < threshold ? 0 : 255)) };
}

/** A JPEG; `tint` makes it a colour one. */
export function toJpeg({ width, height, data }: Grey, quality = 60, tint = 0): Uint8Array<ArrayBuffer> {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let index = 0; index < data.length; index += 1) {
    const value = data[index] ?? 255;
    rgba[index * 4] = value;
    rgba[index * 4 + 1] = value;
    rgba[index * 4 + 2] = Math.max(0, value - tint);
  }
  return new Uint8Array(jpeg.encode({ data: rgba, width, height }, quality).data);
}

/** An image object of a PDF: its bytes and the entries of its dictionary. */
export interface PdfImage {
  readonly data: Uint8Array;
  readonly entries: Readonly<Record<string, unknown>>;
}

export function jpegImage(page: Grey, quality = 60): PdfImage {
  return {
    data: toJpeg(page, quality),
    entries: size(page, { ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode' }),
  };
}

const size = (page: Grey, entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  Type: 'XObject',
  Subtype: 'Image',
  Width: page.width,
  Height: page.height,
  ...entries,
});

/** Deflated samples of eight bits; with `png` through PNG's predictors, one kind after the other. */
export function flateImage(page: Grey, png = false): PdfImage {
  const entries = { ColorSpace: 'DeviceGray', BitsPerComponent: 8, Filter: 'FlateDecode' };
  if (!png) return { data: deflateSync(page.data), entries: size(page, entries) };
  const rows: Uint8Array[] = [];
  for (let y = 0; y < page.height; y += 1) rows.push(filteredRow(page, y, y % 5));
  return {
    data: deflateSync(Buffer.concat(rows)),
    entries: size(page, {
      ...entries,
      DecodeParms: { Predictor: 15, Colors: 1, BitsPerComponent: 8, Columns: page.width },
    }),
  };
}

function filteredRow({ width, data }: Grey, y: number, filter: number): Uint8Array {
  const at = (x: number, row: number): number => (x < 0 || row < 0 ? 0 : (data[row * width + x] ?? 0));
  const out = new Uint8Array(width + 1);
  out[0] = filter;
  for (let x = 0; x < width; x += 1) {
    const [left, up, corner] = [at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)];
    const guess = left + up - corner;
    const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
    const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
    out[x + 1] = at(x, y) - ([0, left, up, (left + up) >> 1, paeth][filter] ?? 0);
  }
  return out;
}

/** Rows of one bit a pixel, white 1. */
export function packedBits({ width, height, data }: Grey): Uint8Array {
  const row = Math.ceil(width / 8);
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 0) > 127) {
        const at = y * row + (x >> 3);
        out[at] = (out[at] ?? 0) | (128 >> (x & 7));
      }
    }
  }
  return out;
}

export function bitImage(page: Grey): PdfImage {
  return {
    data: deflateSync(packedBits(page)),
    entries: size(page, { ColorSpace: 'DeviceGray', BitsPerComponent: 1, Filter: 'FlateDecode' }),
  };
}

/** Colours out of a table, as some scanners save plain pages. */
export function indexedImage(page: Grey): PdfImage {
  return {
    data: deflateSync(packedBits(page)),
    entries: size(page, {
      ColorSpace: ['Indexed', 'DeviceRGB', 1, Uint8Array.of(20, 10, 60, 250, 250, 240)],
      BitsPerComponent: 1,
      Filter: 'FlateDecode',
    }),
  };
}

/** Group 4 data of a page, made by another program. */
export function faxImage(page: Grey, data: Uint8Array): PdfImage {
  return {
    data,
    entries: size(page, {
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 1,
      Filter: 'CCITTFaxDecode',
      DecodeParms: { K: -1, Columns: page.width, Rows: page.height },
    }),
  };
}

/** A PDF with one picture a page, as scanners make them; `objectStreams` packs its other objects (PDF 1.5). */
export async function pdfOfImages(images: readonly PdfImage[], objectStreams = false): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const value = (given: unknown): PDFObject => {
    if (typeof given === 'string') return PDFName.of(given);
    if (typeof given === 'number') return PDFNumber.of(given);
    if (given instanceof Uint8Array) return document.context.register(document.context.stream(given));
    if (Array.isArray(given)) return document.context.obj(given.map(value));
    return document.context.obj(
      Object.fromEntries(Object.entries(given as object).map(([k, v]) => [k, value(v)])),
    );
  };
  for (const { data, entries } of images) {
    const page = document.addPage([595, 842]);
    const dict = Object.fromEntries(Object.entries(entries).map(([name, given]) => [name, value(given)]));
    const stream = document.context.register(document.context.stream(data, dict));
    page.node.setXObject(PDFName.of('Im0'), stream);
    const content = document.context.stream('q 595 0 0 842 0 0 cm /Im0 Do Q');
    page.node.set(PDFName.of('Contents'), document.context.register(content));
  }
  document.setProducer('Scanner');
  return document.save({ useObjectStreams: objectStreams });
}
