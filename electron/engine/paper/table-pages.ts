import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import type { FormDefinition, LayoutRow } from '../../../shared/words/form-schema.ts';
import { type Block, layBlocks } from './blocks.ts';
import { balancedLines } from './cell-box.ts';
import { a4, mm, type PaperPage } from './display-list.ts';
import { flowBlock } from './flow-block.ts';
import { cellTexts, type FormContext } from './form-context.ts';
import { gridBlocks } from './grid-block.ts';
import { landscapeBox, type PageBox, portraitBox, typeSize } from './page-geometry.ts';
import { sealBlockOf } from './seal-block.ts';
import { tableBlock } from './table-block.ts';
import { breakLines, drawLines, linesHeight, type TextStyle } from './typesetter.ts';

type Dossier = Extract<FormDefinition, { kind: 'dossier' }>;
type Sheet = Extract<FormDefinition, { kind: 'sheet' }>;

const annexStyle: TextStyle = { role: 'hei', size: typeSize.三号, pitch: 28.95 };
const coverTitle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 40, align: 'center' };
const sheetTitle: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 32, align: 'center' };
const coverLabel: TextStyle = { role: 'kai', size: typeSize.三号, pitch: 26 };
const coverValue: TextStyle = { role: 'fangsong', size: typeSize.三号, pitch: 26, align: 'center' };
const instruction: TextStyle = { role: 'fangsong', size: typeSize.四号, pitch: 27, justify: true };
const noteStyle: TextStyle = { role: 'fangsong', size: typeSize.五号, pitch: 17 };

/** The blocks of a form's rows, rows whose condition does not hold left out. */
export function rowBlocks(context: FormContext, form: Dossier | Sheet, tableWidth: number): Block[] {
  const blocks: Block[] = [];
  let run: Extract<LayoutRow, { kind: 'cells' }>[] = [];
  const flush = (): void => {
    if (run.length > 0) blocks.push(...gridBlocks(context, run, tableWidth));
    run = [];
  };
  const other = (row: Exclude<LayoutRow, { kind: 'cells' }>): Block | null => {
    switch (row.kind) {
      case 'flow':
        return flowBlock(
          context,
          row.label,
          cellTexts(context, row.field)[0] ?? '',
          mm(row.minHeightMm),
          tableWidth,
        );
      case 'table':
        return tableBlock(context, row, tableWidth);
      case 'seal': {
        const block = form.sealBlocks.find((one) => one.id === row.block);
        if (!block) {
          const problem = `没有名为“${row.block}”的签章栏`;
          throw new JianbiaoError('paper-layout-invalid', { form: form.title, problem });
        }
        return evaluateCondition(block.when, context.scope) ? sealBlockOf(context, block, tableWidth) : null;
      }
    }
  };
  for (const row of form.rows) {
    if (!evaluateCondition(row.when, context.scope)) continue;
    if (row.kind === 'cells') run.push(row);
    else {
      flush();
      const block = other(row);
      if (block) blocks.push(block);
    }
  }
  flush();
  return blocks;
}

/** 附件 and its number, at the top left of the printed area (GB/T 9704-2012, 7.3.7); nothing for forms without one. */
function drawAnnexNumber(context: FormContext, page: PaperPage, box: PageBox): number {
  const { annex } = context.form;
  if (annex === undefined) return box.top;
  drawLines(
    page,
    breakLines(`附件${annex}`, annexStyle, box.width, context.glyphs, '附件号'),
    box.left,
    box.top,
  );
  return box.top + annexStyle.pitch;
}

function drawCover(context: FormContext, form: Dossier): PaperPage {
  const page = a4('portrait');
  const box = portraitBox;
  const { glyphs } = context;
  drawAnnexNumber(context, page, box);
  const title = form.coverTitle.length > 0 ? form.coverTitle.join('\n') : form.title;
  const titleLines = balancedLines(title, coverTitle, box.width, glyphs, '标题');
  drawLines(page, titleLines, box.left, box.top + box.height * 0.2);

  const lines = form.cover?.lines ?? [];
  const longest = Math.max(4, ...lines.map(({ label }) => [...label].length));
  const labelWidth = (longest + 1) * typeSize.三号;
  const lineWidth = mm(118);
  const left = box.left + (box.width - lineWidth) / 2;
  const valueWidth = lineWidth - labelWidth;
  let y = box.top + box.height * 0.56;
  for (const { label, field } of lines) {
    // Labels of different length are spread to one width, as covers do (姓　　名).
    const spread = spreadLabel(label, longest);
    drawLines(page, breakLines(spread, coverLabel, labelWidth + 1, glyphs, label), left, y);
    const text = cellTexts(context, field)[0] || blankFor(context, field);
    const value = breakLines(text, coverValue, valueWidth, glyphs, label);
    drawLines(page, value, left + labelWidth, y);
    let rule = y;
    for (const one of value) {
      rule += one.style.pitch;
      page.marks.push({
        kind: 'line',
        x1: left + labelWidth,
        y1: rule,
        x2: left + lineWidth,
        y2: rule,
        width: 0.6,
      });
    }
    y += linesHeight(value) + 14;
  }
  return page;
}

