/** What was done with one target, by column; `—` where it does not apply, and the reason where it could not be tried. */
const COLUMNS = ['built', 'installed', 'started', 'main job', 'updated', 'removed', 'drafts kept'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Row {
  readonly target: string;
  readonly cells: Partial<Record<Column, string>>;
}

/** Does the steps of one target in order, each under its column: a step gives what was seen, and the first that fails ends the row. */
export async function fillRow(
  target: string,
  steps: readonly (readonly [Column, () => string | Promise<string>])[],
): Promise<Row & { readonly failed: boolean }> {
  const cells: Partial<Record<Column, string>> = {};
  for (const [column, step] of steps) {
    const started = Date.now();
    try {
      cells[column] = await step();
      console.log(`${target}: ${column}: ${cells[column]} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (thrown) {
      cells[column] = 'FAILED';
      console.error(`${target}: ${column}:`, thrown);
      return { target, cells, failed: true };
    }
  }
  return { target, cells, failed: false };
}

/** The table as plain text. */
export function tableText(rows: readonly Row[]): string {
  const lines = [
    ['target', ...COLUMNS],
    ...rows.map(({ target, cells }) => [target, ...COLUMNS.map((column) => cells[column] ?? '—')]),
  ];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
