import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { textBox } from './cell-box.ts';
import { a4, line, mm, type PaperPage, rect } from './display-list.ts';
import type { FormContext } from './form-context.ts';
import { landscapeBox, typeSize } from './page-geometry.ts';
import {
  isLongText,
  type SummaryForm,
  type SummaryTable,
  summaryHeader,
  summaryTables,
} from './summary-table.ts';
import { breakLines, drawLines, linesHeight, type TextStyle } from './typesetter.ts';

const annexStyle: TextStyle = { role: 'hei', size: typeSize.四号, pitch: 22 };
const titleStyle: TextStyle = { role: 'xiaobiaosong', size: typeSize.小二, pitch: 27, align: 'center' };
const partStyle: TextStyle = { role: 'kai', size: typeSize.四号, pitch: 22, align: 'center' };
const lineStyle: TextStyle = { role: 'fangsong', size: typeSize.五号, pitch: 20 };
const headStyle: TextStyle = { role: 'label', size: typeSize.小五, pitch: 12, align: 'center' };
const cellStyle: TextStyle = { role: 'fangsong', size: typeSize.小五, pitch: 12.5, align: 'center' };
/** 附件3 is a wide table: a number that would be cut in two may go down to 六号. */
const summaryShrink = [8, 7.5];
const leastHead = mm(11);
const leastRow = mm(9);
/** Cells taller than this are set in 六号. */
const tallRow = mm(40);
/** Rows taller than this are split: the room below the title on the first page. */
const longestRow = mm(90);

/** Wider than any line: to measure a text that is not to be broken. Points. */
const unbroken = 10_000;
/** Between two entries of the line above the table, points. */
const headerGap = 10;

/**
 * The room of each entry in the line above the table: telephone, contact and date stay in one piece, the unit's name (the
 * first) takes what they leave, and what is over is shared out. Where even that is too little, all share alike.
 */
export function headerWidths(natural: readonly number[], width: number): number[] {
  const [first = 0, ...others] = natural.map((one) => one + headerGap + 1);
  const taken = others.reduce((sum, one) => sum + one, 0);
  if (width - taken < width * 0.25) return natural.map(() => width / Math.max(1, natural.length));
  const over = Math.max(0, width - taken - first) / Math.max(1, natural.length);
  return [width - taken - over * others.length, ...others.map((one) => one + over)];
}

function drawHeading(context: FormContext, form: SummaryForm, table: SummaryTable, page: PaperPage): number {
  const { glyphs } = context;
  const { left, top, width } = landscapeBox;
  let y = top - mm(8);
  if (form.annex !== undefined) {
    drawLines(page, breakLines(`附件${form.annex}`, annexStyle, width, glyphs, '附件号'), left, y);
    y += annexStyle.pitch;
  }
  for (const [text, style] of [
    [form.title, titleStyle],
    [table.title, partStyle],
  ] as const) {
    const lines = breakLines(text, style, width, glyphs, '标题');
    drawLines(page, lines, left, y);
    y += linesHeight(lines);
  }
  const entries = summaryHeader({ pack: context.pack, submission: context.submission, form });
  const natural = entries.map(({ label, text }) =>
    Math.max(...breakLines(`${label}：${text}`, lineStyle, unbroken, glyphs, label).map((one) => one.width)),
  );
  const widths = headerWidths(natural, width);
  let x = left;
  // A long unit's name takes two lines; the table begins below the tallest entry.
  let tallest = lineStyle.pitch;
  for (const [index, { label, text }] of entries.entries()) {
    const room = widths[index] ?? width;
    const lines = breakLines(`${label}：${text}`, lineStyle, room - headerGap, glyphs, label);
    drawLines(page, lines, x, y);
    tallest = Math.max(tallest, linesHeight(lines));
    x += room;
  }
  return y + tallest + 2;
}

