/**
 * The bytes of an ISO 9660 volume with the names of the Joliet specification (1995) beside it: one folder, files in a row.
 * ECMA-119 numbers its fields from 1; offsets here are from 0.
 */

export const sectorSize = 2048;
const systemArea = 16;
/** Two descriptors, their terminator, and a path table for each of them and each order of bytes. */
const firstFolder = systemArea + 3 + 4;
/** Drives read ahead of what they are asked for: without room behind the last file some of them fail at its end. */
const readAhead = 150;

/** A file of the volume. */
export interface IsoFile {
  /** Its Joliet name: at most 64 UTF-16 units. */
  readonly name: string;
  readonly bytes: number;
}

/** Where everything lies, in sectors. */
export interface IsoLayout {
  /** Everything before the first file. */
  readonly head: Buffer;
  /** First sector of each file, in the order given. */
  readonly starts: readonly number[];
  readonly sectors: number;
}

export interface IsoLabels {
  /** For those who do not read Joliet: capitals, digits and `_`, at most 32. */
  readonly plain: string;
  /** At most 16 UTF-16 units. */
  readonly joliet: string;
  /** The day and time on everything, in UTC. */
  readonly date: Date;
}

function sectorsOf(bytes: number): number {
  return Math.ceil(bytes / sectorSize);
}

function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Both orders of bytes, one behind the other (ECMA-119, 7.2.3 and 7.3.3). */
function both16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(value, 0);
  bytes.writeUInt16BE(value, 2);
  return bytes;
}
function both32(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
}

/** ECMA-119, 9.1.5. */
function recordDate(date: Date): Buffer {
  return Buffer.from([
    date.getUTCFullYear() - 1900,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    0,
  ]);
}

/** ECMA-119, 8.4.26.1: digits, and the zone as a byte; all zeros as characters where nothing is said. */
function volumeDate(date: Date | null): Buffer {
  const digits = date === null ? '0'.repeat(16) : `${date.toISOString().replace(/\D/g, '').slice(0, 14)}00`;
  return Buffer.concat([Buffer.from(digits, 'latin1'), Buffer.of(0)]);
}

/** ECMA-119, 9.1. */
function folderRecord(name: Buffer, start: number, bytes: number, folder: boolean, date: Date): Buffer {
  const length = 33 + name.length + (name.length % 2 === 0 ? 1 : 0);
  const record = Buffer.alloc(length);
  record[0] = length;
  both32(start).copy(record, 2);
  both32(bytes).copy(record, 10);
  recordDate(date).copy(record, 18);
  record[25] = folder ? 2 : 0;
  both16(1).copy(record, 28);
  record[32] = name.length;
  name.copy(record, 33);
  return record;
}

/** Records behind one another, none across the border of a sector (ECMA-119, 6.8.1.1). */
function packRecords(records: readonly Buffer[]): Buffer {
  const out: Buffer[] = [];
  let used = 0;
  for (const record of records) {
    const left = sectorSize - (used % sectorSize);
    const gap = record.length > left ? left : 0;
    out.push(Buffer.alloc(gap), record);
    used += gap + record.length;
  }
  out.push(Buffer.alloc(sectorsOf(used) * sectorSize - used));
  return Buffer.concat(out);
}

/** ECMA-119, 8.4; the second kind is Joliet's, told by its escape sequence for UCS-2 level 3. */
function descriptor(
  kind: 'primary' | 'joliet',
  label: string,
  sectors: number,
  tables: { readonly little: number; readonly big: number },
  root: { readonly start: number; readonly bytes: number },
  date: Date,
): Buffer {
  const joliet = kind === 'joliet';
  const out = Buffer.alloc(sectorSize);
  const text = (value: string, at: number, length: number) => {
    const blank = joliet ? ucs2(' '.repeat(Math.floor(length / 2))) : Buffer.alloc(length, ' ');
    blank.copy(out, at);
    (joliet ? ucs2(value) : Buffer.from(value, 'latin1')).copy(out, at, 0, length);
  };
  out[0] = joliet ? 2 : 1;
  out.write('CD001', 1, 'latin1');
  out[6] = 1;
  text('', 8, 32);
  text(label, 40, 32);
  both32(sectors).copy(out, 80);
  if (joliet) out.write('%/E', 88, 'latin1');
  both16(1).copy(out, 120);
  both16(1).copy(out, 124);
  both16(sectorSize).copy(out, 128);
  both32(pathTableBytes).copy(out, 132);
  out.writeUInt32LE(tables.little, 140);
  out.writeUInt32BE(tables.big, 148);
  folderRecord(Buffer.of(0), root.start, root.bytes, true, date).copy(out, 156);
  for (const [at, length] of [
    [190, 128],
    [318, 128],
    [446, 128],
    [574, 128],
    [702, 37],
    [739, 37],
    [776, 37],
  ] as const)
    text('', at, length);
  for (const [at, value] of [
    [813, date],
    [830, date],
    [847, null],
    [864, null],
  ] as const)
    volumeDate(value).copy(out, at);
  out[881] = 1;
  return out;
}

