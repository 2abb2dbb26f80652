import { Document, Packer, type Paragraph } from 'docx';
import { mm } from './display-list.ts';
import { finishDocx, pageFoot, paragraph, twips } from './docx-style.ts';
import { typeSize } from './page-geometry.ts';
import type { ReportText } from './report-text.ts';

/** What stands in the foot and the properties of a text document. */
export interface DocxInfo {
  readonly title: string;
  readonly note: string;
  readonly date: Date;
}

const page = {
  size: { width: 11906, height: 16838 },
  margin: {
    top: twips(mm(37)),
    left: twips(mm(28)),
    right: twips(mm(26)),
    bottom: twips(mm(35)),
    footer: twips(mm(23)),
    header: twips(mm(15)),
  },
};

async function pack(children: readonly Paragraph[], info: DocxInfo): Promise<Uint8Array> {
  const document = new Document({
    title: info.title,
    creator: '荐表 Jianbiao',
    lastModifiedBy: '荐表 Jianbiao',
    description: info.note,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page },
        footers: { default: pageFoot(info.note, 'right'), even: pageFoot(info.note, 'left') },
        children,
      },
    ],
  });
  return finishDocx(new Uint8Array(await Packer.toBuffer(document)), info.date);
}

/** The width of a text in ems: letters and digits take half of one. */
const emsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1), 0);

/** A report as a Word document in the format of official documents (GB/T 9704-2012). Same content, same bytes. */
export function reportDocx(text: ReportText, info: DocxInfo): Promise<Uint8Array> {
  const body = { size: typeSize.三号, indentEms: 2 } as const;
  const faces = { chapter: 'hei', section: 'kai', body: 'fangsong' } as const;
  const children = [
    ...text.titleLines.map((words) =>
      paragraph(words, { font: 'xiaobiaosong', size: typeSize.二号, align: 'center', pitch: 36 }),
    ),
    paragraph('', { font: 'fangsong', size: typeSize.三号 }),
    ...(text.addressee === ''
      ? []
      : [paragraph(text.addressee, { font: 'fangsong', size: typeSize.三号, align: 'left' })]),
    ...text.paragraphs.map(({ level, text: words }, index) =>
      paragraph(words, {
        ...body,
        font: faces[level],
        // The page that gets the seal has text of its own (GB/T 9704-2012, 7.3.5.5).
        keepNext: level !== 'body' || index + 1 === text.paragraphs.length,
      }),
    ),
    paragraph('', { font: 'fangsong', size: typeSize.三号, keepNext: true }),
    paragraph('', { font: 'fangsong', size: typeSize.三号, keepNext: true }),
    paragraph(text.signer, {
      font: 'fangsong',
      size: typeSize.三号,
      align: 'right',
      // 署名以成文日期为准居中, within the right edge (GB/T 9704-2012, 7.3.5.1).
      rightEms: Math.max(0, 4 + (emsOf(text.date) - emsOf(text.signer)) / 2),
      keepNext: true,
    }),
    paragraph(text.date, { font: 'fangsong', size: typeSize.三号, align: 'right', rightEms: 4 }),
  ];
  return pack(children, info);
}

/** A long text of a nominee, e.g. 主要先进事迹. */
export interface DeedsText {
  readonly title: string;
  /** Unit and name under the title. */
  readonly byline: string;
  readonly text: string;
}

/** Long texts as a Word document: 黑体小二 title, 仿宋小三 body at 28 points (domain notes 5, A19). */
export function deedsDocx(texts: readonly DeedsText[], info: DocxInfo): Promise<Uint8Array> {
  const pitch = 28;
  const children = texts.flatMap(({ title, byline, text }) => [
    paragraph(title, { font: 'hei', size: typeSize.小二, align: 'center', pitch: 34 }),
    paragraph(byline, { font: 'kai', size: 15, align: 'center', pitch }),
    paragraph('', { font: 'fangsong', size: 15, pitch }),
    ...text
      .split(/\r?\n/)
      .map((words) => words.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ''))
      .filter((words) => words !== '')
      .map((words) => paragraph(words, { font: 'fangsong', size: 15, indentEms: 2, pitch })),
  ]);
  return pack(children, info);
}
