/** A sorted copy. (Array.prototype.toSorted came with Chromium 110; the oldest window we serve is 108.) */
export function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...list].sort(compare);
}

/** Items by a key, in order of first appearance. (Map.groupBy came with Chromium 117.) */
export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
