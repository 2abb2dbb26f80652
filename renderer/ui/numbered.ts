/** A list's values with their places from 1: keys for rows of a list that is only shown and never reordered. */
export function numbered<T>(values: readonly T[]): { readonly number: number; readonly value: T }[] {
  return values.map((value, index) => ({ number: index + 1, value }));
}
