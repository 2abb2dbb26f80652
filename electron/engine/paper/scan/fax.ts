import { PdfSyntaxError } from './pdf-values.ts';

/** How a black and white picture was packed (ISO 32000-1, table 11). */
export interface FaxParameters {
  readonly columns: number;
  readonly rows: number;
  readonly aligned: boolean;
}

// Run lengths by their code words, ITU-T T.4 tables 2 and 3: 0 to 63, then 64 to 1728 in steps of 64, then both
// colours' common ones to 2560.
const whiteShort = `
00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101
101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100
0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111
00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010
01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011
00110010 00110011 00110100`;
const whiteLong = `
11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101
011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011
010011000 010011001 010011010 011000 010011011`;
const blackShort = `
0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111
000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111
00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000
000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101
000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100
000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011
000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001
000000101011 000000101100 000001011010 000001100110 000001100111`;
const blackLong = `
0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101
0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010
0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011
0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101`;
const bothLong = `
00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110
000000010111 000000011100 000000011101 000000011110 000000011111`;

/** Modes of ITU-T T.6, table 1, by their code words. A vertical mode is how far the change lies from the one above. */
const modes = new Map<string, 'pass' | 'horizontal' | number>([
  ['0001', 'pass'],
  ['001', 'horizontal'],
  ['1', 0],
  ['011', 1],
  ['000011', 2],
  ['0000011', 3],
  ['010', -1],
  ['000010', -2],
  ['0000010', -3],
]);

/** A code word's bits with a leading 1, so that words of different length differ. */
const key = (word: string): number => Number.parseInt(`1${word}`, 2);

function table(short: string, long: string): ReadonlyMap<number, number> {
  const words = (text: string): string[] => text.trim().split(/\s+/);
  return new Map([
    ...words(short).map((word, run): [number, number] => [key(word), run]),
    ...[...words(long), ...words(bothLong)].map((word, at): [number, number] => [key(word), (at + 1) * 64]),
  ]);
}

const runs = [table(whiteShort, whiteLong), table(blackShort, blackLong)] as const;
const modeKeys: ReadonlyMap<number, 'pass' | 'horizontal' | number> = new Map(
  [...modes].map(([word, mode]) => [key(word), mode]),
);

class Bits {
  private readonly data: Uint8Array;
  private at = 0;
  constructor(data: Uint8Array) {
    this.data = data;
  }
  /** What the next code word stands for; null when none of the table's words comes, at the end of the picture too. */
  take<T>(words: ReadonlyMap<number, T>): T | null {
    let word = 1;
    const start = this.at;
    for (let length = 0; length < 13; length += 1) {
      if (this.at >> 3 >= this.data.length) break;
      word = word * 2 + (((this.data[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
      this.at += 1;
      const found = words.get(word);
      if (found !== undefined) return found;
    }
    this.at = start;
    return null;
  }
  /** A whole run: long words, then the short one that ends it. */
  run(colour: 0 | 1): number | null {
    let sum = 0;
    for (let words = 0; words < 64; words += 1) {
      const run = this.take(runs[colour]);
      if (run === null) return null;
      sum += run;
      if (run < 64) return sum;
    }
    return null;
  }
  align(): void {
    this.at = (this.at + 7) & ~7;
  }
}

/** The next place after `a0` where the row above changes to the other colour than `colour`, and the change after it. */
function changesAbove(above: readonly number[], a0: number, colour: 0 | 1, columns: number, from: number) {
  // Changes lie in order and this row only goes on to the right, but a change to the left of the last one may count.
  let at = Math.max(0, (from & ~1) - 2) + colour;
  while (at < above.length && (above[at] ?? columns) <= a0) at += 2;
  return { at, b1: above[at] ?? columns, b2: above[at + 1] ?? columns };
}

/** The places where a row changes colour, starting from white; null when the data end or break off within it. */
function decodeRow(bits: Bits, above: readonly number[], columns: number): number[] | null {
  const row: number[] = [];
  let a0 = -1;
  let colour: 0 | 1 = 0;
  let near = 0;
  while (a0 < columns) {
    const mode = bits.take(modeKeys);
    if (mode === null) return null;
    const { at, b1, b2 } = changesAbove(above, a0, colour, columns, near);
    near = at;
    if (mode === 'pass') a0 = b2;
    else if (mode === 'horizontal') {
      const [first, second] = [bits.run(colour), bits.run(colour === 0 ? 1 : 0)];
      if (first === null || second === null) return null;
      const start = Math.max(a0, 0);
      row.push(Math.min(start + first, columns), Math.min(start + first + second, columns));
      a0 = start + first + second;
    } else {
      const a1 = Math.min(Math.max(b1 + mode, Math.max(a0, 0)), columns);
      row.push(a1);
      a0 = a1;
      colour = colour === 0 ? 1 : 0;
    }
    // Changes without getting on would never end the row.
    if (row.length > columns * 2 + 4) return null;
  }
  return row;
}

/**
 * Unpacks a Group 4 picture (ITU-T T.6) into rows of one bit a pixel, black 0. Rows after a break stay white, so that
 * what was read before it still counts. Throws PdfSyntaxError for sizes out of bounds.
 */
export function decodeFax(data: Uint8Array, { columns, rows, aligned }: FaxParameters): Uint8Array {
  if (columns < 1 || columns > 65_535 || rows < 1) throw new PdfSyntaxError('fax size');
  const width = Math.ceil(columns / 8);
  const out = new Uint8Array(width * rows).fill(255);
  const bits = new Bits(data);
  let above: readonly number[] = [];
  for (let y = 0; y < rows; y += 1) {
    if (aligned) bits.align();
    const row = decodeRow(bits, above, columns);
    if (row === null) break;
    for (let index = 0; index < row.length; index += 2) {
      const end = row[index + 1] ?? columns;
      for (let x = row[index] ?? columns; x < end; x += 1) {
        const at = y * width + (x >> 3);
        out[at] = (out[at] ?? 0) & ~(128 >> (x & 7));
      }
    }
    above = row;
  }
  return out;
}
