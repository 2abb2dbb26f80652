import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { pictureSize } from './pictures/picture-check.ts';
import { maxPages, type PagePicture, PictureTrouble, pdfPictures } from './scan/pdf-pictures.ts';
import { PdfSyntaxError } from './scan/pdf-values.ts';
import { jpegFault, maxPixels, type PictureSize, pngFault, sizeFault } from './scan/picture-limits.ts';
import { readQrCodes } from './scan/qr-reader.ts';

/** What was read on one page of a scan. */
export interface ScannedPage {
  /** From 1. */
  readonly page: number;
  /** The texts of the QR codes, of whatever origin. */
  readonly texts: readonly string[];
  /** Why the page could not be looked at; null when it could, codes or not. */
  readonly problem: JianbiaoError | null;
}

export interface ScanOptions {
  /** The file's own name, for messages. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: ((done: number, total: number) => void) | undefined;
}

/** Pixels of a whole file: 200 pages of A4 at 300 dpi, a minute of one processor at most. */
const maxFilePixels = 200 * 8_800_000;

const producerOfOurs = '荐表 Jianbiao';

function tooLarge(name: string, page: number, { width, height }: PictureSize): JianbiaoError {
  return new JianbiaoError('scan-too-large', {
    file: name,
    page,
    width,
    height,
    limit: maxPixels / 10_000,
  });
}

async function readPicture(bytes: Uint8Array, name: string): Promise<ScannedPage[]> {
  const size = pictureSize(bytes);
  const fault = size?.type === 'jpeg' ? jpegFault(bytes, size) : pngFault(bytes, size);
  if (fault === 'too-large' && size !== null) throw tooLarge(name, 1, size);
  const texts = fault === null ? await readQrCodes(bytes) : null;
  if (texts === null) throw new JianbiaoError('scan-damaged', { file: name });
  return [{ page: 1, texts: [...new Set(texts)], problem: null }];
}

function troubleOf(thrown: unknown, name: string, page: number, size: PictureSize): JianbiaoError {
  if (thrown instanceof PictureTrouble) {
    const { what } = thrown;
    if (what === 'too-large') return tooLarge(name, page, size);
    if (what !== 'damaged') {
      // The name comes out of the file: nothing but a plain word goes into a sentence.
      const kind = /^[\p{L}\d+ ]{1,40}$/u.test(what.kind) ? what.kind : '未知';
      return new JianbiaoError('scan-picture-kind', { file: name, page, kind });
    }
  } else if (!(thrown instanceof PdfSyntaxError)) throw thrown;
  return new JianbiaoError('scan-page-damaged', { file: name, page });
}

/** One page: its pictures, largest first, until codes are found. */
async function readPage(pictures: readonly PagePicture[], name: string, page: number): Promise<ScannedPage> {
  let problem: JianbiaoError | null =
    pictures.length === 0 ? new JianbiaoError('scan-page-empty', { file: name, page }) : null;
  let looked = false;
  for (const picture of pictures) {
    try {
      const texts = await readQrCodes(picture.unpack());
      if (texts === null) throw new PictureTrouble('damaged');
      looked = true;
      if (texts.length > 0) return { page, texts: [...new Set(texts)], problem: null };
    } catch (thrown) {
      problem ??= troubleOf(thrown, name, page, picture.size);
    }
  }
  return { page, texts: [], problem: looked ? null : problem };
}

async function readPdf(bytes: Uint8Array, options: ScanOptions): Promise<ScannedPage[]> {
  const { name, signal, onPage } = options;
  let found: ReturnType<typeof pdfPictures>;
  try {
    found = pdfPictures(bytes);
  } catch (cause) {
    if (cause instanceof PdfSyntaxError) throw new JianbiaoError('scan-damaged', { file: name }, { cause });
    throw cause;
  }
  if (found.locked) throw new JianbiaoError('scan-pdf-locked', { file: name });
  // Our own file says what the data say, not what was stamped: it proves nothing about the paper.
  if (found.producer.startsWith(producerOfOurs)) throw new JianbiaoError('scan-own-pdf', { file: name });
  if (found.pages.length > maxPages)
    throw new JianbiaoError('scan-too-many-pages', { file: name, limit: maxPages });
  const pages: ScannedPage[] = [];
  let pixels = 0;
  for (const [index, pictures] of found.pages.entries()) {
    if (signal?.aborted === true) throw new JianbiaoError('job-cancelled');
    for (const { size } of pictures) if (sizeFault(size) === null) pixels += size.width * size.height;
    if (pixels > maxFilePixels) throw new JianbiaoError('scan-too-much', { file: name, page: index + 1 });
    pages.push(await readPage(pictures, name, index + 1));
    onPage?.(index + 1, found.pages.length);
    // A page takes a tenth of a second: whoever saves meanwhile must not wait for the whole file.
    await new Promise((later) => setImmediate(later));
  }
  return pages;
}

/** The signatures of JPEG and PNG. */
function isPicture(bytes: Uint8Array): boolean {
  return [
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ].some((signature) => signature.every((byte, index) => bytes[index] === byte));
}

/**
 * Reads every QR code off a scan: a JPEG, a PNG, or a PDF as scanners make them. Gives its pages in order. Throws
 * `scan-type`, `scan-damaged`, `scan-too-large`, `scan-too-many-pages`, `scan-too-much`, `scan-pdf-locked`,
 * `scan-own-pdf`, `scan-reader-missing`, `job-cancelled`; a fault of one PDF page is told in its place instead.
 * One picture at a time is unpacked, and hostile sizes are refused before it is (models.md C1: limits first).
 */
export async function readScan(bytes: Uint8Array, options: ScanOptions): Promise<ScannedPage[]> {
  const { name, signal, onPage } = options;
  if (signal?.aborted === true) throw new JianbiaoError('job-cancelled');
  if (isPicture(bytes)) {
    const pages = await readPicture(bytes, name);
    onPage?.(1, 1);
    return pages;
  }
  // Some writers put a few bytes in front of the mark (ISO 32000-1, annex H.3.4.1).
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return readPdf(bytes, options);
  throw new JianbiaoError('scan-type', { file: name });
}
