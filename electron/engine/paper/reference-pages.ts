import { kindTitle } from '../../../shared/reading/titles.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import { balancedLines, cellShrink, textBox } from './cell-box.ts';
import { line, mm, type PaperPage, rect } from './display-list.ts';
import type { FormContext } from './form-context.ts';
import { labelStyle, valueStyle } from './grid-block.ts';
import { portraitBox, typeSize } from './page-geometry.ts';
import { pageFlow } from './report-pdf.ts';
import { breakLines, linesHeight, type TextStyle } from './typesetter.ts';

type ReferenceForm = Extract<FormDefinition, { kind: 'reference' }>;

const annexStyle: TextStyle = { role: 'hei', size: typeSize.三号, pitch: 28.95 };
const titleStyle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 34, align: 'center' };
const bodyStyle: TextStyle = {
  role: 'fangsong',
  size: typeSize.三号,
  pitch: 28.95,
  indent: 2,
  justify: true,
};
const rowHeight = mm(8);
const columnShares = [0.1, 0.3, 0.2, 0.2, 0.2];

function quotaRows(context: FormContext): string[][] {
  const { campaign, quota } = context.pack;
  const number = (value: number | null): string => (value === null ? '' : String(value));
  const total = (values: readonly (number | null)[]): string =>
    values.every((value) => value === null)
      ? ''
      : String(values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  return [
    [
      '序号',
      '推荐单位',
      `${kindTitle(campaign, 'collective')}推荐名额（个）`,
      `${kindTitle(campaign, 'individual')}推荐名额（名）`,
      '备注',
    ],
    ...quota.map((row, index) => [
      String(index + 1),
      row.unit,
      number(row.collective),
      number(row.individual),
      row.note,
    ]),
    ['', '合计', total(quota.map((row) => row.collective)), total(quota.map((row) => row.individual)), ''],
  ];
}

/** The quota table under the text, its heading repeated on every page (domain notes 3.1). */
function drawQuota(context: FormContext, pages: PaperPage[], from: number, newPage: () => PaperPage): void {
  const { left, top, width, height } = portraitBox;
  const [head = [], ...rows] = quotaRows(context);
  let page = pages.at(-1) ?? newPage();
  let y = from;
  let tableTop = y;
  const drawRow = (texts: readonly string[], heading: boolean): void => {
    const boxes = texts.map((text) =>
      textBox(
        [text],
        { style: heading ? labelStyle : valueStyle, label: '名额分配表', shrinkTo: cellShrink },
        context.glyphs,
      ),
    );
    const widths = columnShares.map((share) => share * width);
    const tall = Math.max(rowHeight, ...boxes.map((box, index) => box.height(widths[index] ?? 0)));
    if (y + tall > top + height) {
      rect(page, [left, tableTop, width, y - tableTop], 1);
      page = newPage();
      y = top;
      tableTop = y;
      if (!heading) drawRow(head, true);
    }
    let x = left;
    for (const [index, box] of boxes.entries()) {
      box.draw(page, x, y, widths[index] ?? 0, tall);
      if (index > 0) line(page, [x, y], [x, y + tall]);
      x += widths[index] ?? 0;
    }
    y += tall;
    line(page, [left, y], [left + width, y]);
  };
  drawRow(head, true);
  for (const row of rows) drawRow(row, false);
  rect(page, [left, tableTop, width, y - tableTop], 1);
}

/** A read-only reference (附件1, 附件2): title, text, and the quota table where the definition asks for it. */
export function referencePages(context: FormContext, form: ReferenceForm): PaperPage[] {
  const { glyphs } = context;
  const { width, top } = portraitBox;
  const pages: PaperPage[] = [];
  const flow = pageFlow(pages);
  let used = 0;
  const put = (lines: ReturnType<typeof breakLines>): void => {
    flow.put(lines);
    used += linesHeight(lines);
  };
  if (form.annex !== undefined) put(breakLines(`附件${form.annex}`, annexStyle, width, glyphs, '附件号'));
  const title = form.coverTitle.length > 0 ? form.coverTitle.join('\n') : form.title;
  put(balancedLines(title, titleStyle, width, glyphs, '标题'));
  flow.skip(14);
  used += 14;
  for (const text of form.body) put(breakLines(text, bodyStyle, width, glyphs, form.title));
  if (form.quotaTable === true && context.pack.quota.length > 0) {
    const from = top + (used % portraitBox.height) + 14;
    drawQuota(context, pages, from, () => flow.page());
  }
  return pages;
}
