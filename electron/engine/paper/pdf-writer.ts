import type { CanvasElement, Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import printerModule from 'pdfmake/js/Printer.js';
import type { Mark, PaperPage } from './display-list.ts';
import type { LoadedFont } from './font-set.ts';

/** What the file says of itself. Dates are fixed by the caller: same content, same bytes (design: paper). */
export interface PdfInfo {
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  readonly created: Date;
}

// Node gives the CommonJS module object, a bundler may give its default export: both are the same class.
const Printer = 'default' in printerModule ? printerModule.default : printerModule;

function canvasElement(mark: Mark): CanvasElement[] {
  switch (mark.kind) {
    case 'line': {
      const { x1, y1, x2, y2, width } = mark;
      const dash = mark.dash === undefined ? {} : { dash: { length: mark.dash } };
      return [{ type: 'line', x1, y1, x2, y2, lineWidth: width, lineCap: 'square', ...dash }];
    }
    case 'rect': {
      const { x, y, w, h, width } = mark;
      const dash = mark.dash === undefined ? {} : { dash: { length: mark.dash } };
      return [{ type: 'rect', x, y, w, h, lineWidth: width, lineColor: 'black', ...dash }];
    }
    case 'path':
      // pdfmake's types leave paths out; its renderer draws them.
      return [{ type: 'path', d: mark.d, color: 'black' } as unknown as CanvasElement];
    case 'text':
    case 'image':
      return [];
  }
}

/** What the pages use: fonts by name, pictures by a short key, each picture once however often it is drawn. */
interface Resources {
  readonly fonts: Map<string, LoadedFont>;
  readonly pictures: Map<string, string>;
}

function pictureKey(pictures: Map<string, string>, data: string): string {
  const known = pictures.get(data) ?? `picture${pictures.size}`;
  pictures.set(data, known);
  return known;
}

function pageContent(page: PaperPage, index: number, { fonts, pictures }: Resources): Content[] {
  const orientation = page.width > page.height ? 'landscape' : 'portrait';
  const start: Content =
    index === 0 ? [] : [{ text: '', pageBreak: 'before', pageOrientation: orientation, fontSize: 1 }];
  const canvas = page.marks.flatMap(canvasElement);
  const content: Content[] = [start];
  if (canvas.length > 0) content.push({ canvas, absolutePosition: { x: 0, y: 0 } });
  for (const mark of page.marks) {
    if (mark.kind === 'image') {
      const { x, y, w, h, data } = mark;
      content.push({ image: pictureKey(pictures, data), width: w, height: h, absolutePosition: { x, y } });
    } else if (mark.kind === 'text') {
      fonts.set(mark.font.name, mark.font);
      content.push({
        text: mark.text,
        font: mark.font.name,
        fontSize: mark.size,
        // One mark is one line already: pdfmake must neither break nor trim it.
        noWrap: true,
        preserveLeadingSpaces: true,
        preserveTrailingSpaces: true,
        absolutePosition: { x: mark.x, y: mark.baseline - (mark.font.ascent * mark.size) / 1000 },
        ...(mark.spacing === undefined ? {} : { characterSpacing: mark.spacing }),
        ...(mark.color === undefined ? {} : { color: mark.color }),
      });
    }
  }
  return content;
}

/**
 * Writes pages as a PDF: fonts embedded and cut to the glyphs used, with ToUnicode, images once each. The bytes depend on
 * the pages and `info` alone.
 */
export async function writePdf(pages: readonly PaperPage[], info: PdfInfo): Promise<Uint8Array> {
  const fonts = new Map<string, LoadedFont>();
  const pictures = new Map<string, string>();
  const content = pages.flatMap((page, index) => pageContent(page, index, { fonts, pictures }));
  const [first] = pages;
  const images = Object.fromEntries([...pictures].map(([data, key]) => [key, data]));
  const [firstFont] = fonts.keys();
  const definition: TDocumentDefinitions = {
    version: '1.7',
    pageSize: 'A4',
    pageOrientation: first !== undefined && first.width > first.height ? 'landscape' : 'portrait',
    pageMargins: 0,
    language: 'zh-CN',
    images,
    defaultStyle: firstFont === undefined ? {} : { font: firstFont },
    info: {
      title: info.title,
      subject: info.subject,
      keywords: info.keywords,
      creator: '荐表 Jianbiao',
      producer: '荐表 Jianbiao',
      creationDate: info.created,
      modDate: info.created,
    },
    content,
  };
  const printer = new Printer(
    Object.fromEntries([...fonts.keys()].map((name) => [name, { normal: name }])),
    {
      existsSync: (name) => fonts.has(name),
      readFileSync: (name) => {
        const font = fonts.get(name);
        if (!font) throw new Error(`font not loaded: ${name}`);
        return Buffer.from(font.bytes.buffer, font.bytes.byteOffset, font.bytes.byteLength);
      },
    },
    { resolve: () => undefined, resolved: () => Promise.resolve() },
    () => false,
  );
  const document = await printer.createPdfKitDocument(definition);
  return await new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.end();
  });
}
