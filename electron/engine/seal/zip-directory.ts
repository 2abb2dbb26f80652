import type { ErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { isReservedName } from '../../../shared/package/package-name.ts';
import type { ByteReader } from './byte-reader.ts';
import type { PackageLimits } from './package-types.ts';
import { problem, refuse, refuseAll, safeName } from './problems.ts';
import {
  centralHeaderBytes,
  endRecordBytes,
  type ZipEntry,
  zipOffsets,
  zipSignatures,
  zipTail,
} from './zip-layout.ts';

/** Longest name in our form: base name, data/, folder, file. */
const longestName = 200;

interface RawEntry extends ZipEntry {
  readonly flags: number;
  readonly method: number;
  readonly stored: number;
  readonly extraBytes: number;
  readonly commentBytes: number;
  readonly mode: number;
  readonly offset: number;
}

/** Why a name must not be used, or null when it is harmless. Everything is looked at, not only what we would write. */
export function nameProblem(name: string): string | null {
  if (name === '') return '名称为空';
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return '含控制字符';
  if (name.includes('\\')) return '含反斜杠';
  if (name.startsWith('/')) return '绝对路径';
  if (/^[A-Za-z]:/.test(name)) return '盘符路径';
  if (name.startsWith('~')) return '主目录路径';
  if (name.endsWith('/')) return '目录项';
  const parts = name.split('/');
  if (parts.some((part) => part === '..')) return '越出文件夹';
  if (parts.some((part) => part === '.' || part === '')) return '路径含空段';
  if (parts.some((part) => /[. ]$/.test(part) || /^ /.test(part))) return '以点或空格结尾';
  if (parts.some((part) => isReservedName(part))) return '系统保留名';
  if (!/^[a-z0-9._/-]+$/.test(name)) return '含不允许的字符';
  if (name.length > longestName) return '过长';
  return null;
}

async function readEnd(reader: ByteReader): Promise<{ count: number; size: number; offset: number }> {
  const end = Buffer.alloc(endRecordBytes);
  await reader.fill(end, reader.size - endRecordBytes);
  if (end.readUInt32LE(0) !== zipSignatures.end || end.readUInt16LE(20) !== 0) await explainEnd(reader);
  const locator = Buffer.alloc(Math.min(20, reader.size - endRecordBytes));
  await reader.fill(locator, reader.size - endRecordBytes - locator.length);
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  const saturated = count === 0xffff || size === 0xffffffff || offset === 0xffffffff;
  if (saturated || (locator.length === 20 && locator.readUInt32LE(0) === zipSignatures.zip64Locator))
    refuse('zip', 'package-zip-zip64');
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || end.readUInt16LE(8) !== count)
    refuse('zip', 'package-zip-directory', { entry: 0 });
  return { count, size, offset };
}

/** The file does not end in a plain end record: says why, as exactly as can be told. */
async function explainEnd(reader: ByteReader): Promise<never> {
  const tail = Buffer.alloc(Math.min(reader.size, endRecordBytes + 0xffff));
  await reader.fill(tail, reader.size - tail.length);
  const mark = Buffer.from('PK\u0005\u0006', 'latin1');
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)) {
    if (
      at + endRecordBytes <= tail.length &&
      tail.readUInt16LE(at + 20) === tail.length - at - endRecordBytes
    )
      return refuse('zip', 'package-zip-comment');
  }
  return refuse('zip', 'package-zip-truncated');
}

function parseDirectory(directory: Buffer, count: number): RawEntry[] {
  const entries: RawEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + centralHeaderBytes > directory.length || directory.readUInt32LE(at) !== zipSignatures.central)
      refuse('zip', 'package-zip-directory', { entry: i + 1 });
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30);
    const commentBytes = directory.readUInt16LE(at + 32);
    const next = at + centralHeaderBytes + nameBytes + extraBytes + commentBytes;
    if (next > directory.length) refuse('zip', 'package-zip-directory', { entry: i + 1 });
    const flags = directory.readUInt16LE(at + 8);
    const nameField = directory.subarray(at + centralHeaderBytes, at + centralHeaderBytes + nameBytes);
    entries.push({
      // Bit 11 says UTF-8; without it the names are taken byte by byte, and non-ASCII is refused either way.
      name: nameField.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8'),
      flags,
      method: directory.readUInt16LE(at + 10),
      crc32: directory.readUInt32LE(at + 16),
      stored: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      extraBytes,
      commentBytes,
      mode: directory.readUInt16LE(at + 40),
      offset: directory.readUInt32LE(at + 42),
    });
    at = next;
  }
  if (at !== directory.length) refuse('zip', 'package-zip-directory', { entry: count });
  return entries;
}

