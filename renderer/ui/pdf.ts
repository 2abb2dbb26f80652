import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type { PDFDocumentProxy };

/**
 * Opens PDF bytes with pdf.js. Frames and plug-ins are forbidden by our content security policy, so pages are drawn on
 * canvases; the worker is a file of our own origin, and nothing is compiled at run time (no wasm, no eval).
 * The bytes are copied: pdf.js hands its input over to the worker. Rejects when the bytes are no PDF.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return await pdfjs.getDocument({
    data: bytes.slice(),
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    enableXfa: false,
  }).promise;
}
