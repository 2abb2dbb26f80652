/**
 * Blowfish with the expensive key schedule, as bcrypt uses it (B. Schneier 1993; N. Provos and D. Mazières,
 * "A Future-Adaptable Password Scheme", 1999). Only what bcrypt_pbkdf needs. The start tables are the fraction of π,
 * so they are computed instead of copied.
 */

const wordCount = 18 + 4 * 256;

/** The first 1042 32-bit words of the fraction of π, by Machin's formula with 64 guard bits. */
function piWords(): Uint32Array {
  const bits = BigInt(wordCount * 32 + 64);
  const one = 1n << bits;
  const arctanInverse = (x: bigint): bigint => {
    let power = one / x;
    let sum = power;
    const square = x * x;
    for (let n = 3n, negative = true; power !== 0n; n += 2n, negative = !negative) {
      power /= square;
      sum += negative ? -(power / n) : power / n;
    }
    return sum;
  };
  const pi = 16n * arctanInverse(5n) - 4n * arctanInverse(239n);
  const hex = ((pi - 3n * one) >> 64n).toString(16).padStart(wordCount * 8, '0');
  return Uint32Array.from({ length: wordCount }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

let startTable: Uint32Array | null = null;

/** One Blowfish state: 18 subkeys, then four S-boxes, in one array. */
export type BlowfishState = Uint32Array;

/** A fresh state with the digits of π. */
export function blowfishStart(): BlowfishState {
  startTable ??= piWords();
  return startTable.slice();
}

/** Reads big-endian words round and round through the bytes, as bcrypt's stream2word does. */
function cyclicWords(bytes: Uint8Array): () => number {
  let at = 0;
  return () => {
    let word = 0;
    for (let i = 0; i < 4; i += 1) {
      word = (word << 8) | (bytes[at] ?? 0);
      at = (at + 1) % bytes.length;
    }
    return word;
  };
}

/** Encrypts the block at `at` of `block` (two words) in place. */
function encipher(state: BlowfishState, block: Uint32Array, at: number): void {
  let left = (block[at] ?? 0) ^ (state[0] ?? 0);
  let right = block[at + 1] ?? 0;
  for (let i = 1; i <= 16; i += 1) {
    const f =
      ((((state[18 + (left >>> 24)] ?? 0) + (state[274 + ((left >>> 16) & 255)] ?? 0)) ^
        (state[530 + ((left >>> 8) & 255)] ?? 0)) +
        (state[786 + (left & 255)] ?? 0)) |
      0;
    const next = right ^ f ^ (state[i] ?? 0);
    right = left;
    left = next;
  }
  block[at] = right ^ (state[17] ?? 0);
  block[at + 1] = left;
}

/** Mixes the key, and the salt when given, into the state (EksBlowfish's ExpandKey). */
export function blowfishExpand(state: BlowfishState, key: Uint8Array, salt?: Uint8Array): void {
  const nextKey = cyclicWords(key);
  for (let i = 0; i < 18; i += 1) state[i] = (state[i] ?? 0) ^ nextKey();
  const nextSalt = salt === undefined ? null : cyclicWords(salt);
  const block = new Uint32Array(2);
  for (let i = 0; i < wordCount; i += 2) {
    if (nextSalt !== null) {
      block[0] = (block[0] ?? 0) ^ nextSalt();
      block[1] = (block[1] ?? 0) ^ nextSalt();
    }
    encipher(state, block, 0);
    state[i] = block[0] ?? 0;
    state[i + 1] = block[1] ?? 0;
  }
}

/** Encrypts an even number of words in place, electronic code book. */
export function blowfishEncrypt(state: BlowfishState, words: Uint32Array): void {
  for (let i = 0; i < words.length; i += 2) encipher(state, words, i);
}
