import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { createPaperEngine, type PrintedPaper } from '../../electron/engine/paper/paper-engine.ts';
import { decodeFax } from '../../electron/engine/paper/scan/fax.ts';
import { readScan } from '../../electron/engine/paper/scan-reader.ts';
import { parseQrText } from '../../shared/paper/qr-payload.ts';
import { readSampleAttachment, sampleSubmission } from '../fixtures/paper-sample.ts';
import {
  bitImage,
  blackWhite,
  faxImage,
  flateImage,
  type Grey,
  grainy,
  jpegImage,
  packedBits,
  pdfOfImages,
  readPgm,
  toJpeg,
  turned,
} from '../support/make-scan.ts';
import { requireTool } from './require-tool.ts';

/** Our own paper, printed and scanned by strangers: poppler lays the ink, then the page is turned, grained and packed. */

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-scan-'));
const papers = new Map<string, PrintedPaper>();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  const engine = createPaperEngine();
  for (const [formId, nomineeId] of [
    ['annex-5', 'n-1'],
    ['annex-3', undefined],
    ['report-preliminary', undefined],
  ] as const) {
    const [paper] = await engine.printForm({
      pack,
      submission: sampleSubmission(),
      readAttachment: readSampleAttachment,
      formId,
      nomineeId,
    });
    if (paper === undefined) throw new Error(`${formId} was not printed`);
    papers.set(formId, paper);
    writeFileSync(join(folder, `${formId}.pdf`), paper.bytes);
  }
});

function paperOf(formId: string): PrintedPaper {
  const found = papers.get(formId);
  if (found === undefined) throw new Error(`no ${formId}`);
  return found;
}

function printed(formId: string, page: number, dpi: number): Grey {
  const range = ['-f', String(page), '-l', String(page)];
  return readPgm(
    execFileSync('pdftoppm', ['-gray', '-r', String(dpi), ...range, join(folder, `${formId}.pdf`)], {
      maxBuffer: 128e6,
    }),
  );
}

/** The page numbers that the codes of each page of a scan tell, after everything else in them was found right. */
async function numbers(bytes: Uint8Array, formId: string): Promise<number[][]> {
  const { checkCode, pages, subjectId } = paperOf(formId);
  const found = await readScan(bytes, { name: 'scan' });
  return found.map(({ texts, problem }) => {
    expect(problem).toBeNull();
    return texts.map((text) => {
      const { page, ...rest } = parseQrText(text);
      expect(rest).toEqual({
        campaign: 'ggj-2021',
        submission: 's-7f3a9c2e5b8d4f10a1b2',
        form: formId,
        subject: subjectId,
        revision: 3,
        code: checkCode,
        pages,
      });
      return page;
    });
  });
}

describe.skipIf(requireTool('pdftoppm') === null)('a printed page on a scanner', () => {
  it.each(['annex-5', 'annex-3', 'report-preliminary'])(
    'is read on every page of %s at 150 dpi, wrapped as JPEG in a PDF',
    async (formId) => {
      const { pages } = paperOf(formId);
      const angles = [0.7, -1.5, 90.5, 180, 268.8, 2];
      const images = Array.from({ length: pages }, (_, at) =>
        jpegImage(grainy(turned(printed(formId, at + 1, 150), angles[at % 6] ?? 0), 50, at), 50),
      );
      const expected = images.map((_, at) => [at + 1]);
      expect(await numbers(await pdfOfImages(images), formId)).toEqual(expected);
    },
  );

  it.each([
    [150, 1],
    [150, 180],
    [300, 90],
    [300, -2],
  ])('is read at %i dpi turned by %i degrees: colour, grey, black and white', async (dpi, degrees) => {
    const page = grainy(turned(printed('annex-5', 2, dpi), degrees), 60);
    const bits = blackWhite(page);
    expect(await numbers(toJpeg(page, 40, 50), 'annex-5')).toEqual([[2]]);
    expect(
      await numbers(
        await pdfOfImages([flateImage(page, true), bitImage(bits), flateImage(page)], true),
        'annex-5',
      ),
    ).toEqual([[2], [2], [2]]);
  });
});

