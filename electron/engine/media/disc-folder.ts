import { createHash } from 'node:crypto';
import { type FileHandle, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { NameTakenError } from '../durable/give-name.ts';
import { forOthers, writeFully, writeSynced } from '../durable/whole-file.ts';
import { makeFolder } from '../durable/whole-folder.ts';
import { sourceBlocks } from '../seal/byte-source.ts';
import { targetError } from '../seal/target-file.ts';
import {
  type DiscEntry,
  type DiscFile,
  type DiscPart,
  DiscProgress,
  type DiscWatch,
  discContent,
} from './disc-files.ts';

function writePart(path: string, part: DiscPart, progress: DiscProgress): Promise<string> {
  const write = async (handle: FileHandle): Promise<string> => {
    const hash = createHash('sha256');
    for await (const block of part.content()) {
      hash.update(block);
      await writeFully(handle, block);
      progress.add(block.length);
    }
    return hash.digest('hex');
  };
  return writeSynced(path, write, forOthers);
}

async function digestOf(path: string, progress: DiscProgress): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of sourceBlocks({ file: path })) {
    hash.update(block);
    progress.add(block.length);
  }
  return hash.digest('hex');
}

/**
 * Makes a folder ready for burning: the files under Joliet-safe names, SHA256SUMS, and a short Chinese instruction. Built
 * beside the target, read back, then renamed; never into an existing folder, and nothing is left of one that failed or was
 * cancelled. Throws disc-target-exists, disc-source-…, seal-readback-failed, seal-cancelled, and the target's codes.
 */
export async function makeDiscFolder(
  files: readonly DiscFile[],
  folder: string,
  watch: DiscWatch = {},
): Promise<readonly DiscEntry[]> {
  const target = resolve(folder);
  const content = discContent(files, watch.bare);
  const progress = new DiscProgress(watch, content.bytes);
  const fill = async (work: string): Promise<readonly DiscEntry[]> => {
    const space = await statfs(dirname(target));
    const free = space.bavail * space.bsize;
    if (free < content.bytes) throw new JianbiaoError('seal-no-space', { needed: content.bytes, free });
    const written: { readonly name: string; readonly sha256: string }[] = [];
    for (const part of content.parts)
      written.push({ name: part.name, sha256: await writePart(join(work, part.name), part, progress) });
    for (const { name, sha256 } of written)
      if ((await digestOf(join(work, name), progress)) !== sha256)
        throw new JianbiaoError('seal-readback-failed', { name, problem: '内容不同' });
    return content.entries();
  };
  try {
    return await makeFolder(target, fill);
  } catch (thrown) {
    if (thrown instanceof NameTakenError)
      throw new JianbiaoError('disc-target-exists', { name: basename(target) }, { cause: thrown });
    throw targetError(thrown, content.bytes);
  }
}
