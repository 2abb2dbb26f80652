import { strFromU8, unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { isPayloadName } from '../../../shared/package/package-name.ts';
import { smallCampaign, smallSubmission } from '../../../test/fixtures/paper-campaign.ts';
import {
  photoSha256,
  readSampleAttachment,
  sampleDeeds,
  sampleSubmission,
} from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import { createPaperEngine, type PrintedPaper } from './paper-engine.ts';

const engine = createPaperEngine();
const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);
const none = async (): Promise<null> => null;

async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'no error';
  } catch (thrown) {
    return thrown instanceof JianbiaoError ? thrown.code : String(thrown);
  }
}

function printSmall(formId: string, first: Readonly<Record<string, unknown>> = {}, nomineeId?: string) {
  const submission = smallSubmission(first);
  return engine.printForm({ pack: smallCampaign(), submission, formId, nomineeId, readAttachment: none });
}

const byExtension = (papers: readonly PrintedPaper[], extension: string): PrintedPaper => {
  const found = papers.find((paper) => paper.fileName.endsWith(`.${extension}`));
  if (!found) throw new Error(`no ${extension}`);
  return found;
};

describe('printing any campaign', () => {
  it('prints forms it has never heard of from their definition alone', async () => {
    const [card] = await printSmall('card', {}, 'p-1');
    expect(card).toMatchObject({ formId: 'card', subjectId: 'p-1', fileName: 'card-p-1.pdf', pages: 1 });
    expect(card?.displayName).toBe('附件1 节水能手推荐卡_甲某某.pdf');
    const document = await PDFDocument.load(card?.bytes ?? new Uint8Array());
    const { width, height } = document.getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([842, 595]);
    expect(document.getTitle()).toBe('节水能手推荐卡');
    expect((await printSmall('list')).map((paper) => paper.fileName)).toEqual([
      'list-unit.pdf',
      'list-unit.xlsx',
    ]);
    expect((await printSmall('essay')).map((paper) => paper.fileName)).toEqual([
      'essay-unit.pdf',
      'essay-unit.docx',
    ]);
  });

  it('gives the same bytes for the same content, from a fresh engine too', async () => {
    for (const [form, nominee] of [
      ['card', 'p-1'],
      ['list', undefined],
      ['essay', undefined],
    ] as const) {
      const request = {
        pack: smallCampaign(),
        submission: smallSubmission(),
        formId: form,
        nomineeId: nominee,
        readAttachment: none,
      };
      const first = await engine.printForm(request);
      const second = await createPaperEngine().printForm(request);
      expect(second.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
        first.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
      );
    }
  });

  it('changes the check code with the content, and only with that form’s content', async () => {
    const [before] = await printSmall('card', {}, 'p-1');
    const [same] = await printSmall('card', {}, 'p-1');
    const [after] = await printSmall('card', { saved: 121 }, 'p-1');
    const [other] = await printSmall('card', { saved: 121 }, 'p-2');
    const [untouched] = await printSmall('card', {}, 'p-2');
    expect(before?.checkCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(same?.checkCode).toBe(before?.checkCode);
    expect(after?.checkCode).not.toBe(before?.checkCode);
    expect(other?.checkCode).toBe(untouched?.checkCode);
  });

  it('flows a long text over as many pages as it needs', async () => {
    const [long] = await printSmall('card', { story: sampleDeeds.repeat(6) }, 'p-1');
    expect(long?.pages).toBeGreaterThan(5);
    const document = await PDFDocument.load(long?.bytes ?? new Uint8Array());
    expect(document.getPageCount()).toBe(long?.pages);
  });

  it('writes spreadsheet values as strings, formulas among them, and nothing that runs', async () => {
    const xlsx = unzipSync(byExtension(await printSmall('list'), 'xlsx').bytes);
    const sheet = strFromU8(xlsx['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('orientation="landscape"');
    expect(sheet).toContain('paperSize="9"');
    const strings = strFromU8(xlsx['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(strings).toContain('=HYPERLINK(&quot;http://x&quot;,&quot;点我&quot;)');
    expect(strings.indexOf('乙某')).toBeLessThan(strings.indexOf('甲某某'));
  });

  it('shares a cell too tall for a page out over several rows', async () => {
    const steps = Array.from({ length: 120 }, (_, index) => ({
      what: `第${index}项措施，说明比较长，要占一整行还多`,
      when: '2021-06',
    }));
    const papers = await printSmall('list', { steps });
    expect(papers[0]?.pages).toBeGreaterThan(2);
    const sheet =
      unzipSync(byExtension(papers, 'xlsx').bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array();
    // Excel allows a row 409 points.
    for (const [, height] of strFromU8(sheet).matchAll(/ ht="([\d.]+)"/g))
      expect(Number(height)).toBeLessThanOrEqual(409);
    const joined = 'x'.repeat(20_000);
    const run = printSmall('list', { steps: [{ what: joined, when: '2021-06' }] });
    await expect(run).rejects.toMatchObject({ code: 'paper-block-too-tall' });
  });

  it('leaves personal columns out when asked', async () => {
    const request = {
      pack: smallCampaign(),
      submission: smallSubmission(),
      formId: 'list',
      readAttachment: none,
    };
    const papers = await engine.printForm({ ...request, personalColumns: false });
    const strings = strFromU8(
      unzipSync(byExtension(papers, 'xlsx').bytes)['xl/sharedStrings.xml'] ?? new Uint8Array(),
    );
    expect(strings).not.toContain('节水量');
  });
});

describe('what cannot be printed', () => {
  const submission = sampleSubmission();
  const base = { pack, submission, readAttachment: readSampleAttachment };

  it('says which form, nominee or file is wrong', async () => {
    expect(await codeOf(engine.printForm({ ...base, formId: 'annex-99' }))).toBe('paper-form-unknown');
    expect(await codeOf(engine.printForm({ ...base, formId: 'annex-5' }))).toBe('paper-nominee-needed');
    expect(await codeOf(engine.printForm({ ...base, formId: 'annex-5', nomineeId: 'x' }))).toBe(
      'paper-nominee-unknown',
    );
    expect(await codeOf(engine.printForm({ ...base, formId: 'annex-5', nomineeId: 'n-2' }))).toBe(
      'paper-nominee-mismatch',
    );
    const gone = { ...base, formId: 'annex-5', nomineeId: 'n-1', readAttachment: none };
    expect(await codeOf(engine.printForm(gone))).toBe('paper-attachment-missing');
    const broken = { ...gone, readAttachment: async () => Uint8Array.of(0xff, 0xd8, 0xff, 0xd9) };
    expect(await codeOf(engine.printForm(broken))).toBe('paper-photo-unreadable');
  });

  it('names the character and the field when no font has a glyph', async () => {
    const run = printSmall('card', { person: '丁𮯠' }, 'p-1');
    await expect(run).rejects.toMatchObject({
      code: 'paper-glyph-missing',
      params: { codePoint: 'U+2EBE0', field: '姓名' },
    });
  });

  it('says so when the fonts are not there', async () => {
    const bare = createPaperEngine({ fontsDir: '/nonexistent' });
    expect(await codeOf(bare.printForm({ ...base, formId: 'annex-1' }))).toBe('paper-fonts-missing');
    const wrong = createPaperEngine({ roleFiles: { fangsong: new URL(import.meta.url).pathname } });
    expect(await codeOf(wrong.printForm({ ...base, formId: 'annex-1' }))).toBe('paper-font-unreadable');
  });
});

describe('everything a round asks for', () => {
  it('prints the preliminary round: safe and different names, Chinese display names', async () => {
    const papers: PrintedPaper[] = [];
    const request = { pack, submission: sampleSubmission(), readAttachment: readSampleAttachment };
    for await (const paper of engine.printAll(request)) papers.push(paper);
    const names = papers.map((paper) => paper.fileName);
    expect(names).toEqual(
      expect.arrayContaining([
        'annex-3-unit.pdf',
        'annex-3-unit.xlsx',
        'annex-4-n-2.pdf',
        'annex-5-n-1.pdf',
        'annex-5-deeds-n-1.docx',
        'annex-5-photos-n-1.pdf',
        'report-preliminary-unit.docx',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(isPayloadName(name)).toBe(true);
    expect(papers.find((paper) => paper.fileName === 'annex-5-n-1.pdf')?.displayName).toContain(
      '先进个人初审推荐登记表_欧阳𬱟·㛃提',
    );
  });

  it('prints the formal round too', async () => {
    const submission = sampleSubmission('formal');
    const names: string[] = [];
    for await (const paper of engine.printAll({ pack, submission, readAttachment: readSampleAttachment }))
      names.push(paper.fileName);
    expect(names).toEqual(expect.arrayContaining(['annex-6-n-2.pdf', 'annex-7-n-1.pdf', 'annex-8-n-1.pdf']));
  });

  it('prints the references', async () => {
    for (const formId of ['annex-1', 'annex-2']) {
      const [paper] = await engine.printForm({
        pack,
        submission: sampleSubmission(),
        formId,
        readAttachment: none,
      });
      expect(paper?.pages).toBeGreaterThan(0);
    }
  });

  it('puts the photo’s own bytes into the PDF, once', async () => {
    const request = {
      pack,
      submission: sampleSubmission(),
      formId: 'annex-5',
      nomineeId: 'n-1',
      readAttachment: readSampleAttachment,
    };
    const sheet = await engine.printPhotoSheet(request);
    expect(sheet.pages).toBe(2);
    const photo = await readSampleAttachment(photoSha256);
    const bytes = Buffer.from(sheet.bytes);
    const at = bytes.indexOf(photo ?? new Uint8Array());
    expect(at).toBeGreaterThan(0);
    expect(bytes.indexOf(photo ?? new Uint8Array(), at + 1)).toBe(-1);
  });

  it('lists a package on its cover sheet over several pages', async () => {
    const paper = await engine.printCoverSheet({
      campaign: { id: 'ggj-2021', title: pack.campaign.title },
      unitName: '河北省机关事务管理局',
      kindName: '初审推荐材料',
      kind: 'preliminary',
      submissionId: 's-1',
      revision: 2,
      fileName: 'ggj-2021-u-preliminary-r2.zip',
      bytes: 1_234_567,
      digest: 'ab'.repeat(32),
      signer: 'SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      recipient: '领导小组办公室',
      date: '2021-09-16',
      items: Array.from({ length: 60 }, (_, index) => ({
        name: `材料${index + 1}`,
        about: '说明',
        copies: 5,
        pages: 6,
      })),
    });
    expect(paper).toMatchObject({ fileName: 'cover-sheet-preliminary.pdf', mediaType: 'application/pdf' });
    expect(paper.pages).toBeGreaterThan(1);
  });
});
