import { canonicalJson } from './canonical-json.ts';

/**
 * Whether two values say the same: the one answer for drafts, store, merges and comparisons. Absent and null are the same
 * nothing; an empty text, an empty list and `false` are values of their own. The order of keys says nothing, the order
 * of a list does.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  const [a, b] = [left ?? null, right ?? null];
  if (a === b || Object.is(a, b)) return true;
  // Texts that differ need no canonical form, and a half character, which has none, is still compared.
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return canonicalJson(a) === canonicalJson(b);
}
