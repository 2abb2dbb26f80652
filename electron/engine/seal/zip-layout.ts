// The zip form of a package is fixed to the last byte: stored entries one after another without gaps, no extra
// fields, no comments, no data descriptors, no zip64, one time stamp. From names, sizes and CRC-32s follows every
// other byte, so the reader rebuilds what the writer must have written and compares (PKWARE APPNOTE 4.3 to 4.4).

/** One stored entry of the zip. `name` is ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
}

export const zipSignatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  zip64Locator: 0x07064b50,
} as const;

export const localHeaderBytes = 30;
export const centralHeaderBytes = 46;
export const endRecordBytes = 22;
/** Without zip64 every offset and size stays below this. */
export const largestZip = 0xffff_fffe;

const versionNeeded = 10;
/** Unix host, so that unzip gives plain files their ordinary mode; specification version 1.0. */
const versionMadeBy = (3 << 8) | 10;
/** 1980-01-01 00:00:00, the earliest DOS time: dates of packing would make equal content unequal. */
const dosTime = 0;
const dosDate = (1 << 5) | 1;
/** A regular file, mode 0644. */
const externalAttributes = 0o100644 * 0x10000;

/** The local header of an entry. */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name, 'latin1');
  const header = Buffer.alloc(localHeaderBytes + name.length);
  header.writeUInt32LE(zipSignatures.local, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(dosTime, 10);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt32LE(entry.crc32, 14);
  header.writeUInt32LE(entry.bytes, 18);
  header.writeUInt32LE(entry.bytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.set(name, localHeaderBytes);
  return header;
}

function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const name = Buffer.from(entry.name, 'latin1');
  const header = Buffer.alloc(centralHeaderBytes + name.length);
  header.writeUInt32LE(zipSignatures.central, 0);
  header.writeUInt16LE(versionMadeBy, 4);
  header.writeUInt16LE(versionNeeded, 6);
  header.writeUInt16LE(dosTime, 12);
  header.writeUInt16LE(dosDate, 14);
  header.writeUInt32LE(entry.crc32, 16);
  header.writeUInt32LE(entry.bytes, 20);
  header.writeUInt32LE(entry.bytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(externalAttributes, 38);
  header.writeUInt32LE(offset, 42);
  header.set(name, centralHeaderBytes);
  return header;
}

/** Where each entry's local header starts, in order, and where the directory does. */
export function zipOffsets(entries: readonly Pick<ZipEntry, 'name' | 'bytes'>[]): {
  readonly offsets: readonly number[];
  readonly directory: number;
} {
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    offsets.push(at);
    at += localHeaderBytes + entry.name.length + entry.bytes;
  }
  return { offsets, directory: at };
}

/** The central directory and the end record: everything behind the last entry. */
export function zipTail(entries: readonly ZipEntry[]): Buffer {
  const { offsets, directory } = zipOffsets(entries);
  const headers = entries.map((entry, i) => centralHeader(entry, offsets[i] ?? 0));
  const size = headers.reduce((sum, header) => sum + header.length, 0);
  const end = Buffer.alloc(endRecordBytes);
  end.writeUInt32LE(zipSignatures.end, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(directory, 16);
  return Buffer.concat([...headers, end]);
}

/** The size of the whole zip in bytes. */
export function zipSize(entries: readonly Pick<ZipEntry, 'name' | 'bytes'>[]): number {
  const names = entries.reduce((sum, entry) => sum + entry.name.length, 0);
  return zipOffsets(entries).directory + names + entries.length * centralHeaderBytes + endRecordBytes;
}
