import { qrText } from '../../../shared/paper/qr-payload.ts';
import { mm, type PaperPage } from './display-list.ts';
import type { GlyphChooser } from './glyphs.ts';
import { type PageBox, typeSize } from './page-geometry.ts';
import { drawQr } from './qr-mark.ts';
import { breakLines, drawLines, type TextStyle } from './typesetter.ts';

/** What identifies a printed form at the foot of each page. */
export interface FootInfo {
  readonly campaign: string;
  readonly submission: string;
  readonly form: string;
  readonly subject: string;
  readonly revision: number;
  readonly code: string;
  /** e.g. 附件5　全国机关事务工作先进个人初审推荐登记表 */
  readonly name: string;
  /** A discreet line for layouts that no official annex has confirmed; none when switched off. */
  readonly note?: string | undefined;
  /** Whether the foot tells page and pages; official documents have a page number of their own. */
  readonly numbered: boolean;
}

const qrSide = mm(17);

/**
 * Draws the foot of every page below the printed area: form, page of pages, revision, check code, and the QR code at the
 * outer edge. `box` is the printed area.
 */
export function drawFeet(
  pages: readonly PaperPage[],
  box: PageBox,
  info: FootInfo,
  glyphs: GlyphChooser,
): void {
  const style: TextStyle = { role: 'song', size: typeSize.小五, pitch: 13 };
  const noteStyle: TextStyle = { role: 'song', size: typeSize.六号, pitch: 12, color: '#555555' };
  const textWidth = box.width - qrSide - mm(4);
  for (const [index, page] of pages.entries()) {
    // Below the page number of an official document, else close to the table.
    const top = box.top + box.height + mm(info.numbered ? 5 : 13);
    const number = info.numbered ? `第 ${index + 1} 页 共 ${pages.length} 页　` : '';
    const place = `${number}版本 ${info.revision}　校验码 ${info.code}`;
    const lines = [
      ...breakLines(info.name, style, textWidth, glyphs, '表的名称').slice(0, 2),
      ...breakLines(place, style, textWidth, glyphs, '页脚'),
      ...(info.note === undefined ? [] : breakLines(info.note, noteStyle, textWidth, glyphs, '页脚')),
    ];
    drawLines(page, lines, box.left, top);
    const payload = {
      campaign: info.campaign,
      submission: info.submission,
      form: info.form,
      subject: info.subject,
      revision: info.revision,
      code: info.code,
      page: index + 1,
      pages: pages.length,
    };
    drawQr(page, qrText(payload), box.left + box.width - qrSide, top, qrSide);
  }
}
