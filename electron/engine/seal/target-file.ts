import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, readdir, rename, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { removeLeftover, whileHeld } from '../files/held-file.ts';

const run = promisify(execFile);
/** f_type of FAT file systems in statfs(2). */
const fatType = 0x4d44;
const fatLargest = 0xffff_ffff;

function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Turns what the system says about a target into a message that helps. Other errors pass unchanged. */
export function targetError(thrown: unknown, bytes: number): unknown {
  switch (errorCode(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new JianbiaoError('seal-no-space', { needed: bytes, free: 0 }, { cause: thrown });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new JianbiaoError('seal-read-only', {}, { cause: thrown });
    case 'EFBIG':
      return new JianbiaoError('seal-file-limit', { bytes }, { cause: thrown });
    case 'ENOENT':
    case 'ENOTDIR':
      return new JianbiaoError('seal-target-missing', {}, { cause: thrown });
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'ENOTCONN':
      return new JianbiaoError('seal-media-gone', {}, { cause: thrown });
    default:
      return thrown;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}

/** Bytes an ordinary user may still write in the folder. */
async function freeBytesIn(folder: string): Promise<number> {
  const stat = await statfs(folder);
  return stat.bavail * stat.bsize;
}

/** True when the process that left a temporary file still runs here. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errorCode(thrown) === 'EPERM';
  }
}

/** Temporary names of this process that another program kept from being removed. */
const leftBehind = new Set<string>();

const remnant = /^\.jianbiao-(\d+)-[0-9a-f]{12}\.part$/;

async function removeTemporary(path: string): Promise<void> {
  if (await removeLeftover(path)) leftBehind.delete(path);
  else leftBehind.add(path);
}

/**
 * Removes temporary files and folders left in the folder by a killed run, or by this one when another program held
 * them; files that a running process may still be writing stay.
 */
async function removeRemnants(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = remnant.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    if (leftBehind.has(path) || !isRunning(Number(pid))) await removeTemporary(path);
  }
}

/**
 * A file being written under a temporary name beside its final place, so that nobody ever sees a half one: write,
 * sync, let the caller read it back, then publish or discard.
 */
export class TargetFile {
  readonly temporary: string;
  readonly final: string;
  private readonly folder: string;
  private readonly bytes: number;
  private handle: FileHandle | null;
  private sum = 0;

  private constructor(folder: string, name: string, temporary: string, bytes: number, handle: FileHandle) {
    this.folder = folder;
    this.final = join(folder, name);
    this.temporary = temporary;
    this.bytes = bytes;
    this.handle = handle;
  }

  /**
   * Prepares writing `bytes` bytes to `name` in an existing folder. Throws seal-target-exists, seal-target-missing,
   * seal-no-space, seal-read-only, seal-file-limit before anything is written.
   */
  static async create(
    folder: string,
    name: string,
    bytes: number,
    freeBytes: (folder: string) => Promise<number> = freeBytesIn,
  ): Promise<TargetFile> {
    try {
      await removeRemnants(folder);
      if (await exists(join(folder, name))) throw new JianbiaoError('seal-target-exists', { name });
      const free = await freeBytes(folder);
      if (free < bytes) throw new JianbiaoError('seal-no-space', { needed: bytes, free });
      if (bytes > fatLargest && (await statfs(folder)).type === fatType)
        throw new JianbiaoError('seal-file-limit', { bytes });
      const temporary = join(folder, `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
      return new TargetFile(folder, name, temporary, bytes, await open(temporary, 'wx', 0o644));
    } catch (thrown) {
      throw targetError(thrown, bytes);
    }
  }

  /** Appends bytes. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const result = await this.handle?.write(bytes, done, bytes.length - done);
        if (result === undefined) throw new JianbiaoError('internal');
        done += result.bytesWritten;
      }
      this.sum = crc32(bytes, this.sum);
    } catch (thrown) {
      throw targetError(thrown, this.bytes);
    }
  }

  /** CRC-32 of everything written so far. */
  get crc32(): number {
    return this.sum;
  }

  /** Forces everything to the medium and closes; with `dropCache` the system forgets its copy, so that reading back reads the medium. */
  async sync(dropCache: boolean): Promise<void> {
    try {
      await this.handle?.sync();
      await this.handle?.close();
      this.handle = null;
    } catch (thrown) {
      throw targetError(thrown, this.bytes);
    }
    // dd asks the kernel by posix_fadvise, which Node does not offer; without dd the read-back still checks what
    // the system believes to be on the medium.
    if (dropCache && process.platform === 'linux')
      await run('dd', [`if=${this.temporary}`, 'iflag=nocache', 'count=0', 'status=none']).catch(
        () => undefined,
      );
  }

  /**
   * Gives the file its final name without ever replacing another, and makes the name durable. From the moment the name
   * stands the package is sealed: a temporary name that another program keeps from going is removed at a later sealing.
   * Throws seal-target-exists, file-held, seal-media-gone.
   */
  async publish(): Promise<void> {
    try {
      const linked = await this.linkFinal();
      if (!linked)
        await whileHeld(this.final, async () => {
          await this.refuseExisting();
          await rename(this.temporary, this.final);
        });
      await this.settleName();
      if (linked) await removeTemporary(this.temporary);
    } catch (thrown) {
      throw targetError(thrown, this.bytes);
    }
  }

  /**
   * link fails when the name exists, where rename would replace; false on file systems without links and for a file that
   * is held, which get the check and the renaming instead.
   */
  private async linkFinal(): Promise<boolean> {
    try {
      await link(this.temporary, this.final);
      return true;
    } catch (thrown) {
      if (errorCode(thrown) === 'EEXIST')
        throw new JianbiaoError('seal-target-exists', { name: basename(this.final) });
      return false;
    }
  }

  /** A name that cannot be made durable goes again: what is reported as failed must not lie there to be sent. */
  private async settleName(): Promise<void> {
    try {
      await syncFolder(this.folder);
    } catch (thrown) {
      await removeLeftover(this.final);
      throw thrown;
    }
  }

  private async refuseExisting(): Promise<void> {
    if (await exists(this.final))
      throw new JianbiaoError('seal-target-exists', { name: basename(this.final) });
  }

  /** Closes and removes the temporary file; never throws, so that the first error stays the one reported. */
  async discard(): Promise<void> {
    await this.handle?.close().catch(() => undefined);
    this.handle = null;
    await removeTemporary(this.temporary);
  }
}

/** Makes the folder's entries durable where the system has a way to (not on Windows). */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (thrown) {
    // Some file systems of sticks have no fsync for folders; the file itself is on the medium.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(errorCode(thrown))) throw thrown;
  } finally {
    await handle.close();
  }
}
