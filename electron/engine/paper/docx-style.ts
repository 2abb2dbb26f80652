import { AlignmentType, Footer, type IRunOptions, LineRuleType, PageNumber, Paragraph, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { repackOfficeFile } from './deterministic-zip.ts';
import { documentPitch, typeSize } from './page-geometry.ts';

/** Typefaces as official documents name them; every office suite there has them or the alternatives of `fontTable`. */
const docxFonts = {
  xiaobiaosong: '方正小标宋简体',
  fangsong: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
type DocxFont = keyof typeof docxFonts;

const alternatives: Readonly<Record<string, string>> = {
  方正小标宋简体: '宋体',
  仿宋_GB2312: '仿宋',
  楷体_GB2312: '楷体',
};

/** Twentieths of a point, Word's unit of length. */
export const twips = (points: number): number => Math.round(points * 20);

interface RunStyle {
  readonly font: DocxFont;
  readonly size: number;
}

/** A run of text: Han in the named face, Latin and digits in Times New Roman as official documents have them. */
function run(text: string, style: RunStyle, more: Partial<IRunOptions> = {}): TextRun {
  const face = docxFonts[style.font];
  return new TextRun({
    // XML 1.0 has no control characters but tab and line ends.
    text: [...text].filter((character) => character >= ' ' || character === '\t').join(''),
    size: style.size * 2,
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face, cs: 'Times New Roman' },
    ...more,
  });
}

export interface ParagraphStyle extends RunStyle {
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly indentEms?: number;
  readonly rightEms?: number;
  readonly pitch?: number;
  readonly keepNext?: boolean;
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const;

/** A paragraph with exact line pitch (22 lines a page unless said otherwise) and the first line indented. */
export function paragraph(text: string, style: ParagraphStyle): Paragraph {
  return new Paragraph({
    alignment: alignments[style.align ?? 'both'],
    spacing: { line: twips(style.pitch ?? documentPitch), lineRule: LineRuleType.EXACT },
    indent: {
      firstLine: twips((style.indentEms ?? 0) * style.size),
      right: twips((style.rightEms ?? 0) * style.size),
    },
    keepNext: style.keepNext ?? false,
    children: [run(text, style)],
  });
}

/** A foot with `— 1 —` on the outer side and the check code in small type on the inner one. */
export function pageFoot(note: string, outer: 'left' | 'right'): Footer {
  const number = new Paragraph({
    alignment: outer === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: outer === 'right' ? { right: twips(typeSize.四号) } : { left: twips(typeSize.四号) },
    children: [
      run('— ', { font: 'song', size: typeSize.四号 }),
      new TextRun({
        children: [PageNumber.CURRENT],
        size: typeSize.四号 * 2,
        font: { ascii: docxFonts.song, hAnsi: docxFonts.song, eastAsia: docxFonts.song },
      }),
      run(' —', { font: 'song', size: typeSize.四号 }),
    ],
  });
  const small = new Paragraph({
    alignment: outer === 'right' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    children: [run(note, { font: 'song', size: typeSize.小五 })],
  });
  return new Footer({ children: [number, small] });
}

/** Names the alternatives of each face in word/fontTable.xml and packs the file with fixed dates. */
export function finishDocx(bytes: Uint8Array, date: Date): Uint8Array {
  const entries = unzipSync(bytes);
  const fonts = [...new Set(Object.values(docxFonts))]
    .map((name) => {
      const other = alternatives[name];
      const alternative = other === undefined ? '' : `<w:altName w:val="${other}"/>`;
      return `<w:font w:name="${name}">${alternative}<w:charset w:val="86"/></w:font>`;
    })
    .join('');
  const table = entries['word/fontTable.xml'];
  if (table) {
    const text = strFromU8(table);
    const filled = text.includes('</w:fonts>')
      ? text.replace('</w:fonts>', `${fonts}</w:fonts>`)
      : text.replace(/<w:fonts([^>]*)\/>/, `<w:fonts$1>${fonts}</w:fonts>`);
    entries['word/fontTable.xml'] = strToU8(filled);
  }
  return repackOfficeFile(zipSync(entries), date);
}
