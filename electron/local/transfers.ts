import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';

/** The largest file the browser may hand over: larger than any package the store takes, small enough for a disk. */
export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;
const DOWNLOAD_LIFE_MS = 60_000;

export interface Transfers {
  /** Stores what the browser uploads; gives the temporary path. Throws JianbiaoError when it is cut off or too large. */
  receive(name: string, body: Readable, expectedBytes: number | null): Promise<string>;
  /** A path for the engine to write a file that the browser will download. */
  saveTarget(suggestedName: string): Promise<string>;
  /** A one-time address for a file that `saveTarget` gave; null when nothing was written there. */
  offer(path: string): Promise<string | null>;
  /** The file behind a one-time address, which is used up by asking; null for an unknown or late one. */
  take(id: string): Promise<{ name: string; bytes: number; stream: Readable } | null>;
  /** Removes everything. */
  close(): Promise<void>;
}

/** A file name as the user knows it, without anything that would leave its folder. */
export function safeFileName(name: string): string {
  const plain = basename(name.normalize('NFC').replaceAll('\\', '/')).replace(/[\p{Cc}:*?"<>|]/gu, '_');
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain.slice(0, 200);
}

/**
 * Files on their way between the browser and the engine, in a private temporary folder of this run
 * (local shell: a browser knows neither open nor save dialogs of the program).
 */
export async function createTransfers(): Promise<Transfers> {
  const folder = await mkdtemp(join(tmpdir(), 'jianbiao-local-'));
  const offers = new Map<string, { path: string; until: number }>();

  async function slot(name: string): Promise<string> {
    const own = join(folder, randomBytes(9).toString('base64url'));
    await mkdir(own, { mode: 0o700 });
    return join(own, safeFileName(name));
  }

  return {
    async receive(name, body, expectedBytes) {
      const path = await slot(name);
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > MAX_UPLOAD_BYTES)
            done(new JianbiaoError('request-too-large', { bytes, limit: MAX_UPLOAD_BYTES }));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(body, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      } catch (cause) {
        await rm(path, { force: true });
        if (cause instanceof JianbiaoError) throw cause;
        throw new JianbiaoError('upload-failed', { name, reason: '传输中断' }, { cause });
      }
      if (expectedBytes !== null && bytes !== expectedBytes) {
        await rm(path, { force: true });
        throw new JianbiaoError('upload-failed', {
          name,
          reason: `应有 ${expectedBytes} 字节，收到 ${bytes} 字节`,
        });
      }
      return path;
    },
    saveTarget: slot,
    async offer(path) {
      try {
        await stat(path);
      } catch {
        return null;
      }
      const id = randomBytes(24).toString('base64url');
      offers.set(id, { path, until: Date.now() + DOWNLOAD_LIFE_MS });
      return id;
    },
    async take(id) {
      const offered = offers.get(id);
      offers.delete(id);
      if (offered === undefined || offered.until < Date.now()) return null;
      const { size } = await stat(offered.path);
      return { name: basename(offered.path), bytes: size, stream: createReadStream(offered.path) };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
