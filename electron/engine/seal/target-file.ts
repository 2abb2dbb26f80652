import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { NameTakenError, refuseTaken } from '../durable/give-name.ts';
import { forOthers, WholeFile } from '../durable/whole-file.ts';
import { removeRemnants } from '../durable/work-name.ts';
import { errorCode } from '../files/error-code.ts';

const run = promisify(execFile);
/** f_type of FAT file systems in statfs(2). */
const fatType = 0x4d44;
const fatLargest = 0xffff_ffff;

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

/** Bytes an ordinary user may still write in the folder. */
async function freeBytesIn(folder: string): Promise<number> {
  const stat = await statfs(folder);
  return stat.bavail * stat.bsize;
}

/**
 * A package or disc image on its way to a stick or folder: a whole file (durable/), with what the medium answers said as a
 * message that helps. Write, sync, let the caller read it back, then publish or discard.
 */
export class TargetFile {
  private readonly file: WholeFile;
  private readonly bytes: number;
  private sum = 0;

  private constructor(file: WholeFile, bytes: number) {
    this.file = file;
    this.bytes = bytes;
  }

  get temporary(): string {
    return this.file.temporary;
  }

  get final(): string {
    return this.file.final;
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
    const final = join(folder, name);
    try {
      // First: what killed runs left takes the space that is asked for.
      await removeRemnants(folder);
      await refuseTaken(final);
      const free = await freeBytes(folder);
      if (free < bytes) throw new JianbiaoError('seal-no-space', { needed: bytes, free });
      if (bytes > fatLargest && (await statfs(folder)).type === fatType)
        throw new JianbiaoError('seal-file-limit', { bytes });
      return new TargetFile(await WholeFile.begin(final, forOthers), bytes);
    } catch (thrown) {
      throw publishError(thrown, final, bytes);
    }
  }

  /** Appends bytes. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.file.write(bytes);
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
      await this.file.finish();
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
      await this.file.publish('refuse');
    } catch (thrown) {
      throw publishError(thrown, this.final, this.bytes);
    }
  }

  /** Closes and removes the temporary file; never throws, so that the first error stays the one reported. */
  discard(): Promise<void> {
    return this.file.discard();
  }
}

function publishError(thrown: unknown, final: string, bytes: number): unknown {
  if (thrown instanceof NameTakenError)
    return new JianbiaoError('seal-target-exists', { name: basename(final) }, { cause: thrown });
  return targetError(thrown, bytes);
}
