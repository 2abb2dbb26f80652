import { sheetOrders } from '../../../store/bulk-import-store.ts';
import { listNominees, reorderNominees } from '../../../store/record-store.ts';
import type { Db } from '../../../store/rows.ts';

/** A nominee just made, with its number on the sheet. */
export interface NewcomerOnSheet {
  readonly id: string;
  readonly kind: string;
  readonly order: number;
}

/**
 * Puts newcomers where their number on the sheet puts them among those of earlier imports: rows mended later stand where
 * they stood on the sheet. Without earlier ones they stay at the end, in the sheet's order.
 */
export function placeBySheet(db: Db, newcomers: readonly NewcomerOnSheet[]): void {
  const orders = sheetOrders(db);
  const fresh = new Set(newcomers.map(({ id }) => id));
  const listed = listNominees(db);
  const kinds = new Map(listed.map(({ id, kind }) => [id, kind]));
  let ids = listed.map(({ id }) => id).filter((id) => !fresh.has(id));
  const withEarlier = new Set(ids.flatMap((id) => (orders.has(id) ? [kinds.get(id) ?? ''] : [])));
  const placed = new Map<string, number>();
  for (const { id, kind, order } of newcomers) {
    placed.set(id, order);
    if (!withEarlier.has(kind)) {
      ids.push(id);
      continue;
    }
    const known = ids.flatMap((other) => {
      const number = placed.get(other) ?? orders.get(other);
      return kinds.get(other) === kind && number !== undefined ? [{ other, number }] : [];
    });
    const before = known
      .filter(({ number }) => number <= order)
      .toSorted((a, b) => a.number - b.number)
      .at(-1);
    const after = known.filter(({ number }) => number > order).toSorted((a, b) => a.number - b.number)[0];
    if (before !== undefined) ids = ids.toSpliced(ids.lastIndexOf(before.other) + 1, 0, id);
    else if (after !== undefined) ids = ids.toSpliced(ids.indexOf(after.other), 0, id);
  }
  reorderNominees(db, ids);
}
