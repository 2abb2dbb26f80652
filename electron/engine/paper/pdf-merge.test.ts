import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { smallCampaign, smallSubmission } from '../../../test/fixtures/paper-campaign.ts';
import { createPaperEngine, type PrintedPaper } from './paper-engine.ts';
import { mergePapers } from './pdf-merge.ts';

const engine = createPaperEngine();
const papers: PrintedPaper[] = [];
for await (const paper of engine.printAll({
  pack: smallCampaign(),
  submission: smallSubmission(),
  readAttachment: async () => null,
})) {
  papers.push(paper);
}
const date = new Date('2024-03-01T00:00:00Z');

describe('several papers in one file', () => {
  it('keeps every page of the PDFs in order and leaves other files out', async () => {
    const pages = papers.reduce((sum, paper) => sum + paper.pages, 0);
    const merged = await PDFDocument.load(await mergePapers(papers, { title: '合订', date }));
    expect(merged.getPageCount()).toBe(pages);
    expect(merged.getTitle()).toBe('合订');
  });

  it('starts each paper on a fresh sheet for printing on both sides', async () => {
    const merged = await PDFDocument.load(
      await mergePapers(papers, { title: '合订', date, doubleSided: true }),
    );
    expect(merged.getPageCount() % 2).toBe(0);
  });

  it('can be changed and saved twice, and keeps both changes', async () => {
    // With its pages in object streams, as most programs save them: there a version of the library was said to lose the first.
    let bytes = await mergePapers(papers, { title: '合订', date });
    for (const [size, page] of [
      [300, 0],
      [400, 1],
    ] as const) {
      const changed = await PDFDocument.load(bytes);
      changed.getPage(page).setSize(size, size);
      bytes = await changed.save({ useObjectStreams: true });
    }
    const merged = await PDFDocument.load(bytes);
    expect([0, 1].map((page) => merged.getPage(page).getWidth())).toEqual([300, 400]);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/ObjStm');
  });

  it('gives the same bytes again', async () => {
    const [one, two] = [
      await mergePapers(papers, { title: '合订', date }),
      await mergePapers(papers, { title: '合订', date }),
    ];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});
