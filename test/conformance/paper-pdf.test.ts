import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { createPaperEngine, type PrintedPaper } from '../../electron/engine/paper/paper-engine.ts';
import { parseQrText } from '../../shared/paper/qr-payload.ts';
import { readSampleAttachment, sampleSubmission } from '../fixtures/paper-sample.ts';
import { requireTool } from './require-tool.ts';

// A CommonJS module: its function is the import itself or its default, as the loader has it.
const readQr = typeof jsQR === 'function' ? jsQR : (jsQR as unknown as { default: typeof jsQR }).default;

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-paper-'));
const papers: PrintedPaper[] = [];
const run = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 64e6 });
const pdfs = (): string[] =>
  papers.filter(({ fileName }) => fileName.endsWith('.pdf')).map(({ fileName }) => join(folder, fileName));
const paper = (name: string): string => join(folder, name);

beforeAll(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  const engine = createPaperEngine();
  for (const round of ['preliminary', 'formal'] as const) {
    const request = { pack, submission: sampleSubmission(round), readAttachment: readSampleAttachment };
    for await (const one of engine.printAll(request)) papers.push(one);
  }
  for (const one of papers) writeFileSync(join(folder, one.fileName), one.bytes);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A page as grey pixels widened to RGBA, through pdftoppm. */
function rasterise(file: string, page: number): { data: Uint8ClampedArray; width: number; height: number } {
  const ppm = execFileSync('pdftoppm', ['-gray', '-r', '200', '-f', String(page), '-l', String(page), file], {
    maxBuffer: 64e6,
  });
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'));
  if (!header) throw new Error('not a PGM');
  const [width, height] = [Number(header[1]), Number(header[2])];
  const grey = ppm.subarray(header[0].length);
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [index, value] of grey.entries()) data.set([value, value, value, 255], index * 4);
  return { data, width, height };
}

describe.skipIf(requireTool('qpdf') === null)('qpdf', () => {
  it('finds no fault in any PDF', () => {
    expect(pdfs().length).toBeGreaterThan(8);
    for (const file of pdfs())
      expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
  });
});

