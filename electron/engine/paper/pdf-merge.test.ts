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

  it('gives the same bytes again', async () => {
    const [one, two] = [
      await mergePapers(papers, { title: '合订', date }),
      await mergePapers(papers, { title: '合订', date }),
    ];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});
