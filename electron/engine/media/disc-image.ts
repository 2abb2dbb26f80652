import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { blockSize } from '../seal/byte-source.ts';
import { TargetFile, targetError } from '../seal/target-file.ts';
import { type DiscEntry, type DiscFile, DiscProgress, type DiscWatch, discContent } from './disc-files.ts';
import { isoLayout, sectorSize } from './iso-layout.ts';

/** Where the image goes, and what the volume is called. */
export interface DiscImage {
  readonly folder: string;
  readonly fileName: string;
  /** The package's base name: becomes the label for those who do not read Joliet. */
  readonly label: string;
  /** The volume's name in Chinese; 荐表报送光盘 unless given. */
  readonly title?: string;
  readonly date: Date;
}

const jolietLabel = '荐表报送光盘';

async function hashOf(
  path: string,
  regions: readonly { readonly start: number; readonly bytes: number }[],
  progress: DiscProgress,
): Promise<string[]> {
  const handle = await open(path, 'r');
  try {
    const digests: string[] = [];
    const buffer = Buffer.allocUnsafeSlow(blockSize);
    for (const { start, bytes } of regions) {
      const hash = createHash('sha256');
      for (let done = 0; done < bytes; ) {
        const wanted = Math.min(blockSize, bytes - done);
        const { bytesRead } = await handle.read(buffer, 0, wanted, start * sectorSize + done);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        progress.add(bytesRead);
        done += bytesRead;
      }
      digests.push(hash.digest('hex'));
    }
    return digests;
  } finally {
    await handle.close();
  }
}

/**
 * Makes a disc image (ISO 9660 with Joliet names) that holds the same files as the disc folder, for the burning that Windows
 * and every burning program know. Written under a temporary name, synced, read back, then named; never over an existing file.
 * Throws disc-source-…, seal-target-exists, seal-readback-failed, seal-cancelled, and the target's codes.
 */
export async function makeDiscImage(
  files: readonly DiscFile[],
  image: DiscImage,
  watch: DiscWatch = {},
): Promise<{ readonly files: readonly DiscEntry[]; readonly bytes: number }> {
  const content = discContent(files, watch.bare);
  const plain = image.label
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .slice(0, 32);
  const layout = isoLayout(content.parts, { plain, joliet: image.title ?? jolietLabel, date: image.date });
  const bytes = layout.sectors * sectorSize;
  const progress = new DiscProgress(watch, content.bytes);
  const target = await TargetFile.create(image.folder, image.fileName, bytes);
  try {
    await target.write(layout.head);
    let at = layout.head.length;
    const fill = async (end: number) => {
      for (; at < end; at += Math.min(blockSize, end - at))
        await target.write(Buffer.alloc(Math.min(blockSize, end - at)));
    };
    const digests: string[] = [];
    for (const [number, part] of content.parts.entries()) {
      const hash = createHash('sha256');
      for await (const block of part.content()) {
        hash.update(block);
        await target.write(block);
        at += block.length;
        progress.add(block.length);
      }
      digests.push(hash.digest('hex'));
      await fill((layout.starts[number + 1] ?? layout.sectors) * sectorSize);
    }
    await target.sync(true);
    const regions = content.parts.map((part, number) => ({
      start: layout.starts[number] ?? 0,
      bytes: part.bytes,
    }));
    const readBack = await hashOf(target.temporary, regions, progress);
    if (readBack.join() !== digests.join())
      throw new JianbiaoError('seal-readback-failed', { name: image.fileName, problem: '内容不同' });
    await target.publish();
    return { files: content.entries(), bytes };
  } catch (thrown) {
    await target.discard();
    throw targetError(thrown, bytes);
  }
}