describe.skipIf(requireTool('pdffonts') === null)('poppler', () => {
  it('sees every font embedded, subset, with a map back to Unicode', () => {
    for (const file of pdfs()) {
      const lines = run('pdffonts', file).trim().split('\n').slice(2);
      expect(lines.length).toBeGreaterThan(0);
      for (const one of lines) expect(one).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /);
    }
  });

  it('sees A4 on every page of every paper', () => {
    for (const file of pdfs()) {
      const info = run('pdfinfo', '-f', '1', '-l', '99', file);
      const sizes = [...info.matchAll(/size: +([\d.]+) x ([\d.]+) pts/g)].map((match) => [
        Number(match[1]),
        Number(match[2]),
      ]);
      expect(sizes.length).toBeGreaterThan(0);
      for (const [width = 0, height = 0] of sizes) {
        expect([Math.round(Math.min(width, height)), Math.round(Math.max(width, height))]).toEqual([
          595, 842,
        ]);
      }
    }
  });

  it('gives the Chinese back, rare characters and the middle dot among it', () => {
    const text = run('pdftotext', '-layout', paper('annex-5-n-1.pdf'), '-').replace(/\s/g, '');
    expect(text).toContain('欧阳𬱟·㛃提');
    expect(text).toContain('130123197603150018');
    expect(text).toContain('认准了的事情');
    expect(text).toContain('2003.08');
    expect(text).toContain('至今');
    expect(text).toContain('（单位盖章）');
    for (const one of papers) {
      if (!one.fileName.endsWith('.pdf') || one.fileName.includes('photos')) continue;
      const words = run('pdftotext', paper(one.fileName), '-');
      expect(words).toContain(one.checkCode);
      expect(words).not.toContain('\ufffd');
    }
  });

  it('cuts no telephone number, address of the mail or label in the wrong place', () => {
    const contacts = run('pdftotext', '-layout', paper('annex-11-unit.pdf'), '-');
    for (const one of ['0311-87654321', '13900001111', '0311-87654322', 'liming@example.cn'])
      expect(contacts).toContain(one);
    expect(run('pdftotext', '-layout', paper('annex-4-n-2.pdf'), '-')).toContain('0315-2801234');
    const lines = run('pdftotext', paper('annex-5-n-1.pdf'), '-').split('\n');
    for (const one of ['何时何地', '受过何种处分', '近5年有无', '违法违纪问题']) expect(lines).toContain(one);
    const formal = run('pdftotext', paper('annex-7-n-1.pdf'), '-').split('\n');
    for (const one of ['省级范围公示', '起止日期', '范围和方式']) expect(formal).toContain(one);
  });

  it('shows page of pages and revision on each page, and nothing of what only concerns the clerk', () => {
    const pages = run('pdftotext', paper('annex-5-n-1.pdf'), '-')
      .split('\f')
      .slice(0, -1)
      .map((page) => page.replace(/[ \u3000]/g, ''));
    expect(pages).toHaveLength(papers.find((one) => one.fileName === 'annex-5-n-1.pdf')?.pages ?? 0);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`第${index + 1}页共${pages.length}页版本3`);
      // It stands beside the print button: this page gets a seal.
      expect(page).not.toContain('未经官方附件核对');
    }
  });

  it('keeps each seal block on one page, with its three lines', () => {
    // The cover has a date to fill in too, but no seal.
    const pages = run('pdftotext', '-layout', paper('annex-7-n-1.pdf'), '-').split('\f').slice(1);
    const seals = pages.map((page) => (page.match(/盖章）/g) ?? []).length);
    const dates = pages.map((page) => (page.match(/年 +月 +日/g) ?? []).length);
    expect(seals.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(dates).toEqual(seals);
  });
});

describe.skipIf(requireTool('pdftoppm') === null)('a scanner', () => {
  it('reads the QR code off every page, without personal data in it', () => {
    for (const name of ['annex-5-n-1.pdf', 'annex-3-unit.pdf', 'report-preliminary-unit.pdf']) {
      const one = papers.find(({ fileName }) => fileName === name);
      if (!one) throw new Error(`no ${name}`);
      for (const page of [1, one.pages]) {
        const { data, width, height } = rasterise(paper(name), page);
        const found = readQr(data, width, height);
        const payload = parseQrText(found?.data ?? '');
        expect(payload).toEqual({
          campaign: 'ggj-2021',
          submission: 's-7f3a9c2e5b8d4f10a1b2',
          form: one.formId,
          subject: one.subjectId,
          revision: 3,
          code: one.checkCode,
          page,
          pages: one.pages,
        });
        expect(found?.data).toMatch(/^[\x20-\x7e]+$/);
      }
    }
  });

  it('finds no mark outside the sheet’s safe edge of 5 mm', () => {
    const { data, width, height } = rasterise(paper('annex-5-n-1.pdf'), 3);
    const edge = Math.round((5 / 25.4) * 200);
    let dark = 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const margin = x < edge || x >= width - edge || y < edge || y >= height - edge;
        if (margin && (data[(y * width + x) * 4] ?? 255) < 200) dark += 1;
      }
    }
    expect(dark).toBe(0);
  });
});

describe('the same content', () => {
  it('gives the same bytes again', async () => {
    const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
    const request = { pack, submission: sampleSubmission(), readAttachment: readSampleAttachment };
    for await (const one of createPaperEngine().printAll(request)) {
      const before = papers.find(({ fileName }) => fileName === one.fileName);
      expect(Buffer.from(one.bytes).equals(Buffer.from(before?.bytes ?? []))).toBe(true);
      expect(readFileSync(paper(one.fileName)).equals(Buffer.from(one.bytes))).toBe(true);
    }
  });
});
