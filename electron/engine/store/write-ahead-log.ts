import { closeSync, openSync, readSync, statSync } from 'node:fs';

/*
 * SQLite's write-ahead log as a file (sqlite.org/fileformat2, section 4). SQLite reads it up to the first frame whose
 * salt or checksum does not hold and silently throws the rest away, which is right for a commit that was cut off, and
 * wrong for one damaged byte with acknowledged commits behind it. The cipher leaves the frames' heads readable and the
 * checksums are over what stands in the file: no key is needed to tell the two apart.
 */

const headBytes = 32;
const frameHeadBytes = 24;
const bigEndianMagic = 0x377f0683;
const littleEndianMagic = 0x377f0682;

/** What stands in a log. */
export interface LogState {
  /** Frames that SQLite will read. */
  readonly valid: number;
  /** Commits behind the first frame that SQLite will not read: acknowledged, and lost unless the log is mended. */
  readonly lostCommits: number;
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, littleEndian: boolean, [first, second]: Sum): Sum {
  let [one, two] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const left = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const right = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    one = (one + left + two) >>> 0;
    two = (two + right + one) >>> 0;
  }
  return [one, two];
}

function equals(sum: Sum, bytes: Buffer, at: number): boolean {
  return sum[0] === bytes.readUInt32BE(at) && sum[1] === bytes.readUInt32BE(at + 4);
}

/** Reads a log without touching it; null when there is none, or nothing in it. Throws the file system's errors. */
export function inspectLog(path: string): LogState | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= headBytes) return null;
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    readSync(file, head, 0, headBytes, 0);
    const magic = head.readUInt32BE(0);
    const pageBytes = head.readUInt32BE(8);
    const known = magic === bigEndianMagic || magic === littleEndianMagic;
    const pageFits = pageBytes >= 512 && pageBytes <= 65_536 && (pageBytes & (pageBytes - 1)) === 0;
    // With a broken head nothing of the log is read, and whose commits it holds cannot be told from old ones.
    if (!known || !pageFits) return { valid: 0, lostCommits: 1 };
    const littleEndian = magic === littleEndianMagic;
    let sum: Sum = checksum(head.subarray(0, 24), littleEndian, [0, 0]);
    let reading = equals(sum, head, 24);
    let valid = 0;
    let lostCommits = reading ? 0 : 1;
    const frame = Buffer.alloc(frameHeadBytes + pageBytes);
    for (let at = headBytes; at + frame.length <= size; at += frame.length) {
      readSync(file, frame, 0, frame.length, at);
      // Frames of an earlier use of the file lie behind the ones of this use: their salt tells.
      const ofThisUse = frame.subarray(8, 16).equals(head.subarray(16, 24));
      const broken = reading;
      if (reading) {
        const next = checksum(
          frame.subarray(frameHeadBytes),
          littleEndian,
          checksum(frame.subarray(0, 8), littleEndian, sum),
        );
        reading = ofThisUse && equals(next, frame, 16);
        if (reading) {
          sum = next;
          valid += 1;
          continue;
        }
      }
      // The first broken frame may be a commit that was cut off; what lies behind it was written after it.
      const commits = frame.readUInt32BE(4) !== 0;
      if (!broken && ofThisUse && commits) lostCommits += 1;
    }
    return { valid, lostCommits };
  } finally {
    closeSync(file);
  }
}
