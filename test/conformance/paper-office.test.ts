import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { createPaperEngine } from '../../electron/engine/paper/paper-engine.ts';
import { smallCampaign, smallSubmission } from '../fixtures/paper-campaign.ts';
import { readSampleAttachment, sampleSubmission } from '../fixtures/paper-sample.ts';
import { ownSurroundings } from '../support/own-surroundings.ts';
import { requireTool } from './require-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-office-'));
const engine = createPaperEngine();
const files: string[] = [];

beforeAll(async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  const request = { pack, submission: sampleSubmission(), readAttachment: readSampleAttachment };
  const papers = [
    ...(await engine.printForm({ ...request, formId: 'annex-3' })),
    ...(await engine.printForm({ ...request, formId: 'report-preliminary' })),
    await engine.printDeeds({ ...request, formId: 'annex-5', nomineeId: 'n-1' }),
    ...(await engine.printForm({
      pack: smallCampaign(),
      submission: smallSubmission(),
      formId: 'list',
      readAttachment: async () => null,
    })),
  ];
  for (const paper of papers) {
    if (paper.fileName.endsWith('.pdf')) continue;
    writeFileSync(join(folder, paper.fileName), paper.bytes);
    files.push(paper.fileName);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function libreOffice(format: string, name: string): string {
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      format,
      '--outdir',
      folder,
      join(folder, name),
    ],
    { stdio: 'ignore', timeout: 100_000, env: { ...process.env, ...ownSurroundings(folder) } },
  );
  const [extension = ''] = format.split(':');
  return join(folder, `${name.slice(0, name.lastIndexOf('.'))}.${extension}`);
}

describe('the summary workbook', () => {
  it('has a sheet for each part, set up for A4 across with its heading row repeated', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'annex-3-unit.xlsx'));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['集体', '个人']);
    for (const sheet of book.worksheets) {
      expect(sheet.pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
      });
      expect(sheet.pageSetup.printTitlesRow).toBe('5:5');
    }
    const people = book.getWorksheet('个人');
    const heads = people?.getRow(5).values;
    const at = Array.isArray(heads) ? heads.indexOf('身份证号') : -1;
    const cell = people?.getRow(6).getCell(at);
    expect(cell?.value).toBe('130123197603150018');
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
  });
});

describe.skipIf(requireTool('soffice') === null)('LibreOffice', () => {
  it('opens the workbook: text stays text, formulas stay harmless', () => {
    const csv = readFileSync(
      libreOffice('csv:Text - txt - csv (StarCalc):44,34,76', 'list-unit.xlsx'),
      'utf8',
    );
    expect(csv).toContain('=HYPERLINK');
    expect(csv).toContain('乙某');
  });

  it('opens the report and the deeds, with the rare name in them', () => {
    const report = readFileSync(
      libreOffice('txt:Text (encoded):UTF8', 'report-preliminary-unit.docx'),
      'utf8',
    );
    expect(report).toContain('一、推荐过程');
    expect(report).toContain('（一）动员部署');
    expect(report).toContain('2021年9月15日');
    const deeds = readFileSync(libreOffice('txt:Text (encoded):UTF8', 'annex-5-deeds-n-1.docx'), 'utf8');
    expect(deeds).toContain('欧阳𬱟·㛃提主要先进事迹');
    expect(deeds).toContain('认准了的事情');
  });

  it.skipIf(requireTool('pdfinfo') === null)('prints the workbook on A4 across', () => {
    const pdf = libreOffice('pdf', 'annex-3-unit.xlsx');
    const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' });
    expect(info).toMatch(/Page size: +841\.\d+ x 595\.\d+ pts \(A4\)/);
    expect(info).toMatch(/Pages: +2/);
  });
});

describe('the report as DOCX', () => {
  it('breaks its title by the sense, and keeps text with the signature that gets the seal', () => {
    const entries = unzipSync(new Uint8Array(readFileSync(join(folder, 'report-preliminary-unit.docx'))));
    const xml = strFromU8(entries['word/document.xml'] ?? new Uint8Array());
    const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/g)].map(([one]) => ({
      text: one.replace(/<[^>]+>/g, ''),
      kept: one.includes('<w:keepNext/>'),
      right: Number(/w:right="(\d+)"/.exec(one)?.[1] ?? 0),
    }));
    expect(paragraphs.slice(0, 2).map(({ text }) => text)).toEqual([
      '全国机关事务工作先进集体和先进个人',
      '初审推荐工作报告',
    ]);
    // The last text, two empty lines and the signer all go along with the date (GB/T 9704-2012, 7.3.5.5).
    expect(paragraphs.slice(-5).map(({ kept }) => kept)).toEqual([true, true, true, true, false]);
    const [signer, date] = paragraphs.slice(-2);
    expect([signer?.text, date?.text]).toEqual(['河北省机关事务管理局', '2021年9月15日']);
    // Centred over the date, which stands four characters in: 10 ems over 6.5 (7.3.5.1).
    expect([signer?.right, date?.right]).toEqual([(4 - 1.75) * 16 * 20, 4 * 16 * 20]);
  });
});
