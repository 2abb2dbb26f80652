import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { crc32 } from 'node:zlib';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { isReservedName } from '../../../shared/package/package-name.ts';
import { type ByteSource, sourceBlocks } from '../seal/byte-source.ts';

/** Joliet: 64 UCS-2 characters, none of these (Joliet specification, 1995). */
const longestName = 64;
const forbidden = /[*/:;?\\<>"|\p{Cc}\p{Cf}\p{Cs}\u{10000}-\u{10ffff}]/gu;

/**
 * A name that every disc file system and Windows keeps: NFC, forbidden characters replaced, at most 64 characters with
 * the extension kept, no trailing dot or space, no device name, different from `taken` even in another case.
 */
export function jolietName(name: string, taken: ReadonlySet<string>): string {
  const clean =
    name
      .normalize('NFC')
      .replace(forbidden, '_')
      .replace(/[. ]+$/, '')
      .trimStart() || 'file';
  const safe = isReservedName(clean) ? `_${clean}` : clean;
  const extension = extname(safe).slice(0, 12);
  const stem = safe.slice(0, safe.length - extname(safe).length);
  for (let n = 1; ; n += 1) {
    const mark = n === 1 ? '' : `-${n}`;
    const fitted = `${stem.slice(0, longestName - mark.length - extension.length)}${mark}${extension}`;
    if (!taken.has(fitted.toLowerCase())) return fitted;
  }
}

/** A file to put on the disc. */
export interface DiscFile {
  readonly name: string;
  readonly source: ByteSource;
  readonly bytes: number;
  /** CRC-32 of what was sealed; null where nobody kept it. */
  readonly crc32: number | null;
}

/** What stands on the disc. */
export interface DiscEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Who waits for the disc. */
export interface DiscWatch {
  readonly signal?: AbortSignal;
  /** Bytes written and read back, of twice the content. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Nothing but the files: no sums and no instruction, which only a package needs. */
  readonly bare?: boolean;
}

const sumsName = 'SHA256SUMS';
const readMeName = '说明.txt';
const readMe = Buffer.from(`荐表 Jianbiao 报送光盘

1. 本光盘（或文件夹）里的封包文件请原样交给收件单位，不要解压、不要改名。
2. 刻录时把全部文件放在光盘的根目录，刻录后用刻录软件的“校验”功能核对一次。
3. 收件单位在本程序“收件”页选择封包文件导入；也可以用 sha256sum -c SHA256SUMS 核对文件是否完好。
`);

/** Counts what was done through writing and reading back; also where a cancel takes effect. */
export class DiscProgress {
  private readonly watch: DiscWatch;
  private readonly total: number;
  private done = 0;

  constructor(watch: DiscWatch, bytes: number) {
    this.watch = watch;
    this.total = bytes * 2;
  }

  /** Throws seal-cancelled once the job was cancelled. */
  add(bytes: number): void {
    if (this.watch.signal?.aborted === true) throw new JianbiaoError('seal-cancelled');
    this.done = Math.min(this.done + bytes, this.total);
    this.watch.onProgress?.(this.done, this.total);
  }
}

/** One file as it goes onto the disc, in order; `content` is asked for once, when the file's turn comes. */
export interface DiscPart {
  readonly name: string;
  readonly bytes: number;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/**
 * What is put onto a disc: the files under their Joliet names, and, unless it is bare, SHA256SUMS for `sha256sum -c` and a
 * short Chinese instruction.
 */
export interface DiscContent {
  readonly parts: readonly DiscPart[];
  readonly bytes: number;
  /** The given files with the digests of the bytes that went by; whole when every part was taken. */
  entries(): readonly DiscEntry[];
}

/**
 * Lays out a disc. A source that is not what it should be (another size, another CRC-32, gone) stops it while it is read,
 * as `disc-source-changed` and `disc-source-unreadable`.
 */
export function discContent(files: readonly DiscFile[], bare = false): DiscContent {
  const taken = new Set(bare ? [] : [sumsName.toLowerCase(), readMeName]);
  const done: DiscEntry[] = [];
  const named = files.map((file) => {
    const name = jolietName(file.name, taken);
    taken.add(name.toLowerCase());
    return { ...file, name };
  });
  async function* checked(file: DiscFile): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    let sum = 0;
    try {
      for await (const block of sourceBlocks(file.source)) {
        bytes += block.length;
        if (bytes > file.bytes) break;
        hash.update(block);
        sum = crc32(block, sum);
        yield block;
      }
    } catch (thrown) {
      // What the reader of the blocks throws does not come here: a generator ends without a catch when it is left.
      if (thrown instanceof JianbiaoError) throw thrown;
      throw new JianbiaoError('disc-source-unreadable', { name: file.name }, { cause: thrown });
    }
    if (bytes !== file.bytes || (file.crc32 !== null && sum !== file.crc32))
      throw new JianbiaoError('disc-source-changed', { name: file.name });
    done.push({ name: file.name, bytes, sha256: hash.digest('hex') });
  }
  const sums = () => Buffer.from(done.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  const sumsBytes = named.reduce((total, { name }) => total + 64 + 2 + Buffer.byteLength(name) + 1, 0);
  const given = named.map((file) => ({ name: file.name, bytes: file.bytes, content: () => checked(file) }));
  const companions: DiscPart[] = [
    {
      name: sumsName,
      bytes: sumsBytes,
      async *content() {
        yield sums();
      },
    },
    {
      name: readMeName,
      bytes: readMe.length,
      async *content() {
        yield readMe;
      },
    },
  ];
  const parts: DiscPart[] = bare ? given : [...given, ...companions];
  return { parts, bytes: parts.reduce((total, part) => total + part.bytes, 0), entries: () => done };
}
