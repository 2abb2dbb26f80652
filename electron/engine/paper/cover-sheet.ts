import { bytesText } from '../../../shared/ground/bytes-text.ts';
import { packageQrText } from '../../../shared/paper/qr-payload.ts';
import { textBox } from './cell-box.ts';
import { a4, line, mm, type PaperPage, rect } from './display-list.ts';
import type { GlyphChooser } from './glyphs.ts';
import { labelStyle, valueStyle } from './grid-block.ts';
import { type PageBox, portraitBox, typeSize } from './page-geometry.ts';
import { drawQr } from './qr-mark.ts';
import { breakLines, drawLines, linesHeight, type TextStyle } from './typesetter.ts';

/** The 清单与交接单 of a package, whatever its kind: what is in it, its digest, and who handed it to whom. */
export interface CoverSheetInfo {
  readonly campaign: { readonly id: string; readonly title: string };
  readonly unitName: string;
  /** In Chinese, e.g. 初审推荐材料. */
  readonly kindName: string;
  readonly kind: string;
  readonly submissionId: string;
  readonly revision: number;
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256 of tagmanifest-sha256.txt, 64 hex digits (design: sealed package). */
  readonly digest: string;
  /** Fingerprint of the signing key, `SHA256:…`. */
  readonly signer: string;
  /** True only for the sheet of a filled sample, which is marked as one. */
  readonly specimen?: boolean;
  /** Name of the receiving office. */
  readonly recipient: string;
  /** `YYYY-MM-DD`, given by the caller so that the sheet is reproducible. */
  readonly date: string;
  readonly items: readonly {
    readonly name: string;
    /** e.g. 附件5；王建国 */
    readonly about: string;
    readonly checkCode?: string | undefined;
    readonly copies?: number | undefined;
  }[];
}

const titleStyle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 34, align: 'center' };
const subStyle: TextStyle = { role: 'kai', size: typeSize.四号, pitch: 24, align: 'center' };
const footStyle: TextStyle = { role: 'song', size: typeSize.小五, pitch: 13, align: 'center' };
const small: TextStyle = { ...valueStyle, size: typeSize.五号, pitch: 15 };
const smallLabel: TextStyle = { ...labelStyle, size: typeSize.五号, pitch: 15 };

export interface Cell {
  readonly text: string;
  readonly share: number;
  readonly label?: boolean;
  readonly left?: boolean;
}

/** Rows of a ruled table put one under another; a new page, with the heading row again, when one is full. */
export class RuledTable {
  private readonly glyphs: GlyphChooser;
  private readonly pages: PaperPage[];
  private readonly box: PageBox;
  private tableTop: number;
  y: number;

  constructor(glyphs: GlyphChooser, pages: PaperPage[], box: PageBox, y: number) {
    this.glyphs = glyphs;
    this.pages = pages;
    this.box = box;
    this.y = y;
    this.tableTop = y;
  }

  get page(): PaperPage {
    let page = this.pages.at(-1);
    if (!page) {
      page = a4('portrait');
      this.pages.push(page);
    }
    return page;
  }

  row(cells: readonly Cell[], least: number, heading?: readonly Cell[]): void {
    const { left, width, top, height } = this.box;
    const made = cells.map((cell) => {
      const base = cell.label ? smallLabel : small;
      const style: TextStyle = cell.left ? { ...base, align: 'left' } : base;
      return {
        box: textBox([cell.text], { style, label: '清单', padX: 4, shrinkTo: [9] }, this.glyphs),
        width: cell.share * width,
      };
    });
    const tall = Math.max(least, ...made.map((one) => one.box.height(one.width)));
    if (this.y + tall > top + height) {
      this.close();
      this.pages.push(a4('portrait'));
      this.y = top;
      this.tableTop = top;
      if (heading) this.row(heading, least);
    }
    let x = left;
    for (const [index, one] of made.entries()) {
      one.box.draw(this.page, x, this.y, one.width, tall);
      if (index > 0) line(this.page, [x, this.y], [x, this.y + tall]);
      x += one.width;
    }
    this.y += tall;
    line(this.page, [left, this.y], [left + width, this.y]);
  }

  close(): void {
    if (this.y > this.tableTop) {
      rect(this.page, [this.box.left, this.tableTop, this.box.width, this.y - this.tableTop], 1);
    }
    this.tableTop = this.y;
  }
}

