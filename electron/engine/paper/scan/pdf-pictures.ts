import { pictureSize } from '../pictures/picture-check.ts';
import { decodeFax } from './fax.ts';
import { inflateBounded, openPdf, type PdfFile, type PdfStream } from './pdf-file.ts';
import { isDict, isList, isName, isRef, type PdfDict, PdfSyntaxError, type PdfValue } from './pdf-values.ts';
import { jpegFault, maxPixels, type PictureSize, sizeFault } from './picture-limits.ts';
import { grey, rowBytes, type SampleFormat, toPgm, undoPngPredictor, undoTiffPredictor } from './raster.ts';

/** The most pages of one file. */
export const maxPages = 200;
/** Pictures of one page that are looked at, the largest first: a scan is one, or one in a few layers. */
const maxPictures = 8;
/** Smaller pictures hold no page. */
const leastSide = 100;

/** A picture on a page, not yet unpacked. */
export interface PagePicture {
  readonly size: PictureSize;
  /**
   * The picture as a file that the QR reader takes (JPEG or PGM). Throws PictureTrouble, or PdfSyntaxError for broken
   * data.
   */
  unpack(): Uint8Array;
}

/** Why a page's picture cannot be read: `kind` names a compression that this program does not have. */
export class PictureTrouble extends Error {
  readonly what: 'damaged' | 'too-large' | { readonly kind: string };
  constructor(what: PictureTrouble['what']) {
    super('picture');
    this.what = what;
  }
}

/** What the pages of a PDF hold. */
export interface PdfPictures {
  readonly locked: boolean;
  /** The program that wrote the file, as it says itself. */
  readonly producer: string;
  readonly pages: readonly (readonly PagePicture[])[];
}

function text(value: PdfValue): string {
  if (typeof value !== 'object' || value === null || !('text' in value)) return '';
  const bytes = Buffer.from(value.text, 'latin1');
  // UTF-16 with its mark (ISO 32000-1 7.9.2.2), else close enough to Latin-1.
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes
        .subarray(2, bytes.length - (bytes.length % 2))
        .swap16()
        .toString('utf16le')
    : value.text;
}

/** The page dictionaries in order, with the resources that they inherit. Throws PdfSyntaxError past `maxPages`. */
function pagesOf(file: PdfFile, root: PdfValue): { page: PdfDict; resources: PdfValue }[] {
  const catalog = file.resolve(root);
  const found: { page: PdfDict; resources: PdfValue }[] = [];
  const seen = new Set<number>();
  const walk = (value: PdfValue | undefined, inherited: PdfValue, depth: number): void => {
    if (found.length > maxPages || depth > 32) return;
    if (isRef(value)) {
      if (seen.has(value.ref)) return;
      seen.add(value.ref);
    }
    const node = file.resolve(value);
    if (!isDict(node)) return;
    const resources = node.get('Resources') ?? inherited;
    const kids = file.resolve(node.get('Kids'));
    if (isList(kids)) for (const kid of kids) walk(kid, resources, depth + 1);
    else found.push({ page: node, resources });
  };
  if (isDict(catalog)) walk(catalog.get('Pages'), null, 0);
  return found;
}

/** The image streams that a page's resources name, those of form XObjects within it too. */
function imagesOf(file: PdfFile, resources: PdfValue, seen: Set<number>, depth = 0): PdfStream[] {
  const dict = file.resolve(resources);
  const objects = isDict(dict) ? file.resolve(dict.get('XObject')) : null;
  if (!isDict(objects) || depth > 3) return [];
  const images: PdfStream[] = [];
  for (const value of objects.values()) {
    if (!isRef(value) || seen.has(value.ref) || seen.size > 200) continue;
    seen.add(value.ref);
    const stream = file.stream(value);
    if (stream === null) continue;
    if (isName(file.resolve(stream.dict.get('Subtype')), 'Image')) images.push(stream);
    else images.push(...imagesOf(file, stream.dict.get('Resources') ?? null, seen, depth + 1));
  }
  return images;
}

function integer(file: PdfFile, value: PdfValue | undefined): number {
  const found = file.resolve(value);
  return typeof found === 'number' && Number.isInteger(found) ? found : 0;
}