/** 姓名 among labels of four characters becomes 姓　　名：. */
function spreadLabel(label: string, longest: number): string {
  const characters = [...label];
  const gaps = characters.length - 1;
  const spare = longest - characters.length;
  if (gaps < 1 || spare % gaps !== 0) return `${label}：`;
  return `${characters.join('　'.repeat(spare / gaps))}：`;
}

/** An unfilled date on a cover keeps room to write: 年 月 日. */
function blankFor(context: FormContext, name: string): string {
  const fields = context.pack.fields[name.startsWith('unit:') ? 'unit' : context.form.subject];
  const id = name.startsWith('unit:') ? name.slice(5) : name;
  return fields.find((field) => field.id === id)?.type === 'date' ? '　　　　年　　月　　日' : '';
}

function drawInstructions(context: FormContext, form: Dossier): PaperPage[] {
  if (form.instructions.length === 0) return [];
  const box = portraitBox;
  const { glyphs } = context;
  const title: TextStyle = { role: 'xiaobiaosong', size: typeSize.二号, pitch: 60, align: 'center' };
  const pages: PaperPage[] = [a4('portrait')];
  let y = box.top;
  const put = (lines: ReturnType<typeof breakLines>, x: number): void => {
    for (const one of lines) {
      if (y + one.style.pitch > box.top + box.height + 0.01) {
        pages.push(a4('portrait'));
        y = box.top;
      }
      const page = pages.at(-1);
      if (page) drawLines(page, [one], x, y);
      y += one.style.pitch;
    }
  };
  put(breakLines('填 表 说 明', title, box.width, glyphs, '填表说明'), box.left);
  y += 6;
  const hang = typeSize.四号 * 1.6;
  for (const [index, text] of form.instructions.entries()) {
    const lines = breakLines(text, instruction, box.width - hang, glyphs, '填表说明');
    const page = pages.at(-1);
    const number = breakLines(`${index + 1}.`, instruction, hang, glyphs, '填表说明');
    if (page && y + instruction.pitch <= box.top + box.height) drawLines(page, number, box.left, y);
    put(lines, box.left + hang);
    y += 6;
  }
  return pages;
}

/** Cover, 填表说明, table and seal blocks (附件4 to 7). */
export function dossierPages(context: FormContext, form: Dossier): PaperPage[] {
  const front = [...(form.cover ? [drawCover(context, form)] : []), ...drawInstructions(context, form)];
  return fewestPages(context, (pressed) => {
    const pages = [...front];
    const blocks = rowBlocks(pressed, form, portraitBox.width);
    layBlocks(blocks, pages, () => a4('portrait'), portraitBox, null, form.title);
    return pages;
  });
}

/** Rows pressed together as little as saves a page, otherwise as they are. */
function fewestPages(context: FormContext, lay: (context: FormContext) => PaperPage[]): PaperPage[] {
  let best = lay(context);
  for (const density of [5 / 6, 0.7]) {
    if (best.length === 1) break;
    const pressed = lay({ ...context, density });
    if (pressed.length < best.length) best = pressed;
  }
  return best;
}

/** The printed area of a sheet. */
export function sheetBox(form: Sheet): PageBox {
  return form.orientation === 'landscape' ? landscapeBox : portraitBox;
}

/** One table under its title (附件8 to 11), with the footnotes below it. */
export function sheetPages(context: FormContext, form: Sheet): PaperPage[] {
  return fewestPages(context, (pressed) => laySheet(pressed, form));
}

function laySheet(context: FormContext, form: Sheet): PaperPage[] {
  const box = sheetBox(form);
  const { glyphs } = context;
  const first = a4(form.orientation);
  const pages = [first];
  let y = drawAnnexNumber(context, first, box);
  const title = balancedLines(
    form.coverTitle.join('\n') || form.title,
    sheetTitle,
    box.width,
    glyphs,
    '标题',
  );
  // The title stands on the third line (GB/T 9704-2012, 7.3.7) unless the sheet is pressed.
  y += context.density < 1 ? 4 : annexStyle.pitch - 6;
  drawLines(first, title, box.left, y);
  y += linesHeight(title) + 10;
  const notes = form.footnotes.flatMap((text, index) => {
    const head = index === 0 ? '注：' : '　　';
    const number = form.footnotes.length > 1 ? `${index + 1}.` : '';
    return breakLines(`${head}${number}${text}`, noteStyle, box.width, glyphs, '附注');
  });
  const noteHeight = notes.length === 0 ? 0 : linesHeight(notes) + 6;
  const tableBox: PageBox = { ...box, height: box.height - noteHeight };
  const blocks = rowBlocks(context, form, box.width);
  const bottom = layBlocks(blocks, pages, () => a4(form.orientation), tableBox, y, form.title);
  const last = pages.at(-1);
  if (last) drawLines(last, notes, box.left, bottom + 6);
  return pages;
}
