import type { Workbook } from '../../../reading-room/spreadsheet/workbook.ts';

/** Cells copied out of a spreadsheet program as a workbook of one sheet: what the clipboard shows is text. */
export function pastedBook(grid: readonly (readonly string[])[]): Workbook {
  const rows = grid.map((cells, at) => ({
    number: at + 1,
    hidden: false,
    cells: cells.flatMap((text, column) =>
      text.trim() === '' ? [] : [{ column: column + 1, value: { kind: 'text', text } as const }],
    ),
  }));
  return {
    sheets: [
      {
        name: '粘贴的表格',
        hidden: false,
        rows: rows.filter(({ cells }) => cells.length > 0),
        hiddenColumns: [],
        merges: [],
        beyondRows: false,
        beyondColumns: false,
      },
    ],
  };
}
