import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePng } from '../../../build/kit/png.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { qrText } from '../../../shared/paper/qr-payload.ts';
import { smallCampaign, smallSubmission } from '../../../test/fixtures/paper-campaign.ts';
import {
  bitImage,
  blackWhite,
  flateImage,
  type Grey,
  grainy,
  indexedImage,
  jpegImage,
  type PdfImage,
  pdfOfImages,
  qrPage,
  toJpeg,
  turned,
} from '../../../test/support/make-scan.ts';
import { createPaperEngine } from './paper-engine.ts';
import { decodeFax } from './scan/fax.ts';
import { readScan } from './scan-reader.ts';

const text = (page: number): string =>
  qrText({
    campaign: 'ggj-2021',
    submission: 's-7f3a9c2e5b8d4f10a1b2',
    form: 'annex-5',
    subject: 'p-0a1b2c3d4e5f',
    revision: 12,
    code: '7K2F9-QXM3B',
    page,
    pages: 6,
  });

const read = (bytes: Uint8Array) => readScan(bytes, { name: '扫描件' });

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    const pages = await read(bytes);
    return pages.map(({ problem }) => problem?.code ?? 'none').join();
  } catch (thrown) {
    return thrown instanceof JianbiaoError ? thrown.code : String(thrown);
  }
}

function png(page: Grey): Uint8Array {
  const rgba = new Uint8Array(page.width * page.height * 4).fill(255);
  for (let at = 0; at < page.data.length; at += 1) rgba.fill(page.data[at] ?? 0, at * 4, at * 4 + 3);
  // encodePng draws squares; a page becomes one with a white margin.
  const side = Math.max(page.width, page.height);
  const square = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < page.height; y += 1)
    square.set(rgba.subarray(y * page.width * 4, (y + 1) * page.width * 4), y * side * 4);
  return encodePng(side, square);
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => {
    throw new Error('the reader of QR codes asked a network');
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a scanned page', () => {
  const page = qrPage([text(1)]);

  it.each([
    ['straight', 0],
    ['slightly askew', 2.5],
    ['on its side', 90],
    ['on its other side', 270],
    ['upside down and askew', 178],
  ])('is read %s at 150 dpi, with grain, as JPEG', async (_, degrees) => {
    const scan = grainy(turned(page, degrees), 60);
    expect(await read(toJpeg(scan))).toEqual([{ page: 1, texts: [text(1)], problem: null }]);
  });

  it('is read in colour, and in black and white as PNG', async () => {
    const scan = grainy(turned(page, -1.5), 40);
    expect((await read(toJpeg(scan, 40, 60)))[0]?.texts).toEqual([text(1)]);
    expect((await read(png(blackWhite(scan))))[0]?.texts).toEqual([text(1)]);
  });

  it('may hold two sheets, and may hold nothing', async () => {
    const found = (await read(toJpeg(qrPage([text(1), text(2)]))))[0]?.texts ?? [];
    expect([...found].sort()).toEqual([text(1), text(2)]);
    expect(await read(toJpeg(qrPage([])))).toEqual([{ page: 1, texts: [], problem: null }]);
  });
});

