import { PDFDocument } from 'pdf-lib';
import type { PrintedPaper } from './paper-engine.ts';

/** What the merged file says of itself; the date is the caller's, so that the bytes are reproducible. */
export interface MergeInfo {
  readonly title: string;
  readonly date: Date;
  /** Begins each paper on a right-hand page: a blank page follows a paper of odd length, for printing on both sides. */
  readonly doubleSided?: boolean;
}

/**
 * Puts PDFs one after another into one file, to print several forms or nominees at once. Papers that are no PDF are left
 * out. Pages, fonts and check codes stay as they were; same papers, same bytes.
 */
export async function mergePapers(papers: readonly PrintedPaper[], info: MergeInfo): Promise<Uint8Array> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const paper of papers) {
    if (paper.mediaType !== 'application/pdf') continue;
    const source = await PDFDocument.load(paper.bytes, { updateMetadata: false });
    const pages = await merged.copyPages(source, source.getPageIndices());
    for (const page of pages) merged.addPage(page);
    const last = pages.at(-1);
    if (info.doubleSided && pages.length % 2 === 1 && last)
      merged.addPage([last.getWidth(), last.getHeight()]);
  }
  merged.setTitle(info.title);
  merged.setLanguage('zh-CN');
  merged.setCreator('荐表 Jianbiao');
  merged.setProducer('荐表 Jianbiao');
  merged.setCreationDate(info.date);
  merged.setModificationDate(info.date);
  return merged.save({ updateFieldAppearances: false });
}