describe.skipIf(requireTool('pdftoppm') === null || requireTool('qpdf') === null)('qpdf', () => {
  it('may rewrite a scan in any way but locking it', async () => {
    const plain = join(folder, 'scan.pdf');
    writeFileSync(plain, await pdfOfImages([jpegImage(turned(printed('annex-5', 1, 150), 1))]));
    for (const options of [
      ['--object-streams=generate'],
      ['--linearize'],
      ['--qdf'],
      ['--normalize-content=y'],
    ]) {
      const out = join(folder, 'rewritten.pdf');
      execFileSync('qpdf', [...options, plain, out]);
      expect(await numbers(readFileSync(out), 'annex-5')).toEqual([[1]]);
    }
    const locked = join(folder, 'locked.pdf');
    execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', plain, locked]);
    await expect(readScan(readFileSync(locked), { name: 'scan' })).rejects.toMatchObject({
      code: 'scan-pdf-locked',
    });
  });
});

/** The one strip of a Group 4 TIFF and the page's size. */
function readTiff(bytes: Buffer): { width: number; height: number; data: Uint8Array } {
  const ifd = bytes.readUInt32LE(4);
  const tags = new Map<number, number>();
  for (let at = 0; at < bytes.readUInt16LE(ifd); at += 1) {
    const entry = ifd + 2 + 12 * at;
    const short = bytes.readUInt16LE(entry + 2) === 3;
    tags.set(
      bytes.readUInt16LE(entry),
      short ? bytes.readUInt16LE(entry + 8) : bytes.readUInt32LE(entry + 8),
    );
  }
  const [width = 0, height = 0, start = 0, length = 0] = [256, 257, 273, 279].map((tag) => tags.get(tag));
  return { width, height, data: bytes.subarray(start, start + length) };
}

describe.skipIf(requireTool('gs') === null)('Ghostscript', () => {
  const draw = (device: string, out: string, ...options: string[]): Buffer => {
    const range = ['-dFirstPage=2', '-dLastPage=2', `-sOutputFile=${join(folder, out)}`];
    const quiet = ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', `-sDEVICE=${device}`, '-r200'];
    execFileSync('gs', [...quiet, ...options, ...range, join(folder, 'annex-5.pdf')]);
    return readFileSync(join(folder, out));
  };

  it('packs as Group 4 what we unpack, bit for bit', async () => {
    const { width, height, data } = readTiff(draw('tiffg4', 'page.tif', '-dMaxStripSize=0'));
    const pbm = draw('pbmraw', 'page.pbm');
    const header = /^P4\s(?:#.*\s)?(\d+)\s(\d+)\s/.exec(pbm.subarray(0, 200).toString('latin1'));
    const ink = pbm.subarray(header?.[0].length ?? 0);
    const rows = decodeFax(data, { columns: width, rows: height, aligned: false });
    // PBM's black is 1, and the bits that fill up a row are of no meaning.
    const page: Grey = { width, height, data: new Uint8Array(width * height) };
    const stride = Math.ceil(width / 8);
    for (let at = 0; at < page.data.length; at += 1) {
      const [y, x] = [Math.floor(at / width), at % width];
      page.data[at] = ((ink[y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255;
    }
    const expected = packedBits(page);
    const last = 0xff << (stride * 8 - width);
    for (let y = 0; y < height; y += 1) {
      const end = (y + 1) * stride - 1;
      rows[end] = (rows[end] ?? 0) & last;
    }
    expect(Buffer.from(rows).equals(Buffer.from(expected))).toBe(true);
    expect(await numbers(await pdfOfImages([faxImage(page, data)]), 'annex-5')).toEqual([[2]]);
  });

  it('makes scans of its own that are read', async () => {
    for (const device of ['pdfimage8', 'pdfimage24'])
      expect(await numbers(draw(device, `${device}.pdf`), 'annex-5')).toEqual([[2]]);
  });
});
