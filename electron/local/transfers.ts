import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';

/** The largest file the browser may hand over: larger than any package the store takes, small enough for a disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;
const DOWNLOAD_LIFE_MS = 60_000;
/** How long a file outlives locking whose address the browser has just been given, and is fetching. */
const FETCH_MS = 10_000;
/** A file that nobody has asked for so long was given up in the window: a dialog closed, a passphrase not found. */
const REST_MS = 15 * 60_000;

export interface Transfers {
  /** Stores what the browser uploads; gives the temporary path. Throws JianbiaoError when it is cut off or too large. */
  receive(name: string, body: Readable, expectedBytes: number | null): Promise<string>;
  /** A path for the engine to write a file that the browser will download. */
  saveTarget(suggestedName: string): Promise<string>;
  /** While `work` runs the files stay, whatever happens; then they go, if `work` says that they were used up. */
  hold<T>(paths: readonly string[], work: () => Promise<{ value: T; usedUp: boolean }>): Promise<T>;
  /** A one-time id for a file that `saveTarget` gave; null when it is not there. */
  offer(path: string): Promise<string | null>;
  /** The file behind a one-time id, which is used up by asking; null for an unknown or late one. */
  take(id: string): Promise<{ name: string; bytes: number; stream: Readable } | null>;
  /**
   * Removes every file that nothing works on at this moment, and those as soon as the work is over; one that the browser was
   * just told to fetch goes with being fetched, at the latest after some seconds.
   */
  wipe(): void;
  /** Removes what has lain about for long. */
  tidy(): void;
}

/** A file name as the user knows it, without anything that would leave its folder. */
export function safeFileName(name: string): string {
  const plain = basename(name.normalize('NFC').replaceAll('\\', '/')).replace(/[\p{Cc}:*?"<>|]/gu, '_');
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain.slice(0, 200);
}

interface Slot {
  readonly folder: string;
  readonly name: string;
  lastUsed: number;
  holders: number;
  doomed: boolean;
}

/**
 * Files on their way between the browser and the engine, below the private folder of this run (local shell: a browser
 * knows neither open nor save dialogs of the program). They lie in clear, so they lie there as short as can be, and
 * under names that say nothing: a finding saw scans with people's names survive locking and crashes.
 */
export function createTransfers(runFolder: string, now: () => number = Date.now): Transfers {
  const slots = new Map<string, Slot>();
  const offers = new Map<string, { path: string; at: number; until: number }>();

  async function slot(name: string): Promise<string> {
    const folder = join(runFolder, randomBytes(9).toString('base64url'));
    await mkdir(folder, { mode: 0o700 });
    // The ending is kept: it names a kind of file, and the engine's messages may speak of it.
    const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
    const path = join(folder, `${randomBytes(6).toString('hex')}${ending}`);
    slots.set(path, { folder, name: safeFileName(name), lastUsed: now(), holders: 0, doomed: false });
    return path;
  }

  function drop(path: string): void {
    const found = slots.get(path);
    if (found === undefined) return;
    if (found.holders > 0) {
      found.doomed = true;
      return;
    }
    slots.delete(path);
    rmSync(found.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  function grab(path: string): void {
    const found = slots.get(path);
    if (found !== undefined) found.holders += 1;
  }

  function release(path: string, usedUp: boolean): void {
    const found = slots.get(path);
    if (found === undefined) return;
    found.holders -= 1;
    found.lastUsed = now();
    if (usedUp || found.doomed) drop(path);
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
      grab(path);
      try {
        await pipeline(body, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        if (expectedBytes !== null && bytes !== expectedBytes) {
          throw new JianbiaoError('upload-failed', {
            name,
            reason: `应有 ${expectedBytes} 字节，收到 ${bytes} 字节`,
          });
        }
      } catch (cause) {
        release(path, true);
        if (cause instanceof JianbiaoError) throw cause;
        throw new JianbiaoError('upload-failed', { name, reason: '传输中断' }, { cause });
      }
      release(path, false);
      return path;
    },
    saveTarget: slot,
    async hold(paths, work) {
      for (const path of paths) grab(path);
      let usedUp = false;
      try {
        const done = await work();
        usedUp = done.usedUp;
        return done.value;
      } finally {
        for (const path of paths) release(path, usedUp);
      }
    },
    async offer(path) {
      if (!slots.has(path) || !existsSync(path)) return null;
      const id = randomBytes(24).toString('base64url');
      offers.set(id, { path, at: now(), until: now() + DOWNLOAD_LIFE_MS });
      return id;
    },
    async take(id) {
      const offered = offers.get(id);
      offers.delete(id);
      const found = offered === undefined ? undefined : slots.get(offered.path);
      if (offered === undefined || found === undefined || offered.until < now()) return null;
      grab(offered.path);
      const { size } = await stat(offered.path).catch((thrown: unknown) => {
        release(offered.path, true);
        throw thrown;
      });
      const stream = createReadStream(offered.path);
      stream.once('close', () => release(offered.path, true));
      return { name: found.name, bytes: size, stream };
    },
    wipe() {
      const fetched = new Set(
        [...offers.values()].flatMap(({ path, at }) => (now() - at < FETCH_MS ? [path] : [])),
      );
      for (const [path, found] of [...slots]) {
        if (!fetched.has(path)) {
          drop(path);
          continue;
        }
        found.doomed = true;
        setTimeout(() => drop(path), FETCH_MS).unref();
      }
    },
    tidy() {
      for (const [path, { lastUsed }] of [...slots]) if (now() - lastUsed > REST_MS) drop(path);
    },
  };
}
