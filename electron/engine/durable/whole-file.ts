import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { claimName, takeName, takeNameSync } from './give-name.ts';
import { removeRemnants, removeWork, removeWorkSync, workBeside } from './work-name.ts';

const ownersAlone = 0o600;
/** The mode of what goes to others. */
export const forOthers = 0o644;

/** Appends all of the bytes. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
}

/** Makes a new file and closes it when it is on the disk. An existing one is an error; a failed one stays for the caller. */
export async function writeSynced<T>(
  path: string,
  fill: (handle: FileHandle) => Promise<T>,
  mode: number = ownersAlone,
): Promise<T> {
  const handle = await open(path, 'wx', mode);
  try {
    const value = await fill(handle);
    await handle.sync();
    return value;
  } finally {
    await handle.close();
  }
}

/**
 * A file being written under a temporary name beside its final place, so that nobody ever sees a half one: write, sync, let
 * the caller read it back, then publish or discard. All of it throws the file system's error.
 */
export class WholeFile {
  readonly temporary: string;
  readonly final: string;
  private readonly handle: FileHandle;
  private open = true;

  private constructor(final: string, temporary: string, handle: FileHandle) {
    this.final = final;
    this.temporary = temporary;
    this.handle = handle;
  }

  /** Begins a file. */
  static async begin(final: string, mode: number = ownersAlone): Promise<WholeFile> {
    const temporary = workBeside(final);
    return new WholeFile(final, temporary, await open(temporary, 'wx', mode));
  }

  /** Appends bytes. */
  write(bytes: Uint8Array): Promise<void> {
    return writeFully(this.handle, bytes);
  }

  /** For what writes by itself. */
  get descriptor(): number {
    return this.handle.fd;
  }

  /** Forces everything to the medium and closes. */
  async finish(): Promise<void> {
    await this.handle.sync();
    this.open = false;
    await this.handle.close();
  }

  /** Gives the file its name, in place of another or never. Throws `NameTakenError` and `file-held` besides. */
  publish(taken: 'refuse' | 'replace'): Promise<void> {
    return taken === 'refuse' ? claimName(this.temporary, this.final) : takeName(this.temporary, this.final);
  }

  /** Closes and removes the temporary file; never throws, so that the first error stays the one reported. */
  async discard(): Promise<void> {
    if (this.open) await this.handle.close().catch(() => undefined);
    this.open = false;
    await removeWork(this.temporary);
  }
}

/** How a file is filled, and how what was written is proved: `check` throws. */
export interface Writing {
  readonly fill: (file: WholeFile) => Promise<void>;
  readonly check: (temporary: string) => Promise<void>;
}

/**
 * Makes a whole file, so that the name stands for either the old or the new one, whatever happens: temporary name beside the
 * target, sync, read back, rename, sync of the folder. Throws what filling and checking throw, `file-held`, the file system's
 * error; no temporary file stays.
 */
export async function replaceFile(target: string, { fill, check }: Writing): Promise<void> {
  await removeRemnants(dirname(target));
  const file = await WholeFile.begin(target);
  try {
    await fill(file);
    await file.finish();
    await check(file.temporary);
    await file.publish('replace');
  } catch (thrown) {
    await file.discard();
    throw thrown;
  }
}

/** Like `replaceFile`, without letting anything else run; `fill` gets the descriptor of an empty file and its path. */
export function replaceFileSync(
  target: string,
  fill: (descriptor: number, temporary: string) => void,
  check: (temporary: string) => void = () => undefined,
): void {
  const temporary = workBeside(target);
  try {
    const descriptor = openSync(temporary, 'wx', ownersAlone);
    try {
      fill(descriptor, temporary);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    check(temporary);
    takeNameSync(temporary, target);
  } catch (thrown) {
    removeWorkSync(temporary);
    throw thrown;
  }
}

/** Writes bytes as a whole file, as `replaceFileSync` does. */
export function writeDurably(target: string, data: Uint8Array, check?: (temporary: string) => void): void {
  const fill = (descriptor: number): void => {
    for (let done = 0; done < data.length; ) done += writeSync(descriptor, data, done);
  };
  replaceFileSync(target, fill, check);
}
