import { balancedLines } from './cell-box.ts';
import { a4, type PaperPage } from './display-list.ts';
import type { FormContext } from './form-context.ts';
import type { GlyphChooser } from './glyphs.ts';
import { documentPitch, pageNumberDrop, portraitBox, typeSize } from './page-geometry.ts';
import { type ReportForm, type ReportParagraph, reportText } from './report-text.ts';
import { breakLines, drawLines, linesHeight, type TextLine, type TextStyle } from './typesetter.ts';

const base = { size: typeSize.三号, pitch: documentPitch, justify: true } as const;
const titleStyle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 36, align: 'center' };
const plain: TextStyle = { ...base, role: 'fangsong' };
/** Two lines between the text and the signature, so that a seal begins within a line of the text. */
const signatureGap = documentPitch * 2;
const right: TextStyle = { ...base, role: 'fangsong', align: 'right', justify: false };
const levels: Readonly<Record<ReportParagraph['level'], TextStyle>> = {
  chapter: { ...base, role: 'hei', indent: 2 },
  section: { ...base, role: 'kai', indent: 2 },
  body: { ...base, role: 'fangsong', indent: 2 },
};

/** Lines put one under another, a new page begun when the printed area is full. */
interface Flow {
  /** `together` lines at the least stay on one page with `after` points of room below them. */
  put(lines: readonly TextLine[], together?: number, after?: number): void;
  skip(points: number): void;
  /** Begins a new page and gives it. */
  page(): PaperPage;
}

/** Makes a flow over upright pages of 22 lines. */
export function pageFlow(pages: PaperPage[]): Flow {
  const { left, top, height } = portraitBox;
  let y = top;
  const room = (): number => top + height - y;
  const newPage = (): PaperPage => {
    const page = a4('portrait');
    pages.push(page);
    y = top;
    return page;
  };
  if (pages.length === 0) newPage();
  return {
    put(lines, together = 1, after = 0) {
      const need = lines.slice(0, together).reduce((sum, one) => sum + one.style.pitch, after);
      // What no page holds begins where it stands.
      if (Math.min(need, height) > room() + 0.01) newPage();
      for (const one of lines) {
        if (one.style.pitch > room() + 0.01) newPage();
        const page = pages.at(-1);
        if (page) drawLines(page, [one], left, y);
        y += one.style.pitch;
      }
    },
    skip(points) {
      y += points;
    },
    page: newPage,
  };
}

/** 页码: 四号 half-width digits between 一字线, 7 mm below the printed area, outer side (GB/T 9704-2012, 7.5). */
export function drawPageNumbers(pages: readonly PaperPage[], glyphs: GlyphChooser): void {
  const { left, top, width, height } = portraitBox;
  for (const [index, page] of pages.entries()) {
    const odd = index % 2 === 0;
    const style: TextStyle = { role: 'song', size: typeSize.四号, pitch: 18, align: odd ? 'right' : 'left' };
    const indent = typeSize.四号;
    const lines = breakLines(`— ${index + 1} —`, style, width - 2 * indent, glyphs, '页码');
    drawLines(page, lines, left + indent, top + height + pageNumberDrop - 9);
  }
}

interface SetParagraph {
  readonly level: ReportParagraph['level'];
  readonly lines: readonly TextLine[];
}

/**
 * Puts the text so that no heading stands alone at the foot of a page, however many follow one another, and that the page
 * that gets the seal has text of its own: the last two lines go along with the signature, which takes `signature` points
 * (GB/T 9704-2012, 7.3.5.5: 所剩空白处不能容下印章 is mended by the text, never by 此页无正文).
 */
function putParagraphs(flow: Flow, paragraphs: readonly SetParagraph[], signature: number): void {
  const least = (at: number): number => {
    const one = paragraphs[at];
    if (!one) return signature;
    if (one.level !== 'body') return linesHeight(one.lines) + least(at + 1);
    const whole = at + 1 === paragraphs.length && one.lines.length <= 2;
    return whole ? linesHeight(one.lines) + signature : documentPitch;
  };
  for (const [at, { level, lines }] of paragraphs.entries()) {
    const last = at + 1 === paragraphs.length;
    if (level !== 'body') flow.put(lines, lines.length, least(at + 1));
    else if (!last) flow.put(lines);
    else {
      flow.put(lines.slice(0, -2));
      flow.put(lines.slice(-2), 2, signature);
    }
  }
}

/** A report with fixed chapters in the format of official documents (GB/T 9704-2012; domain notes 5). */
export function reportPages(context: FormContext, form: ReportForm): PaperPage[] {
  const { glyphs } = context;
  const text = reportText(context, form);
  const { width } = portraitBox;
  const pages: PaperPage[] = [];
  const flow = pageFlow(pages);
  flow.put(
    text.titleLines.length === 1
      ? balancedLines(text.title, titleStyle, width, glyphs, '标题')
      : breakLines(text.titleLines.join('\n'), titleStyle, width, glyphs, '标题'),
  );
  flow.skip(documentPitch);
  if (text.addressee !== '') flow.put(breakLines(text.addressee, plain, width, glyphs, '主送机关'));
  // A stamped document: 成文日期右空四字，署名以成文日期为准居中 (GB/T 9704-2012, 7.3.5.1), within the right edge.
  const em = typeSize.三号;
  const date = breakLines(text.date, right, width - 4 * em, glyphs, '成文日期');
  const dateWidth = Math.max(...date.map((one) => one.width));
  const signer = breakLines(text.signer, plain, width, glyphs, '署名');
  const centred = signer.map((one) => {
    const middle = width - 4 * em - dateWidth / 2;
    const shift = Math.max(0, Math.min(middle - one.width / 2, width - one.width));
    return { ...one, pieces: one.pieces.map((piece) => ({ ...piece, x: piece.x + shift })) };
  });
  const signature = [...centred, ...date];
  const paragraphs = text.paragraphs.map(({ level, text: words }) => ({
    level,
    lines: breakLines(words, levels[level], width, glyphs, form.title),
  }));
  putParagraphs(flow, paragraphs, signatureGap + linesHeight(signature));
  flow.skip(signatureGap);
  flow.put(signature, signature.length);
  return pages;
}
