import { createRequire } from 'node:module';

/*
 * The engine's own process with a PDF library that throws out of a callback, as it did for a PNG without picture data:
 * no promise of the caller hears of it, and the document never ends.
 */
const require = createRequire(createRequire(import.meta.url).resolve('pdfmake/js/Printer.js'));
const PdfDocument: unknown = require('pdfkit');
if (typeof PdfDocument !== 'function') throw new Error('pdfkit is no class any more');
Object.assign(PdfDocument.prototype, {
  end() {
    setImmediate(() => {
      throw new Error('deep inside a library');
    });
  },
});
await import('../../electron/engine/host/engine-process.ts');
