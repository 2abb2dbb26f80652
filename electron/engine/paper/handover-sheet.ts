import { type Cell, RuledTable } from './cover-sheet.ts';
import { a4, line, mm, type PaperPage, rect } from './display-list.ts';
import type { GlyphChooser } from './glyphs.ts';
import { type PageBox, portraitBox, typeSize } from './page-geometry.ts';
import { breakLines, drawLines, linesHeight, type TextStyle } from './typesetter.ts';

/** 材料清单 of what is handed in on paper and disc, signed by both when it is handed over. */
export interface HandoverInfo {
  readonly campaign: { readonly id: string; readonly title: string };
  readonly unitName: string;
  /** In Chinese, e.g. 初审推荐材料. */
  readonly kindName: string;
  /** Name of the receiving office; empty where it is written by hand. */
  readonly recipient: string;
  readonly revision: number;
  /** `YYYY-MM-DD`: when the set was made. */
  readonly date: string;
  /** True only for the sheet of a filled sample, which is marked as one. */
  readonly specimen: boolean;
  readonly items: readonly {
    readonly name: string;
    readonly about: string;
    readonly code: string;
    readonly copies: string;
  }[];
}

const titleStyle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 34, align: 'center' };
const subStyle: TextStyle = { role: 'kai', size: typeSize.四号, pitch: 24, align: 'center' };
const footStyle: TextStyle = { role: 'song', size: typeSize.小五, pitch: 13, align: 'center' };

/** Draws one text under another from `y`; gives where the next begins. */
function putLines(
  page: PaperPage,
  texts: readonly (readonly [string, TextStyle])[],
  box: { readonly left: number; readonly width: number },
  from: number,
  glyphs: GlyphChooser,
): number {
  let y = from;
  for (const [text, style] of texts) {
    const lines = breakLines(text, style, box.width, glyphs, '标题');
    drawLines(page, lines, box.left, y);
    y += linesHeight(lines);
  }
  return y;
}

/** Lays the list out on as many pages as it needs. */
export function handoverPages(info: HandoverInfo, glyphs: GlyphChooser): PaperPage[] {
  const box = { ...portraitBox, top: mm(25), height: mm(245) };
  const first = a4('portrait');
  const pages = [first];
  const y = putLines(
    first,
    [
      ['报送材料清单', titleStyle],
      [`${info.campaign.title}　${info.kindName}`, subStyle],
    ],
    box,
    box.top,
    glyphs,
  );
  const head = new RuledTable(glyphs, pages, box, y + 8);
  for (const [label, text] of [
    ['报送单位', info.unitName],
    ['接收单位', info.recipient],
    ['版本', `第 ${info.revision} 版，${info.date} 备齐`],
  ] as const)
    head.row(
      [
        { text: label, share: 0.2, label: true },
        { text, share: 0.8, left: true },
      ],
      mm(8),
    );
  head.close();
  const table = new RuledTable(glyphs, pages, box, head.y + 12);
  const heading: Cell[] = [
    { text: '序号', share: 0.08, label: true },
    { text: '材料', share: 0.38, label: true },
    { text: '说明', share: 0.26, label: true },
    { text: '校验码', share: 0.18, label: true },
    { text: '份数', share: 0.1, label: true },
  ];
  table.row(heading, mm(8));
  for (const [index, item] of info.items.entries())
    table.row(
      [
        { text: String(index + 1), share: 0.08 },
        { text: item.name, share: 0.38, left: true },
        { text: item.about, share: 0.26, left: true },
        { text: item.code, share: 0.18 },
        { text: item.copies, share: 0.1 },
      ],
      mm(7.5),
      heading,
    );
  table.close();
  drawSignatures(pages, box, table.y + 12, info, glyphs);
  for (const [index, page] of pages.entries()) {
    const words = `第 ${index + 1} 页 共 ${pages.length} 页　${info.kindName}第 ${info.revision} 版`;
    drawLines(page, breakLines(words, footStyle, box.width, glyphs, '页脚'), box.left, mm(280));
  }
  return pages;
}

/** Who hands over and who takes, side by side; kept together. */
function drawSignatures(
  pages: PaperPage[],
  box: PageBox,
  from: number,
  info: HandoverInfo,
  glyphs: GlyphChooser,
): void {
  const height = mm(40);
  let page = pages.at(-1) ?? a4('portrait');
  let y = from;
  if (y + height > box.top + box.height) {
    page = a4('portrait');
    pages.push(page);
    y = box.top;
  }
  rect(page, [box.left, y, box.width, height], 1);
  const width = box.width / 2;
  line(page, [box.left + width, y], [box.left + width, y + height]);
  const style: TextStyle = { role: 'song', size: typeSize.小四, pitch: 22 };
  for (const [index, [who, words]] of (
    [
      ['交件人', info.unitName],
      ['收件人', info.recipient],
    ] as const
  ).entries()) {
    const x = box.left + index * width;
    const lines = [
      ...breakLines(`${who}（签字）：`, style, width - 12, glyphs, '交接'),
      ...breakLines('', style, width - 12, glyphs, '交接'),
      ...breakLines(words, { ...style, size: typeSize.小五, pitch: 14 }, width - 12, glyphs, '交接'),
      ...breakLines('　　　　年　　月　　日', { ...style, align: 'right' }, width - 12, glyphs, '交接'),
    ];
    drawLines(page, lines, x + 6, y + 8);
  }
}

/** What stands on the disc and on its case. */
export interface DiscLabelInfo extends Omit<HandoverInfo, 'items' | 'recipient'> {
  /** How many discs the campaign asks for, in its words; empty where it does not say. */
  readonly discs: string;
}

/** Two labels to cut out: one for the face of the disc, one for its case. */
export function discLabelPages(info: DiscLabelInfo, glyphs: GlyphChooser): PaperPage[] {
  const page = a4('portrait');
  const [width, height] = [mm(116), mm(70)];
  const left = (page.width - width) / 2;
  const kai: TextStyle = { role: 'kai', size: typeSize.四号, pitch: 24, align: 'center' };
  const song: TextStyle = { role: 'song', size: typeSize.小四, pitch: 20, align: 'center' };
  const hint = `光盘标签${info.discs === '' ? '' : `（光盘：${info.discs}）`}：沿线剪下，上面的贴在光盘面上或照抄，下面的放在盒里`;
  putLines(page, [[hint, footStyle]], { left: mm(15), width: page.width - mm(30) }, mm(18), glyphs);
  for (const top of [mm(35), mm(120)]) {
    rect(page, [left, top, width, height], 0.6, 3);
    putLines(
      page,
      [
        [info.campaign.title, kai],
        [`${info.kindName}（电子版）`, { ...kai, role: 'hei' }],
        [info.unitName, song],
        [`第 ${info.revision} 版　${info.date}`, song],
      ],
      { left: left + mm(5), width: width - mm(10) },
      top + mm(17),
      glyphs,
    );
  }
  return [page];
}