/** One part on as many pages as it needs: title once, heading row on each page, rows never split. */
function partPages(context: FormContext, form: SummaryForm, table: SummaryTable): PaperPage[] {
  const { glyphs } = context;
  const { left, top, width, height } = landscapeBox;
  const bottom = top + height;
  const total = table.columns.reduce((sum, column) => sum + column.widthMm, 0);
  const widths = table.columns.map((column) => (column.widthMm * width) / total);
  const cellOf = (text: string, index: number, style: TextStyle) => {
    const label = `${table.title}${table.columns[index]?.header ?? ''}`;
    const long = style !== headStyle && isLongText(text);
    const own: TextStyle = long ? { ...style, align: 'left' } : style;
    const balanced = style === headStyle;
    // A heading takes a second line before it takes a smaller size.
    const shrinkTo = balanced && [...text].length <= 8 ? [] : summaryShrink;
    return textBox([text], { style: own, label, padX: 2, padY: 3, balanced, shrinkTo }, glyphs);
  };
  const rowOf = (texts: readonly string[], style: TextStyle, least: number) => {
    const boxes = texts.map((text, index) => {
      const box = cellOf(text, index, style);
      // A very long cell is set smaller rather than taking half a page; the others of its row keep their size.
      return box.height(widths[index] ?? 0) <= tallRow
        ? box
        : cellOf(text, index, { ...style, size: typeSize.六号, pitch: 10 });
    });
    return { boxes, height: Math.max(least, ...boxes.map((box, index) => box.height(widths[index] ?? 0))) };
  };
  const head = rowOf(
    table.columns.map((column) => column.header),
    headStyle,
    leastHead,
  );
  // What is still too tall goes on in a further row: entries joined by ； are shared out, the other cells stay empty,
  // and the number says whose row it is (12续).
  const expand = (texts: readonly string[]): ReturnType<typeof rowOf>[] => {
    const row = rowOf(texts, cellStyle, leastRow);
    const heights = row.boxes.map((box, index) => box.height(widths[index] ?? 0));
    const tallest = heights.indexOf(Math.max(...heights));
    const entries = (texts[tallest] ?? '').split('；');
    if (row.height <= longestRow || entries.length < 2) return [row];
    const half = Math.ceil(entries.length / 2);
    const first = texts.with(tallest, `${entries.slice(0, half).join('；')}；`);
    const rest = texts.map((text, index) => {
      if (index === tallest) return entries.slice(half).join('；');
      const { value } = table.columns[index] ?? { value: undefined };
      const numbered = value !== undefined && 'computed' in value && value.computed === 'order';
      return numbered ? `${text.replace(/续$/, '')}续` : '';
    });
    return [...expand(first), ...expand(rest)];
  };
  const rows = table.rows.flatMap(expand);
  // An empty part is printed as such: the office sees that nobody was forgotten.
  if (rows.length === 0)
    rows.push(
      rowOf(
        table.columns.map((_, index) => (index === 1 ? '无' : '')),
        cellStyle,
        leastRow,
      ),
    );

  const pages: PaperPage[] = [];
  let page = a4('landscape');
  let y = drawHeading(context, form, table, page);
  let tableTop = y;
  pages.push(page);
  const drawRow = (row: ReturnType<typeof rowOf>): void => {
    let x = left;
    for (const [index, box] of row.boxes.entries()) {
      const own = widths[index] ?? 0;
      box.draw(page, x, y, own, row.height);
      if (index > 0) line(page, [x, y], [x, y + row.height]);
      x += own;
    }
    y += row.height;
    line(page, [left, y], [left + width, y]);
  };
  drawRow(head);
  for (const row of rows) {
    if (head.height + row.height > height) {
      throw new JianbiaoError('paper-block-too-tall', { form: form.title, label: table.title });
    }
    if (y + row.height > bottom + 0.01) {
      rect(page, [left, tableTop, width, y - tableTop], 1);
      page = a4('landscape');
      pages.push(page);
      y = top;
      tableTop = y;
      drawRow(head);
    }
    drawRow(row);
  }
  rect(page, [left, tableTop, width, y - tableTop], 1);
  return pages;
}

/** A summary form on A4 across (附件3): one part after another, each from a new page. */
export function summaryPages(context: FormContext, form: SummaryForm, personal: boolean): PaperPage[] {
  const tables = summaryTables({ pack: context.pack, submission: context.submission, form, personal });
  return tables.flatMap((table) => partPages(context, form, table));
}