/** The root folder is the only one (ECMA-119, 9.4). */
const pathTableBytes = 10;
function pathTable(root: number, order: 'little' | 'big'): Buffer {
  const out = Buffer.alloc(sectorSize);
  out[0] = 1;
  if (order === 'little') {
    out.writeUInt32LE(root, 2);
    out.writeUInt16LE(1, 6);
  } else {
    out.writeUInt32BE(root, 2);
    out.writeUInt16BE(1, 6);
  }
  return out;
}

/** Names of eight and three for those who do not read Joliet, each of its own. */
function plainNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const clean = (text: string) => text.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
    const stem = clean(dot > 0 ? name.slice(0, dot) : name);
    const extension = clean(dot > 0 ? name.slice(dot + 1) : '').slice(0, 3);
    for (let n = 1; ; n += 1) {
      const mark = n === 1 ? '' : String(n);
      const plain = `${stem.slice(0, 8 - mark.length)}${mark}.${extension};1`;
      if (taken.has(plain)) continue;
      taken.add(plain);
      return plain;
    }
  });
}

/**
 * Lays out a volume of these files. Throws RangeError for what the formats cannot hold: a label that is too long, a file of
 * 4 GiB or more (sizes have 32 bits).
 */
export function isoLayout(files: readonly IsoFile[], labels: IsoLabels): IsoLayout {
  if (labels.plain.length > 32 || labels.joliet.length > 16) throw new RangeError('the label is too long');
  if (files.some(({ bytes }) => bytes > 0xffff_ffff)) throw new RangeError('a file is too large');
  const { date } = labels;
  const plain = plainNames(files.map(({ name }) => name)).map((name) => Buffer.from(name, 'latin1'));
  const joliet = files.map(({ name }) => ucs2(`${name};1`));
  const folder = (names: readonly Buffer[], start: number, bytes: number, starts: readonly number[]) =>
    packRecords([
      folderRecord(Buffer.of(0), start, bytes, true, date),
      folderRecord(Buffer.of(1), start, bytes, true, date),
      // In the order of their names' bytes, as readers look for them (ECMA-119, 9.3).
      ...names
        .map((name, at) => ({ name, at }))
        .sort((left, right) => Buffer.compare(left.name, right.name))
        .map(({ name, at }) => folderRecord(name, starts[at] ?? 0, files[at]?.bytes ?? 0, false, date)),
    ]);
  const plainBytes = folder(plain, 0, 0, []).length;
  const jolietBytes = folder(joliet, 0, 0, []).length;
  const plainStart = firstFolder;
  const jolietStart = plainStart + sectorsOf(plainBytes);
  let next = jolietStart + sectorsOf(jolietBytes);
  const starts = files.map(({ bytes }) => {
    const start = next;
    next += sectorsOf(bytes);
    return start;
  });
  const sectors = next + readAhead;
  const table = systemArea + 3;
  const end = Buffer.alloc(sectorSize);
  end[0] = 255;
  end.write('CD001', 1, 'latin1');
  end[6] = 1;
  const root = { start: plainStart, bytes: plainBytes };
  const jolietRoot = { start: jolietStart, bytes: jolietBytes };
  const head = Buffer.concat([
    Buffer.alloc(systemArea * sectorSize),
    descriptor('primary', labels.plain, sectors, { little: table, big: table + 1 }, root, date),
    descriptor('joliet', labels.joliet, sectors, { little: table + 2, big: table + 3 }, jolietRoot, date),
    end,
    pathTable(plainStart, 'little'),
    pathTable(plainStart, 'big'),
    pathTable(jolietStart, 'little'),
    pathTable(jolietStart, 'big'),
    folder(plain, plainStart, plainBytes, starts),
    folder(joliet, jolietStart, jolietBytes, starts),
  ]);
  return { head, starts, sectors };
}
