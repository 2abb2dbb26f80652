import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';

/** The names of the fonts that a PDF embeds, sorted, without the prefix of a subset. */
export async function fontsInPdf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await PDFDocument.load(pdf);
  const names = document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const name = object instanceof PDFDict ? object.get(PDFName.of('FontName')) : undefined;
    return name instanceof PDFName ? [name.decodeText().replace(/^[A-Z]{6}\+/, '')] : [];
  });
  return [...new Set(names)].sort();
}
