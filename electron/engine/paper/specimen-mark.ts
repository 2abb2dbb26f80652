import type { PaperPage } from './display-list.ts';
import type { GlyphChooser } from './glyphs.ts';
import { breakLines, drawLines, type TextStyle } from './typesetter.ts';

/** What the paper of a filled sample says of itself, on pages and in the notes of spreadsheets and text documents. */
export const SPECIMEN_WORDS = '样例　内容均为虚构，不得报送';

const bigStyle: TextStyle = { role: 'hei', size: 120, pitch: 140, align: 'center', color: '#e3e3e3' };
const lineStyle: TextStyle = { role: 'hei', size: 12, pitch: 16, align: 'center', color: '#b00020' };

/**
 * Marks the pages of a filled sample, so that nobody takes one for a real form: in grey behind the text, and in a line at
 * the head. Call it after the page is laid out; the marks go below everything else.
 */
export function drawSpecimenMarks(pages: readonly PaperPage[], glyphs: GlyphChooser): void {
  for (const page of pages) {
    const marks: PaperPage = { width: page.width, height: page.height, marks: [] };
    const big = breakLines('样　例', bigStyle, page.width, glyphs, '样例');
    drawLines(marks, big, 0, page.height / 2 - bigStyle.pitch / 2);
    drawLines(marks, breakLines(SPECIMEN_WORDS, lineStyle, page.width, glyphs, '样例'), 0, 22);
    page.marks.unshift(...marks.marks);
  }
}
