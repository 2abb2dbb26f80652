import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { columnText, isRow } from '../../../shared/reading/field-text.ts';
import type { LayoutRow } from '../../../shared/words/form-schema.ts';
import type { Block, Chunk } from './blocks.ts';
import { type CellBox, cellShrink, drawColumns, textBox, uprightBox } from './cell-box.ts';
import { line, mm } from './display-list.ts';
import { type FormContext, isBegun, lookUp } from './form-context.ts';
import { labelStyle, valueStyle } from './grid-block.ts';
import { labelColumn } from './page-geometry.ts';
import type { TextStyle } from './typesetter.ts';

type TableLayout = Extract<LayoutRow, { kind: 'table' }>;

interface PrintedRow {
  readonly cells: readonly { readonly box: CellBox; readonly width: number }[];
  readonly height: number;
}

const minRowHeight = mm(8.5);
/** Empty rows at the least on paper that is filled in by hand. */
const blankRows = 3;

function printedRow(boxes: readonly CellBox[], widths: readonly number[], density: number): PrintedRow {
  const cells = boxes.map((box, index) => ({ box, width: widths[index] ?? 0 }));
  return {
    cells,
    height: Math.max(minRowHeight * density, ...cells.map(({ box, width }) => box.height(width))),
  };
}

/**
 * A table field as rows of its own (个人简历, 奖励): the label upright at the left, a heading row repeated on every page, at least
 * `minRows` rows so that a hand can add to it; rows are never split.
 */
export function tableBlock(context: FormContext, layout: TableLayout, tableWidth: number): Block {
  const { field, value } = lookUp(context, layout.field);
  if (field.type !== 'table') {
    const problem = `“${field.label}”不是表格型字段`;
    throw new JianbiaoError('paper-layout-invalid', { form: context.form.title, problem });
  }
  const { glyphs, density } = context;
  const side = layout.label === '' ? 0 : labelColumn(tableWidth);
  const spans = layout.columns.reduce((sum, column) => sum + column.span, 0);
  const widths = layout.columns.map((column) => ((tableWidth - side) * column.span) / spans);
  const columns = layout.columns.map(({ column }) => {
    const found = field.columns.find((one) => one.id === column);
    if (!found) {
      throw new JianbiaoError('paper-field-unknown', {
        form: context.form.title,
        field: `${field.id}.${column}`,
      });
    }
    return found;
  });
  const headings = columns.map((column) =>
    textBox([column.label], { style: labelStyle, label: column.label, balanced: true }, glyphs),
  );
  const header = printedRow(headings, widths, density);
  const filled = Array.isArray(value) ? value.filter((row) => isRow(row)) : [];
  const texts = columns.map((column) =>
    filled.map((row) => columnText(column, row, { codes: context.pack.codes })),
  );
  // A column is set flush left as a whole as soon as one of its cells needs a second line.
  const boxes = columns.map((column, at) => {
    const label = `${field.label}—${column.label}`;
    const options = { style: valueStyle, label, padX: 4, shrinkTo: cellShrink };
    const width = widths[at] ?? 0;
    const centred = (texts[at] ?? []).map((text) => textBox([text], options, glyphs));
    const words = column.type === 'text' || column.type === 'longText';
    const long = words && centred.some((box) => box.height(width) > valueStyle.pitch * 1.5 + 6);
    const left: TextStyle = { ...valueStyle, align: 'left' };
    return long
      ? (texts[at] ?? []).map((text) => textBox([text], { ...options, style: left }, glyphs))
      : centred;
  });
  const rows = filled.map((_row, index) =>
    printedRow(
      boxes.flatMap((column) => column[index] ?? []),
      widths,
      density,
    ),
  );
  // Blank paper to fill in by hand answers nothing beforehand: 无 is the word of whoever fills it in.
  const empty = rows.length === 0 && isBegun(context) ? (field.emptyText ?? '') : '';
  if (empty !== '') {
    const box = textBox([empty], { style: valueStyle, label: field.label }, glyphs);
    rows.push(printedRow([box], [tableWidth - side], density));
  }
  const blank = textBox([''], { style: valueStyle, label: field.label }, glyphs);
  const least = isBegun(context) ? layout.minRows : Math.max(layout.minRows, blankRows);
  while (rows.length < least && empty === '')
    rows.push(
      printedRow(
        widths.map(() => blank),
        widths,
        density,
      ),
    );

  const heading = uprightBox(layout.label, labelStyle, glyphs);
  const chunkOf = (part: readonly PrintedRow[]): Chunk => {
    const all = empty === '' ? [header, ...part] : part;
    const natural = all.reduce((sum, row) => sum + row.height, 0);
    const height = Math.max(natural, side === 0 ? 0 : heading.height(side));
    return {
      height,
      stretch: 0.15,
      draw(page, x, y, _width, grown) {
        const more = (grown - natural) / all.length;
        if (side > 0) {
          heading.draw(page, x, y, side, grown);
          line(page, [x + side, y], [x + side, y + grown]);
        }
        let top = y;
        for (const [index, row] of all.entries()) {
          if (index > 0) line(page, [x + side, top], [x + tableWidth, top]);
          drawColumns(page, row.cells, x + side, top, row.height + more);
          top += row.height + more;
        }
      },
    };
  };
  const blockFrom = (start: number): Block => ({
    label: layout.label || field.label,
    take(available) {
      let used = empty === '' ? header.height : 0;
      let end = start;
      while (end < rows.length && used + (rows[end]?.height ?? 0) <= available + 0.01) {
        used += rows[end]?.height ?? 0;
        end += 1;
      }
      if (end === start) return { chunk: null, rest: blockFrom(start) };
      const chunk = chunkOf(rows.slice(start, end));
      if (chunk.height > available + 0.01) return { chunk: null, rest: blockFrom(start) };
      return { chunk, rest: end < rows.length ? blockFrom(end) : null };
    },
  });
  return blockFrom(0);
}
