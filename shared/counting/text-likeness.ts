/*
 * Whether two texts are one, copied. A sketch keeps the smallest hashes of all runs of letters (Broder, "On the
 * resemblance and containment of documents", 1997): equal texts have equal sketches, alike ones share most of it, and
 * sketches can be looked up one hash at a time, without comparing every text with every other.
 */

/** Letters in one run: long enough that official phrases alone do not fill it. */
const run = 12;
/** Hashes kept of a text. */
const kept = 32;

/** A text as two copies of it are equal: width, spaces, punctuation and case make no difference. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** The hashes of every run of letters of a normalised text (32 bits, FNV-1a over UTF-16 units). */
function runsOf(normal: string): Set<number> {
  const hashes = new Set<number>();
  for (let from = 0; from + run <= normal.length; from += 1) {
    let hash = 0x811c9dc5;
    for (let at = from; at < from + run; at += 1) hash = Math.imul(hash ^ normal.charCodeAt(at), 0x01000193);
    // The product's low bits follow from the last letters alone; mixed, any bit tells as much as another.
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hashes.add((hash ^ (hash >>> 13)) >>> 0);
  }
  return hashes;
}

/** The sketch of a text, ascending; empty for one too short to be told from others. */
export function textSketch(text: string): readonly number[] {
  return [...runsOf(normaliseText(text))].sort((left, right) => left - right).slice(0, kept);
}

/**
 * The share of all runs of two texts that stand in both, 0 to 1, from their sketches alone: of the smallest hashes of both
 * together, those that both have.
 */
export function sketchLikeness(left: readonly number[], right: readonly number[]): number {
  const size = Math.min(kept, new Set([...left, ...right]).size);
  if (size === 0) return 0;
  const smallest = [...new Set([...left, ...right])].sort((a, b) => a - b).slice(0, size);
  const [inLeft, inRight] = [new Set(left), new Set(right)];
  return smallest.filter((hash) => inLeft.has(hash) && inRight.has(hash)).length / size;
}