function entryProblems(entry: RawEntry): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  const name = safeName(entry.name);
  const unsafe = nameProblem(entry.name);
  if (unsafe !== null) problems.push(problem('package-zip-name', { name, problem: unsafe }));
  const type = entry.mode & 0o170000;
  if (type !== 0o100000 && type !== 0) problems.push(problem('package-zip-link', { name }));
  if (entry.method !== 0 || (entry.flags & ~0x800) !== 0 || entry.stored !== entry.bytes)
    problems.push(problem('package-zip-method', { name }));
  if (entry.bytes === 0xffffffff || entry.offset === 0xffffffff) problems.push(problem('package-zip-zip64'));
  if (entry.commentBytes > 0) problems.push(problem('package-zip-comment'));
  return problems;
}

/** Case and normalisation folded together: names that one file system keeps apart and another does not. */
function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function duplicateProblems(entries: readonly RawEntry[]): ErrorRecord[] {
  const seen = new Set<string>();
  const folders = new Set<string>();
  const problems: ErrorRecord[] = [];
  for (const entry of entries) {
    const folded = foldedName(entry.name);
    if (seen.has(folded)) problems.push(problem('package-zip-duplicate', { name: safeName(entry.name) }));
    seen.add(folded);
    for (let at = folded.indexOf('/'); at >= 0; at = folded.indexOf('/', at + 1))
      folders.add(folded.slice(0, at));
  }
  for (const entry of entries)
    if (folders.has(foldedName(entry.name)))
      problems.push(problem('package-zip-duplicate', { name: safeName(entry.name) }));
  return problems;
}

function layoutProblems(entries: readonly RawEntry[]): ErrorRecord[] {
  const { offsets } = zipOffsets(entries);
  return entries.flatMap((entry, i) =>
    entry.offset === offsets[i] ? [] : [problem('package-zip-overlap', { name: safeName(entry.name) })],
  );
}

/**
 * Reads and judges the whole directory of a package's zip before any entry is read: end record, zip64, prefix,
 * count, every name, type, method, duplicates and twins, overlap and gaps; at last the directory must be byte for
 * byte what our writer makes of these entries. Throws StageFailure with every reason.
 */
export async function readZipDirectory(reader: ByteReader, limits: PackageLimits): Promise<ZipEntry[]> {
  if (reader.size < endRecordBytes) refuse('zip', 'package-zip-truncated');
  const { count, size, offset } = await readEnd(reader);
  if (count > limits.entries) refuse('zip', 'package-zip-entries', { count, limit: limits.entries });
  if (count === 0) refuse('zip', 'package-zip-directory', { entry: 0 });
  if (offset + size !== reader.size - endRecordBytes)
    refuse(
      'zip',
      offset + size < reader.size - endRecordBytes ? 'package-zip-prefix' : 'package-zip-truncated',
    );
  // A directory entry of ours is short; one this long carries padding or extra fields meant to exhaust memory.
  if (size > count * (centralHeaderBytes + 1024)) refuse('zip', 'package-zip-directory', { entry: 0 });
  const tail = Buffer.alloc(size + endRecordBytes);
  await reader.fill(tail, offset);
  const entries = parseDirectory(tail.subarray(0, size), count);
  const problems = [...entries.flatMap(entryProblems), ...duplicateProblems(entries)];
  refuseAll('zip', problems.length > 0 ? problems : layoutProblems(entries));
  // Before the directory is made again from these entries: sizes that do not end where it begins cannot be ours, and their
  // sum may lie past what its fields can hold.
  if (zipOffsets(entries).directory !== offset) refuse('zip', 'package-zip-directory', { entry: count });
  const extra = entries.findIndex((entry) => entry.extraBytes > 0);
  if (extra >= 0) refuse('zip', 'package-zip-directory', { entry: extra + 1 });
  if (!zipTail(entries).equals(tail)) {
    const wrong = firstDifference(entries, tail);
    refuse('zip', 'package-zip-directory', { entry: wrong });
  }
  return entries.map(({ name, bytes, crc32 }) => ({ name, bytes, crc32 }));
}

function firstDifference(entries: readonly RawEntry[], tail: Buffer): number {
  const expected = zipTail(entries);
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    const length = centralHeaderBytes + entry.name.length;
    if (!expected.subarray(at, at + length).equals(tail.subarray(at, at + length))) return i + 1;
    at += length;
  }
  return entries.length + 1;
}
