/** The part of pdfmake below its singleton: a printer with its own fonts and no access to files or addresses. */
declare module 'pdfmake/js/Printer.js' {
  import type { TDocumentDefinitions } from 'pdfmake/interfaces';

  interface VirtualFiles {
    existsSync(name: string): boolean;
    readFileSync(name: string): Buffer;
  }
  interface Resolver {
    resolve(url: string): void;
    resolved(): Promise<void>;
  }
  interface KitDocument {
    on(event: 'data', listener: (chunk: Uint8Array) => void): void;
    on(event: 'end', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    end(): void;
  }
  interface Printer {
    createPdfKitDocument(definition: TDocumentDefinitions): Promise<KitDocument>;
  }
  type PrinterClass = new (
    fonts: Readonly<Record<string, { normal: string }>>,
    files: VirtualFiles,
    urls: Resolver,
    allowLocal: (path: string) => boolean,
  ) => Printer;

  const printer: PrinterClass | { readonly default: PrinterClass };
  export = printer;
}
