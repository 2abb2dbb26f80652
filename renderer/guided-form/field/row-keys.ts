import type { TableRow } from '../../../shared/words/content.ts';

/**
 * Keys for rows that have no identity of their own, so that moving or removing one keeps the boxes, and the focus, of
 * the others. An edited row takes its predecessor's key (`carry`); a row from elsewhere (undo, paste, restore) takes
 * the free key of its place, or a new one.
 */
export class RowKeys {
  readonly #keys = new WeakMap<TableRow, string>();
  #last: readonly string[] = [];
  #next = 0;

  carry(from: TableRow, to: TableRow): void {
    const key = this.#keys.get(from);
    if (key !== undefined) this.#keys.set(to, key);
  }

  /** The keys of rows in order, each once. The same rows give the same keys. */
  keysFor(rows: readonly TableRow[]): readonly string[] {
    const used = new Set<string>();
    const known = rows.map((row) => this.#keys.get(row));
    for (const key of known) if (key !== undefined) used.add(key);
    const seen = new Set<string>();
    const keys = rows.map((row, at) => {
      const own = known[at];
      const here = this.#last[at];
      const key =
        own !== undefined && !seen.has(own)
          ? own
          : here !== undefined && !used.has(here) && !seen.has(here)
            ? here
            : this.#fresh();
      seen.add(key);
      this.#keys.set(row, key);
      return key;
    });
    this.#last = keys;
    return keys;
  }

  #fresh(): string {
    this.#next += 1;
    return `row-${this.#next}`;
  }
}
