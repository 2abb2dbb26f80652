import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { isReservedName } from '../../../shared/package/package-name.ts';
import { removeLeftover, whileHeld } from '../files/held-file.ts';
import { type ByteSource, sourceBlocks } from '../seal/byte-source.ts';
import { targetError } from '../seal/target-file.ts';

const run = promisify(execFile);

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
}

/** What was put into a disc folder. */
export interface DiscFolder {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

const readMe = `荐表 Jianbiao 报送光盘

1. 请把本文件夹内的全部文件刻录到一张光盘的根目录，文件系统选 Joliet（一般刻录软件的默认设置）。
2. 刻录后请用刻录软件的“校验”功能核对一次。
3. 接收方可在本程序“导入”页选择光盘，或用 sha256sum -c SHA256SUMS 核对全部文件。
`;

async function writeFrom(path: string, source: ByteSource): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o644);
  let bytes = 0;
  try {
    for await (const block of sourceBlocks(source)) {
      hash.update(block);
      bytes += block.length;
      for (let done = 0; done < block.length; )
        done += (await handle.write(block, done, block.length - done)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of sourceBlocks({ file: path })) hash.update(block);
  return hash.digest('hex');
}

/**
 * Makes a folder ready for burning: the files under Joliet-safe names, SHA256SUMS for `sha256sum -c`, and a short
 * Chinese instruction. Built beside the target, read back, then renamed; never into an existing folder. Throws
 * open-target-exists, seal-readback-failed, and the target's codes.
 */
export async function makeDiscFolder(files: readonly DiscFile[], folder: string): Promise<DiscFolder> {
  const target = resolve(folder);
  const present = await lstat(target).then(
    () => true,
    () => false,
  );
  if (present) throw new JianbiaoError('open-target-exists', { name: basename(target) });
  const work = join(dirname(target), `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  try {
    await mkdir(work);
    const taken = new Set<string>(['sha256sums', '说明.txt']);
    const written: { name: string; bytes: number; sha256: string }[] = [];
    for (const { name, source } of files) {
      const safe = jolietName(name, taken);
      taken.add(safe.toLowerCase());
      written.push({ name: safe, ...(await writeFrom(join(work, safe), source)) });
    }
    const sums = written.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
    await writeFrom(join(work, 'SHA256SUMS'), { bytes: Buffer.from(sums) });
    await writeFrom(join(work, '说明.txt'), { bytes: Buffer.from(readMe) });
    for (const { name, sha256 } of written)
      if ((await digestOf(join(work, name))) !== sha256)
        throw new JianbiaoError('seal-readback-failed', { name, problem: '内容不同' });
    await whileHeld(target, () => rename(work, target));
    return { folder: target, files: written };
  } catch (thrown) {
    await removeLeftover(work);
    throw targetError(thrown, 0);
  }
}

const isoTools = [
  { tool: 'xorriso', start: ['-as', 'mkisofs'] },
  { tool: 'genisoimage', start: [] },
  { tool: 'mkisofs', start: [] },
] as const;

/**
 * Makes an ISO 9660 image with Joliet of a disc folder, when the machine has xorriso, genisoimage or mkisofs; gives
 * false when it has none: the folder itself is then what is burned. The image is written under a temporary name.
 * Throws seal-target-exists, seal-media-gone.
 */
export async function makeIsoImage(folder: string, image: string, volume: string): Promise<boolean> {
  const names = await readdir(dirname(image)).catch((): string[] => []);
  if (names.includes(basename(image)))
    throw new JianbiaoError('seal-target-exists', { name: basename(image) });
  const label = volume
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .slice(0, 16);
  for (const { tool, start } of isoTools) {
    const temporary = join(dirname(image), `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
    try {
      await run(
        tool,
        [...start, '-quiet', '-J', '-r', '-V', label, '-input-charset', 'utf-8', '-o', temporary, folder],
        // Names are UTF-8 whatever language the desktop was started in; xorriso asks the locale.
        { maxBuffer: 8 << 20, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      );
      await whileHeld(image, () => rename(temporary, image));
      return true;
    } catch (thrown) {
      await removeLeftover(temporary);
      if (thrown instanceof JianbiaoError) throw thrown;
      const absent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
      if (!absent) throw new JianbiaoError('seal-media-gone', {}, { cause: thrown });
    }
  }
  return false;
}