/** Lays the sheet out on as many pages as its list needs. */
export function coverSheetPages(info: CoverSheetInfo, glyphs: GlyphChooser): PaperPage[] {
  const box = { ...portraitBox, top: mm(25), height: mm(245) };
  const first = a4('portrait');
  const pages = [first];
  let y = box.top;
  for (const [text, style] of [
    ['报送材料清单与交接单', titleStyle],
    [`${info.campaign.title}　${info.kindName}`, subStyle],
  ] as const) {
    const lines = breakLines(text, style, box.width, glyphs, '标题');
    drawLines(first, lines, box.left, y);
    y += linesHeight(lines);
  }
  const table = new RuledTable(glyphs, pages, box, y + 8);
  const pair = (label: string, text: string): void =>
    table.row(
      [
        { text: label, share: 0.2, label: true },
        { text, share: 0.8, left: true },
      ],
      mm(8),
    );
  pair('报送单位', info.unitName);
  pair('接收单位', info.recipient);
  pair('文件名', `${info.fileName}（${bytesText(info.bytes)}）`);
  pair('版本', `第 ${info.revision} 版`);
  pair('签名密钥指纹', info.signer);
  pair(
    '封包摘要',
    [info.digest.slice(0, 32), info.digest.slice(32)]
      .map((half) => (half.match(/.{8}/g) ?? []).join(' '))
      .join('\n'),
  );
  table.close();

  const listStart = new RuledTable(glyphs, pages, box, table.y + 12);
  const heading: Cell[] = [
    { text: '序号', share: 0.08, label: true },
    { text: '材料', share: 0.36, label: true },
    { text: '说明', share: 0.28, label: true },
    { text: '校验码', share: 0.2, label: true },
    { text: '份数', share: 0.08, label: true },
  ];
  listStart.row(heading, mm(8));
  for (const [index, item] of info.items.entries()) {
    const cells: Cell[] = [
      { text: String(index + 1), share: 0.08 },
      { text: item.name, share: 0.36, left: true },
      { text: item.about, share: 0.28, left: true },
      { text: item.checkCode ?? '', share: 0.2 },
      { text: item.copies ? String(item.copies) : '', share: 0.08 },
    ];
    listStart.row(cells, mm(7.5), heading);
  }
  listStart.close();
  drawHandover(pages, box, listStart.y + 12, info, glyphs);
  for (const [index, page] of pages.entries()) {
    const words = `第 ${index + 1} 页 共 ${pages.length} 页　荐表 ${info.campaign.id} ${info.kind} r${info.revision}`;
    drawLines(page, breakLines(words, footStyle, box.width, glyphs, '页脚'), box.left, mm(280));
  }
  return pages;
}

/** QR of the digest at the left, the two signatures beside it; kept together. */
function drawHandover(
  pages: PaperPage[],
  box: PageBox,
  from: number,
  info: CoverSheetInfo,
  glyphs: GlyphChooser,
): void {
  const height = mm(42);
  let page = pages.at(-1) ?? a4('portrait');
  let y = from;
  if (y + height > box.top + box.height) {
    page = a4('portrait');
    pages.push(page);
    y = box.top;
  }
  const side = mm(34);
  const text = packageQrText({
    campaign: info.campaign.id,
    submission: info.submissionId,
    kind: info.kind,
    revision: info.revision,
    digest: info.digest,
  });
  rect(page, [box.left, y, box.width, height], 1);
  drawQr(page, text, box.left + mm(4), y + mm(4), side);
  const left = box.left + mm(42);
  const width = (box.width - mm(42)) / 2;
  const style: TextStyle = { role: 'song', size: typeSize.小四, pitch: 22 };
  for (const [index, [who, words]] of [
    ['交件人', `${info.unitName}`],
    ['收件人', `${info.recipient}`],
  ].entries()) {
    const x = left + index * width;
    line(page, [x, y], [x, y + height]);
    const lines = [
      ...breakLines(`${who}（签字）：`, style, width - 12, glyphs, '交接'),
      ...breakLines('', style, width - 12, glyphs, '交接'),
      ...breakLines(words ?? '', { ...style, size: typeSize.小五, pitch: 14 }, width - 12, glyphs, '交接'),
      ...breakLines('　　　　年　　月　　日', { ...style, align: 'right' }, width - 12, glyphs, '交接'),
    ];
    drawLines(page, lines, x + 6, y + 8);
  }
}
