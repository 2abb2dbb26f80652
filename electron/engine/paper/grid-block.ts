import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { LayoutCell, LayoutRow } from '../../../shared/words/form-schema.ts';
import { type Block, solidBlock } from './blocks.ts';
import { type CellBox, cellShrink, pictureBox, textBox } from './cell-box.ts';
import { line, mm } from './display-list.ts';
import { cellTexts, type FormContext, lookUp, photoOf } from './form-context.ts';
import { typeSize } from './page-geometry.ts';
import type { TextStyle } from './typesetter.ts';

export const labelStyle: TextStyle = { role: 'label', size: typeSize.小四, pitch: 16, align: 'center' };
/** Filled-in text: 仿宋小四 (domain notes 3.0, A1). */
export const valueStyle: TextStyle = { role: 'fangsong', size: typeSize.小四, pitch: 17, align: 'center' };

const minRowHeight = mm(10);

interface GridCell {
  readonly box: CellBox;
  readonly column: number;
  readonly span: number;
  readonly row: number;
  readonly rowSpan: number;
}

function cellBox(context: FormContext, cell: LayoutCell): CellBox {
  const padY = 3 * context.density;
  if ('label' in cell) {
    const options = { style: labelStyle, label: cell.label, balanced: true, padY };
    return textBox([cell.label], options, context.glyphs);
  }
  const { field, value } = lookUp(context, cell.field);
  if (field.type === 'photo') return photoBox(context, cell.field);
  return textBox(
    cellTexts(context, cell.field),
    { style: valueStyle, label: field.label, leftWhenLong: true, padX: 4, padY, shrinkTo: cellShrink },
    context.glyphs,
  );
  function photoBox(inner: FormContext, name: string): CellBox {
    const photo = photoOf(lookUp(inner, name).value ?? value);
    const picture = photo ? inner.pictures.get(photo.sha256) : undefined;
    const [w, h] = photoSize(inner, picture);
    if (picture) return pictureBox(picture.data, w, h);
    const words = textBox([field.label], { style: labelStyle, label: field.label }, inner.glyphs);
    return { height: () => h + 6, draw: words.draw };
  }
}

/** The print size of a photo: of the campaign's sizes the one nearest in proportion (2 寸 has no single standard). */
export function photoSize(
  context: Pick<FormContext, 'pack'>,
  picture: { readonly width: number; readonly height: number } | undefined,
): readonly [number, number] {
  const sizes = context.pack.campaign.photo?.sizesMm ?? [[35, 49]];
  const wanted = picture ? picture.width / picture.height : 0;
  let best: readonly [number, number] = [35, 49];
  let distance = Number.POSITIVE_INFINITY;
  for (const [w, h] of sizes) {
    const off = picture ? Math.abs(w / h - wanted) : 0;
    if (off < distance) {
      distance = off;
      best = [w, h];
    }
  }
  const [w, h] = [mm(best[0]), mm(best[1])];
  if (!picture) return [w, h];
  // The whole picture is shown, undistorted, inside the size.
  const scale = Math.min(w / picture.width, h / picture.height);
  return [picture.width * scale, picture.height * scale];
}

/** Puts the cells of consecutive rows on a grid of twelfths, row spans included. Throws `paper-layout-invalid`. */
function placeCells(context: FormContext, rows: readonly (readonly LayoutCell[])[]): GridCell[] {
  const taken = rows.map(() => new Array<boolean>(12).fill(false));
  const placed: GridCell[] = [];
  const invalid = (problem: string): JianbiaoError =>
    new JianbiaoError('paper-layout-invalid', { form: context.form.title, problem });
  for (const [row, cells] of rows.entries()) {
    for (const cell of cells) {
      const column = taken[row]?.indexOf(false) ?? -1;
      const rowSpan = Math.min(cell.rowSpan ?? 1, rows.length - row);
      if (column < 0 || column + cell.span > 12) throw invalid(`第${row + 1}行的栏宽之和超过12`);
      for (let r = row; r < row + rowSpan; r += 1) {
        for (let c = column; c < column + cell.span; c += 1) {
          const line = taken[r];
          if (!line || line[c]) throw invalid(`第${row + 1}行的栏互相重叠`);
          line[c] = true;
        }
      }
      placed.push({ box: cellBox(context, cell), column, span: cell.span, row, rowSpan });
    }
  }
  return placed;
}

function rowHeights(cells: readonly GridCell[], rows: number, unit: number, density: number): number[] {
  const heights = new Array<number>(rows).fill(minRowHeight * density);
  const bySpan = [...cells].sort((a, b) => a.rowSpan - b.rowSpan);
  for (const cell of bySpan) {
    const have = heights.slice(cell.row, cell.row + cell.rowSpan).reduce((sum, height) => sum + height, 0);
    const lack = cell.box.height(cell.span * unit) - have;
    if (lack <= 0) continue;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      heights[row] = (heights[row] ?? 0) + lack / cell.rowSpan;
    }
  }
  return heights;
}

/** Rows that row spans or their definition tie together must stay on one page: the ends (exclusive) of such groups. */
function groupEnds(cells: readonly GridCell[], rows: readonly CellsRow[]): number[] {
  const ends: number[] = [];
  for (let end = 1; end <= rows.length; end += 1) {
    if (rows[end]?.withPrevious === true) continue;
    if (!cells.some((cell) => cell.row < end && cell.row + cell.rowSpan > end)) ends.push(end);
  }
  return ends;
}

type CellsRow = Extract<LayoutRow, { kind: 'cells' }>;

/** Blocks of consecutive `cells` rows: each row, or each group of rows that are tied together, is one unsplittable block. */
export function gridBlocks(context: FormContext, rows: readonly CellsRow[], tableWidth: number): Block[] {
  const cells = placeCells(
    context,
    rows.map((row) => row.cells),
  );
  const unit = tableWidth / 12;
  const heights = rowHeights(cells, rows.length, unit, context.density);
  let start = 0;
  return groupEnds(cells, rows).map((end) => {
    const from = start;
    start = end;
    const own = cells.filter((cell) => cell.row >= from && cell.row < end);
    const natural = heights.slice(from, end);
    const total = natural.reduce((sum, height) => sum + height, 0);
    const label = rows[from]?.cells.find((cell) => 'label' in cell);
    return solidBlock(label && 'label' in label ? label.label.replace('\n', '') : '表格', {
      height: total,
      stretch: 0.05 * natural.length,
      draw(page, x, y, _width, height) {
        const grown = natural.map((one) => one + (height - total) / natural.length);
        const top = (row: number): number =>
          y + grown.slice(0, row - from).reduce((sum, one) => sum + one, 0);
        for (const cell of own) {
          const left = x + cell.column * unit;
          const [y1, y2] = [top(cell.row), top(cell.row + cell.rowSpan)];
          cell.box.draw(page, left, y1, cell.span * unit, y2 - y1);
          if (cell.column > 0) line(page, [left, y1], [left, y2]);
          if (cell.column + cell.span < 12) {
            const right = left + cell.span * unit;
            const neighbour = own.some(
              (one) =>
                one.column === cell.column + cell.span &&
                one.row <= cell.row &&
                one.row + one.rowSpan > cell.row,
            );
            if (!neighbour) line(page, [right, y1], [right, y2]);
          }
          if (cell.row > from) line(page, [left, y1], [left + cell.span * unit, y1]);
        }
      },
    });
  });
}
