import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { removeLeftover, whileHeld } from '../files/held-file.ts';
import type { PayloadTee, VerifiedPackage, VerifyOptions, VerifyResult } from './package-types.ts';
import { targetError } from './target-file.ts';
import { verifyPackage } from './verify-package.ts';

async function writeAll(handle: FileHandle, block: Uint8Array): Promise<void> {
  for (let done = 0; done < block.length; )
    done += (await handle.write(block, done, block.length - done)).bytesWritten;
}

/**
 * Writes a bag's files into a folder. Paths passed isPayloadPath or are the fixed document path: at most
 * data/<folder>/<name>, so that nothing can be written elsewhere.
 */
class BagWriter implements PayloadTee {
  private readonly folder: string;
  private readonly made = new Set<string>();
  private handle: FileHandle | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  async begin(path: string): Promise<void> {
    const parent = dirname(path);
    if (!this.made.has(parent)) await mkdir(join(this.folder, parent), { recursive: true });
    this.made.add(parent);
    this.handle = await open(join(this.folder, path), 'wx', 0o644);
  }

  async block(bytes: Uint8Array): Promise<void> {
    if (this.handle !== null) await writeAll(this.handle, bytes);
  }

  async end(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }

  async tags(verified: VerifiedPackage): Promise<void> {
    for (const [name, content] of verified.tags) {
      await this.begin(name);
      await this.block(content);
      await this.end();
    }
  }
}

/** Fills a new folder through a temporary one beside it; `fill` says whether it is to be kept. */
async function intoNewFolder(folder: string, fill: (writer: BagWriter) => Promise<boolean>): Promise<void> {
  const target = resolve(folder);
  const present = await lstat(target).then(
    () => true,
    () => false,
  );
  if (present) throw new JianbiaoError('open-target-exists', { name: basename(target) });
  const work = join(dirname(target), `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  let writer: BagWriter | null = null;
  try {
    await mkdir(work);
    writer = new BagWriter(work);
    if (await fill(writer)) await whileHeld(target, () => rename(work, target));
    else await removeLeftover(work);
  } catch (thrown) {
    await writer?.end();
    await removeLeftover(work);
    throw targetError(thrown, 0);
  }
}

/**
 * Verifies a package and unpacks it in the same pass into a new folder, as the bag it is, so that sha256sum, ssh-keygen and
 * any BagIt tool can check it; a large encrypted one is decrypted once. The folder appears only when the result is ok. Throws
 * open-target-exists (never into an existing folder) and the target's codes; faults of the package are in the result. The
 * caller closes the verified package.
 */
export async function verifyAndOpen(
  path: string,
  options: Omit<VerifyOptions, 'tee'>,
  folder: string,
): Promise<VerifyResult> {
  let result: VerifyResult | null = null;
  try {
    await intoNewFolder(folder, async (writer) => {
      result = await verifyPackage(path, { ...options, tee: writer });
      await writer.end();
      if (result.ok) await writer.tags(result.package);
      return result.ok;
    });
  } catch (thrown) {
    await closeResult(result);
    throw thrown;
  }
  if (result === null) throw new JianbiaoError('internal');
  return result;
}

async function closeResult(result: VerifyResult | null): Promise<void> {
  if (result?.ok === true) await result.package.close();
}
