import type { Random } from './random.ts';

/** One way to spoil a file; gives the new bytes. */
export type ByteMutation = (bytes: Buffer, random: Random) => Buffer;

const interesting = [0, 1, 0x7f, 0x80, 0xff, 0x2f, 0x5c, 0x2e, 0x0a, 0x0d, 0x20];
const interestingWords = [0, 1, 0xffff, 0x7fff, 0xffffffff, 0x7fffffff, 0x80000000, 0x10000, 22, 46, 30];

function flipBits(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = 1 + random.below(4); n > 0; n -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

function setBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  copy.fill(random.pick(interesting), at, Math.min(copy.length, at + 1 + random.below(8)));
  return copy;
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length));
}

function cutFront(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(1 + random.below(bytes.length - 1));
}

function removeBlock(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  const length = 1 + random.below(Math.min(200, bytes.length - at));
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
}

function insertBlock(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const block = Buffer.from(Array.from({ length: 1 + random.below(40) }, () => random.below(256)));
  return Buffer.concat([bytes.subarray(0, at), block, bytes.subarray(at)]);
}

function copyBlock(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const from = random.below(bytes.length);
  bytes.copy(copy, random.below(bytes.length), from, Math.min(bytes.length, from + 1 + random.below(300)));
  return copy;
}

function doubleTail(bytes: Buffer, random: Random): Buffer {
  return Buffer.concat([bytes, bytes.subarray(random.below(bytes.length))]);
}

/** Where headers of one kind start. */
function headersAt(bytes: Buffer, signature: readonly number[]): number[] {
  const mark = Buffer.from([0x50, 0x4b, ...signature]);
  const found: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at);
  return found;
}

/** Overwrites a field of a zip header with a value chosen to cause trouble. */
function editHeader(signature: readonly number[], length: number): ByteMutation {
  return (bytes, random) => {
    const copy = Buffer.from(bytes);
    const starts = headersAt(copy, signature);
    if (starts.length === 0) return flipBits(bytes, random);
    const at = random.pick(starts) + 4 + random.below(length - 8);
    const value = random.next() < 0.5 ? random.pick(interestingWords) : random.below(2 ** 32);
    if (random.next() < 0.5) copy.writeUInt16LE(value & 0xffff, Math.min(at, copy.length - 2));
    else copy.writeUInt32LE(value >>> 0, Math.min(at, copy.length - 4));
    return copy;
  };
}

/** All byte mutations by name. */
export const byteMutations: Readonly<Record<string, ByteMutation>> = {
  'bit flips': flipBits,
  'set bytes': setBytes,
  truncation: truncate,
  'cut front': cutFront,
  'remove block': removeBlock,
  'insert block': insertBlock,
  'copy block': copyBlock,
  'double tail': doubleTail,
  'local header edit': editHeader([3, 4], 30),
  'directory edit': editHeader([1, 2], 46),
  'end record edit': editHeader([5, 6], 22),
};
