/** What a Linux program or library asks of the system that loads it, as the loader itself reads it. */
export interface ElfNeeds {
  readonly machine: 'x64' | 'arm64' | 'other';
  /** Libraries by name (`libc.so.6`), in the file's order. */
  readonly libraries: readonly string[];
  /** Symbol versions by the library that has to have them: `libc.so.6` → `GLIBC_2.28`, … */
  readonly versions: ReadonlyMap<string, readonly string[]>;
}

const DYNAMIC_SEGMENT = 2;
const LOADED_SEGMENT = 1;
const TAG = {
  end: 0,
  needed: 1,
  strings: 5,
  versionNeeds: 0x6ffffffe,
  versionNeedCount: 0x6fffffff,
} as const;
const MACHINES: ReadonlyMap<number, ElfNeeds['machine']> = new Map([
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
]);

/** A file that is no ELF for 64 bits, or one whose tables lead nowhere. */
export class NotElfError extends Error {}

interface Segment {
  readonly kind: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/**
 * Reads the libraries and symbol versions that an ELF file (64 bits, little-endian) needs: by the dynamic segment, since
 * a stripped file may have no section table. Throws NotElfError for anything else, however it is broken.
 */
export function readElfNeeds(bytes: Uint8Array): ElfNeeds {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new NotElfError('a table of the file leads out of it');
    throw thrown;
  }
}

function read(view: DataView, bytes: Uint8Array): ElfNeeds {
  if (view.getUint32(0, false) !== 0x7f454c46 || view.getUint8(4) !== 2 || view.getUint8(5) !== 1)
    throw new NotElfError('no ELF file of 64 bits');
  const segments = readSegments(view);
  const dynamic = segments.find(({ kind }) => kind === DYNAMIC_SEGMENT);
  const machine = MACHINES.get(view.getUint16(18, true)) ?? 'other';
  if (dynamic === undefined) return { machine, libraries: [], versions: new Map() };

  const neededNames: number[] = [];
  const single = new Map<number, number>();
  for (let at = dynamic.offset; at + 16 <= dynamic.offset + dynamic.size; at += 16) {
    const tag = long(view, at);
    if (tag === TAG.end) break;
    if (tag === TAG.needed) neededNames.push(long(view, at + 8));
    else single.set(tag, long(view, at + 8));
  }
  const strings = offsetOf(segments, single.get(TAG.strings) ?? 0);
  const text = (index: number): string => {
    const end = bytes.indexOf(0, strings + index);
    if (end === -1) throw new NotElfError('a name without an end');
    return new TextDecoder('latin1').decode(bytes.subarray(strings + index, end));
  };
  const needs = single.get(TAG.versionNeeds);
  return {
    machine,
    libraries: neededNames.map(text),
    versions:
      needs === undefined
        ? new Map()
        : readVersions(view, offsetOf(segments, needs), single.get(TAG.versionNeedCount) ?? 0, text),
  };
}

function readSegments(view: DataView): readonly Segment[] {
  const table = long(view, 32);
  const size = view.getUint16(54, true);
  return Array.from({ length: view.getUint16(56, true) }, (_, index) => {
    const at = table + index * size;
    return {
      kind: view.getUint32(at, true),
      offset: long(view, at + 8),
      address: long(view, at + 16),
      size: long(view, at + 32),
    };
  });
}

/** One record a library, each with a chain of the versions wanted of it; both chains go by distances. */
function readVersions(
  view: DataView,
  start: number,
  count: number,
  text: (index: number) => string,
): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  let at = start;
  for (let left = count; left > 0; left -= 1) {
    const names: string[] = [];
    let name = at + view.getUint32(at + 8, true);
    for (let more = view.getUint16(at + 2, true); more > 0; more -= 1) {
      names.push(text(view.getUint32(name + 8, true)));
      const step = view.getUint32(name + 12, true);
      if (step === 0) break;
      name += step;
    }
    const library = text(view.getUint32(at + 4, true));
    versions.set(library, [...(versions.get(library) ?? []), ...names]);
    const step = view.getUint32(at + 12, true);
    if (step === 0) break;
    at += step;
  }
  return versions;
}

function offsetOf(segments: readonly Segment[], address: number): number {
  const segment = segments.find(
    (one) => one.kind === LOADED_SEGMENT && address >= one.address && address < one.address + one.size,
  );
  if (segment === undefined) throw new NotElfError('an address outside every segment');
  return address - segment.address + segment.offset;
}

/** A number of 64 bits; one that no file can reach is as broken as one that leads out of it. */
function long(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotElfError('a number beyond every file');
  return Number(value);
}

/** The newest version of one family (`GLIBC`, `GLIBCXX`) that the file asks for, as its numbers, or null for none. */
export function newestNeed(needs: ElfNeeds, family: string): readonly number[] | null {
  const wanted = [...needs.versions.values()]
    .flat()
    .filter((name) => name.startsWith(`${family}_`))
    .map((name) => name.slice(family.length + 1))
    // GLIBC_PRIVATE and the like name no version.
    .filter((version) => /^\d+(?:\.\d+)*$/.test(version))
    .map((version) => version.split('.').map(Number));
  return wanted.reduce<readonly number[] | null>(
    (newest, one) => (newest === null || compareVersions(one, newest) > 0 ? one : newest),
    null,
  );
}

/** Below 0 when `a` is older than `b`, 0 when they are the same, above 0 when it is newer. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
