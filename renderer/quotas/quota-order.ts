import type { QuotaRowState } from '../../shared/api/review-methods.ts';

function place({ reported, enrolled }: QuotaRowState): number {
  if (reported !== null) return 0;
  return enrolled ? 1 : 2;
}

/** Units that have sent something first, then the enrolled, then the rest of the list; within each as they were. */
export function orderQuotaRows(rows: readonly QuotaRowState[]): QuotaRowState[] {
  return [...rows].sort((left, right) => place(left) - place(right));
}