describe('a PDF as scanners make them', () => {
  const page = (number: number): Grey => grainy(turned(qrPage([text(number)]), number), 40, number);
  const kinds: readonly (readonly [string, (page: Grey) => PdfImage])[] = [
    ['JPEG', (one) => jpegImage(one)],
    ['deflated grey', (one) => flateImage(one)],
    ['deflated grey with predictors', (one) => flateImage(one, true)],
    ['one bit a pixel', (one) => bitImage(blackWhite(one))],
    ['indexed colours', (one) => indexedImage(blackWhite(one))],
  ];

  it.each(kinds)('gives its pages in order: %s', async (_, make) => {
    const file = await pdfOfImages([3, 1, 2].map((number) => make(page(number))));
    expect(await read(file)).toEqual(
      [3, 1, 2].map((number, index) => ({ page: index + 1, texts: [text(number)], problem: null })),
    );
  });

  it('may keep its objects in object streams', async () => {
    const file = await pdfOfImages([jpegImage(page(1)), flateImage(page(2))], true);
    expect((await read(file)).map(({ texts }) => texts)).toEqual([[text(1)], [text(2)]]);
  });

  it('tells progress, and stops when it is cancelled', async () => {
    const file = await pdfOfImages([1, 2, 3].map((number) => jpegImage(page(number))));
    const steps: string[] = [];
    const abort = new AbortController();
    const reading = readScan(file, {
      name: '扫描件',
      signal: abort.signal,
      onPage: (done, total) => {
        steps.push(`${done}/${total}`);
        if (done === 2) abort.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(steps).toEqual(['1/3', '2/3']);
  });

  it('names compressions it cannot read, on their page, and reads the others', async () => {
    const strange = flateImage(page(1));
    const file = await pdfOfImages([
      { ...strange, entries: { ...strange.entries, Filter: 'JBIG2Decode' } },
      { ...strange, entries: { ...strange.entries, Filter: 'JPXDecode' } },
      jpegImage(page(3)),
    ]);
    const pages = await read(file);
    expect(pages.map(({ problem }) => [problem?.code, problem?.params.kind])).toEqual([
      ['scan-picture-kind', 'JBIG2'],
      ['scan-picture-kind', 'JPEG 2000'],
      [undefined, undefined],
    ]);
    expect(pages[2]?.texts).toEqual([text(3)]);
  });

  it('is not our own file, which was never stamped', async () => {
    const [paper] = await createPaperEngine().printForm({
      pack: smallCampaign(),
      submission: smallSubmission(),
      formId: 'essay',
      readAttachment: async () => null,
    });
    expect(await codeOf(paper?.bytes ?? new Uint8Array())).toBe('scan-own-pdf');
  });

  it('without pictures says so for each page', async () => {
    expect(
      await codeOf(await pdfOfImages([flateImage({ width: 20, height: 20, data: new Uint8Array(400) })])),
    ).toBe('scan-page-empty');
  });
});

describe('hostile and broken files', () => {
  const small = { width: 200, height: 200, data: new Uint8Array(40_000) };
  const claim = (over: Readonly<Record<string, unknown>>): Promise<Uint8Array> => {
    const image = flateImage(small);
    return pdfOfImages([{ ...image, entries: { ...image.entries, ...over } }]);
  };
  const pngOf = (width: number, height: number, data: Uint8Array): Uint8Array => {
    const bytes = Buffer.from(encodePng(1, new Uint8Array(4)));
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    const chunk = Buffer.alloc(12 + data.length);
    chunk.writeUInt32BE(data.length, 0);
    chunk.write('IDAT', 4, 'latin1');
    chunk.set(data, 8);
    return Buffer.concat([bytes.subarray(0, 33), chunk]);
  };

  it('of other kinds are refused', async () => {
    expect(await codeOf(Buffer.from('一份文本'))).toBe('scan-type');
    expect(await codeOf(new Uint8Array())).toBe('scan-type');
    expect(await codeOf(Buffer.from('GIF89a'))).toBe('scan-type');
  });

  it('with sizes that would fill the memory are refused before they are unpacked', async () => {
    expect(await codeOf(await claim({ Width: 60_000, Height: 60_000 }))).toBe('scan-too-large');
    expect(await codeOf(await claim({ Width: -5000, Height: -5000 }))).toBe('scan-page-empty');
    const fax = { Filter: 'CCITTFaxDecode', DecodeParms: { K: -1, Columns: 65_000 } };
    expect(await codeOf(await claim({ ...fax, Height: 300_000, Width: 100 }))).toBe('scan-page-damaged');
    expect(await codeOf(pngOf(30_000, 30_000, new Uint8Array(10)))).toBe('scan-too-large');
    const huge = Buffer.from(toJpeg(qrPage([text(1)])));
    const frame = huge.indexOf(Buffer.of(0xff, 0xc0));
    huge.writeUInt16BE(65_000, frame + 5);
    huge.writeUInt16BE(65_000, frame + 7);
    expect(await codeOf(huge)).toBe('scan-too-large');
  });

  it('that unpack to more than they announce are refused', async () => {
    const bomb = deflateSync(new Uint8Array(64 << 20));
    const image = flateImage(small);
    expect(await codeOf(await pdfOfImages([{ ...image, data: bomb }]))).toBe('scan-page-damaged');
    expect(await codeOf(pngOf(100, 100, bomb))).toBe('scan-damaged');
    const packed = `%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bomb.length}>>\nstream\n`;
    const stream = Buffer.concat([Buffer.from(packed), bomb, Buffer.from('\nendstream\nendobj\n')]);
    expect(await codeOf(stream)).toBe('scan-damaged');
  });

  it('that lead in circles or nest without end come to an end', async () => {
    const circle =
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]>>endobj\n3 0 obj 3 0 R endobj\ntrailer<</Root 1 0 R>>';
    expect(await codeOf(Buffer.from(circle))).toBe('scan-damaged');
    const deep = `%PDF-1.4\n1 0 obj${'<</A'.repeat(5000)} endobj\ntrailer<</Root 1 0 R>>`;
    expect(await codeOf(Buffer.from(deep))).toBe('scan-damaged');
    const forms =
      '%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Resources<</XObject<</X 4 0 R>>>>/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page>>endobj\n4 0 obj<</Subtype/Form/Resources<</XObject<</X 4 0 R>>>>/Length 0>>stream\n\nendstream endobj\ntrailer<</Root 1 0 R>>';
    expect(await codeOf(Buffer.from(forms))).toBe('scan-page-empty');
  });

  it('with too many pages, or a password, say so', async () => {
    const image = flateImage({ width: 20, height: 20, data: new Uint8Array(400) });
    expect(await codeOf(await pdfOfImages(Array.from({ length: 201 }, () => image)))).toBe(
      'scan-too-many-pages',
    );
    const locked = Buffer.from(
      '%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Type/Page>>endobj\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>',
    );
    expect(await codeOf(locked)).toBe('scan-pdf-locked');
  });

  it('of Group 4 data give as many rows as were asked for, whatever the data', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (data, columns, rows, aligned) => {
          const out = decodeFax(data, { columns, rows, aligned });
          expect(out.length).toBe(Math.ceil(columns / 8) * rows);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never bring down the engine, wherever bytes were changed or cut', async () => {
    const page = qrPage([text(1)], 75);
    const files = await Promise.all([
      pdfOfImages([flateImage(page, true)]),
      pdfOfImages([jpegImage(page), bitImage(page)], true),
      toJpeg(page),
      png(page),
    ]);
    const codes = /^(none|scan-[a-z-]+)(,(none|scan-[a-z-]+))*$/;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.noBias(fc.nat(2 ** 30)), fc.nat(255)), { maxLength: 12 }),
        fc.noBias(fc.nat(99)),
        async (file, changes, keep) => {
          const bytes = Uint8Array.from(
            file.subarray(0, keep < 20 ? Math.ceil((file.length * (keep + 1)) / 21) : file.length),
          );
          // The signature stays, so that the change is met by what lies behind it.
          for (const [where, value] of changes) bytes[16 + (where % (bytes.length - 16))] = value;
          expect(await codeOf(bytes)).toMatch(codes);
        },
      ),
      { numRuns: 120 },
    );
    // And it still reads what is whole.
    expect((await read(files[2]))[0]?.texts).toEqual([text(1)]);
  });
});
