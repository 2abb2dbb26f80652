import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { VerifiedPackage } from './package-types.ts';
import { targetError } from './target-file.ts';

async function writeNew(
  path: string,
  blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const handle = await open(path, 'wx', 0o644);
  try {
    for await (const block of blocks) {
      for (let done = 0; done < block.length; )
        done += (await handle.write(block, done, block.length - done)).bytesWritten;
    }
  } finally {
    await handle.close();
  }
}

/**
 * Unpacks a verified package into a new folder `folder` as the bag it is, so that sha256sum, ssh-keygen and any
 * BagIt tool can check it. The bag is built under a temporary name beside it and renamed when complete. Throws
 * open-target-exists (never into an existing folder), package-changed, and the target's codes.
 */
export async function openPackage(verified: VerifiedPackage, folder: string): Promise<void> {
  const target = resolve(folder);
  const present = await lstat(target).then(
    () => true,
    () => false,
  );
  if (present) throw new JianbiaoError('open-target-exists', { name: basename(target) });
  const work = join(dirname(target), `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
  try {
    await mkdir(work);
    await mkdir(join(work, 'data'));
    for (const [name, content] of verified.tags) await writeNew(join(work, name), [content]);
    const folders = new Set<string>();
    for (const path of verified.paths) {
      // Paths passed isPayloadPath or are the fixed document path: at most data/<folder>/<name>.
      const parent = dirname(path);
      if (!folders.has(parent)) await mkdir(join(work, parent), { recursive: true });
      folders.add(parent);
      await writeNew(join(work, path), verified.stream(path));
    }
    await rename(work, target);
  } catch (thrown) {
    await rm(work, { recursive: true, force: true });
    throw targetError(thrown, 0);
  }
}
