interface CellProblem {
  readonly sheet: string;
  readonly cell: string;
  readonly message: string;
}

/** One thing wrong, and every cell where it is. */
export interface SharedProblem {
  readonly sheet: string;
  readonly cells: readonly string[];
  readonly message: string;
}

/** Problems with the same words on the same sheet as one, in the order of their first cells: sixty rows, one mistake. */
export function sameProblems(problems: readonly CellProblem[]): readonly SharedProblem[] {
  const found = new Map<string, { sheet: string; cells: string[]; message: string }>();
  for (const { sheet, cell, message } of problems) {
    const key = `${sheet}\n${message}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { sheet, cells: [cell], message });
    else known.cells.push(cell);
  }
  return [...found.values()];
}

/** Cells named one by one; of many, the first ones and how many there are. */
export function cellsText(cells: readonly string[]): string {
  const shown = 4;
  return cells.length <= shown
    ? cells.join('、')
    : `${cells.slice(0, shown).join('、')} 等 ${cells.length} 格`;
}
