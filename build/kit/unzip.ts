import { createWriteStream, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/**
 * Unpacks a zip whose hash was compared before into an empty folder, with the files' modes and links. Throws Error
 * for a name or a link that leads out.
 */
export async function unzip(file: string, into: string): Promise<void> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const target = join(into, entry.fileName);
      if (!resolve(target).startsWith(resolve(into) + sep))
        throw new Error(`${file} holds a name that leads out of it`);
      if (entry.fileName.endsWith('/')) {
        mkdirSync(target, { recursive: true });
        continue;
      }
      mkdirSync(dirname(target), { recursive: true });
      const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (kind === 0o120000) {
        // The frameworks of macOS are folders of links.
        const link = await text(await zip.openReadStreamPromise(entry));
        if (!resolve(dirname(target), link).startsWith(resolve(into) + sep))
          throw new Error(`${file} holds a link that leads out of it`);
        symlinkSync(link, target);
        continue;
      }
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(target, { mode: mode === 0 ? 0o644 : mode }),
      );
    }
  } finally {
    zip.close();
  }
}