/** Names of a stream's filters in order, with their parameters. Inline abbreviations do not occur in objects. */
function filtersOf(file: PdfFile, dict: PdfDict): { name: string; parms: PdfDict }[] {
  const filter = file.resolve(dict.get('Filter'));
  const parms = file.resolve(dict.get('DecodeParms'));
  const names = isList(filter) ? filter : filter === null ? [] : [filter];
  return names.map((value, index) => {
    const name = file.resolve(value);
    const own = isList(parms) ? file.resolve(parms[index]) : index === 0 ? parms : null;
    return {
      name: typeof name === 'object' && name !== null && 'name' in name ? name.name : '',
      parms: isDict(own) ? own : new Map(),
    };
  });
}

/** How many samples a pixel has, and the grey of indices; throws PictureTrouble for colour spaces unknown to scanners. */
function colours(
  file: PdfFile,
  value: PdfValue | undefined,
  depth = 0,
): { channels: 1 | 3 | 4; palette: Uint8Array | null } {
  const space = file.resolve(value);
  const parts = isList(space) ? space : [space];
  const name = file.resolve(parts[0]);
  const word = typeof name === 'object' && name !== null && 'name' in name ? name.name : '';
  switch (word) {
    case 'DeviceGray':
    case 'CalGray':
    case 'Separation':
      return { channels: 1, palette: null };
    case 'DeviceRGB':
    case 'CalRGB':
    case 'Lab':
      return { channels: 3, palette: null };
    case 'DeviceCMYK':
      return { channels: 4, palette: null };
    case 'ICCBased': {
      const profile = file.resolve(parts[1]);
      const channels = isDict(profile) ? integer(file, profile.get('N')) : 0;
      if (channels === 1 || channels === 3 || channels === 4) return { channels, palette: null };
      throw new PictureTrouble('damaged');
    }
    case 'Indexed': {
      if (depth > 0) throw new PictureTrouble('damaged');
      const { channels } = colours(file, parts[1], depth + 1);
      return { channels: 1, palette: paletteGreys(file, parts[3], channels) };
    }
    default:
      throw new PictureTrouble({ kind: word === '' ? '颜色不明' : word });
  }
}

function paletteGreys(file: PdfFile, value: PdfValue | undefined, channels: number): Uint8Array {
  const inline = file.resolve(value);
  let table: Uint8Array = new Uint8Array();
  if (typeof inline === 'object' && inline !== null && 'text' in inline) {
    table = Buffer.from(inline.text, 'latin1');
  } else {
    const stream = file.stream(value);
    if (stream !== null)
      table = filtersOf(file, stream.dict).length === 0 ? stream.data : inflateBounded(stream.data, 4096);
  }
  const greys = new Uint8Array(256);
  for (let index = 0; index < 256; index += 1) {
    const at = index * channels;
    const [a = 0, b = 0, c = 0, d = 0] = table.subarray(at, at + channels);
    greys[index] = channels === 1 ? a : channels === 3 ? grey(a, b, c) : Math.max(0, 255 - grey(a, b, c) - d);
  }
  return greys;
}

/** The samples of a picture without its compression; rows that are missing are zero. */
function samplesOf(
  file: PdfFile,
  { data }: PdfStream,
  filter: { name: string; parms: PdfDict } | undefined,
  format: SampleFormat,
): Uint8Array {
  const row = rowBytes(format);
  if (row * format.height > 4 * maxPixels) throw new PictureTrouble('too-large');
  if (filter === undefined) return data;
  if (filter.name === 'CCITTFaxDecode') {
    const { parms } = filter;
    if (integer(file, parms.get('K')) >= 0) throw new PictureTrouble({ kind: 'CCITT G3' });
    const columns = integer(file, parms.get('Columns')) || 1728;
    // Rows of another length than the picture's would be no picture, and might be any length.
    if (columns !== format.width) throw new PictureTrouble('damaged');
    const aligned = file.resolve(parms.get('EncodedByteAlign')) === true;
    return decodeFax(data, { columns, rows: format.height, aligned });
  }
  if (filter.name !== 'FlateDecode') {
    const kinds: Readonly<Record<string, string>> = { JBIG2Decode: 'JBIG2', JPXDecode: 'JPEG 2000' };
    throw new PictureTrouble({ kind: kinds[filter.name] ?? filter.name.replace(/Decode$/, '') });
  }
  const predictor = integer(file, filter.parms.get('Predictor'));
  // A few bytes more than needed are common; a stream that holds much more is not what its dictionary says.
  const unpacked = inflateBounded(data, (row + 1) * format.height + 65_536);
  if (predictor >= 10) {
    const pixel = Math.max(1, (format.bits * format.channels) >> 3);
    return undoPngPredictor(unpacked, row, format.height, pixel);
  }
  if (predictor === 2) {
    if (format.bits !== 8) throw new PictureTrouble({ kind: 'TIFF' });
    undoTiffPredictor(unpacked, row, format.channels);
  }
  return unpacked;
}

function unpackPicture(file: PdfFile, stream: PdfStream, size: PictureSize): Uint8Array {
  const fault = sizeFault(size);
  if (fault !== null) throw new PictureTrouble(fault);
  const { dict } = stream;
  let { data } = stream;
  const filters = filtersOf(file, dict);
  // Some scanners deflate what is compressed already.
  while (filters.length > 1 && filters[0]?.name === 'FlateDecode') {
    filters.shift();
    data = inflateBounded(data, 64 << 20);
  }
  if (filters.length > 1) throw new PictureTrouble({ kind: filters.map(({ name }) => name).join('+') });
  const [filter] = filters;
  if (filter?.name === 'DCTDecode') {
    const found = pictureSize(data);
    const jpeg = jpegFault(data, found?.type === 'jpeg' ? found : null);
    if (jpeg !== null) throw new PictureTrouble(jpeg);
    return data;
  }
  const mask = file.resolve(dict.get('ImageMask')) === true;
  const fax = filter?.name === 'CCITTFaxDecode';
  const bits = mask || fax ? 1 : integer(file, dict.get('BitsPerComponent'));
  if (![1, 2, 4, 8, 16].includes(bits)) {
    // JPEG 2000 and JBIG2 carry their own depth: let their name be said.
    if (filter !== undefined)
      samplesOf(file, stream, filter, { ...size, bits: 8, channels: 1, palette: null });
    throw new PictureTrouble('damaged');
  }
  const known = mask || fax || filter?.name === 'JPXDecode' || filter?.name === 'JBIG2Decode';
  const meaning = known ? { channels: 1 as const, palette: null } : colours(file, dict.get('ColorSpace'));
  const format: SampleFormat = { ...size, bits, ...meaning };
  return toPgm(samplesOf(file, { dict, data }, filter, format), format);
}

/**
 * The pictures on the pages of a PDF as scanners make them: one picture a page, or a few layers. Throws PdfSyntaxError
 * for a file without pages or one that breaks the bounds; a page too many is still in `pages`, so that the caller sees it.
 */
export function pdfPictures(bytes: Uint8Array): PdfPictures {
  const file = openPdf(bytes);
  const trailer = file.trailers.find((one) => one.has('Root'));
  if (trailer === undefined) throw new PdfSyntaxError('no trailer');
  const locked = file.trailers.some((one) => one.has('Encrypt'));
  const info = file.resolve(trailer.get('Info'));
  const producer = isDict(info) ? text(file.resolve(info.get('Producer'))) : '';
  const pages = pagesOf(file, trailer.get('Root') ?? null).map(({ resources }) =>
    imagesOf(file, resources, new Set())
      .map((stream) => ({
        stream,
        size: {
          width: integer(file, stream.dict.get('Width')),
          height: integer(file, stream.dict.get('Height')),
        },
      }))
      .filter(({ size }) => Math.min(size.width, size.height) >= leastSide)
      .sort((a, b) => b.size.width * b.size.height - a.size.width * a.size.height)
      .slice(0, maxPictures)
      .map(({ stream, size }) => ({ size, unpack: () => unpackPicture(file, stream, size) })),
  );
  if (pages.length === 0) throw new PdfSyntaxError('no pages');
  return { locked, producer, pages };
}
