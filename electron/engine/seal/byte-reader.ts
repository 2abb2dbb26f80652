import { type FileHandle, open, stat } from 'node:fs/promises';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { specialKind, withoutWaiting } from '../files/plain-file.ts';
import { blockSize } from './byte-source.ts';

/** Random access to a fixed number of bytes: a plain file, or the plaintext inside an age file. */
export interface ByteReader {
  readonly size: number;
  /** Fills the whole buffer from `position`. Throws package-unreadable or the decryption's own code. */
  fill(buffer: Buffer, position: number): Promise<void>;
  close(): Promise<void>;
}

async function fillFromFile(handle: FileHandle, buffer: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) throw new JianbiaoError('package-unreadable');
    done += bytesRead;
  }
}

/**
 * Opens a file for reading. Throws package-not-file for a folder, pipe or device, which is not even opened, and
 * package-unreadable for what cannot be read.
 */
export async function openFileReader(path: string): Promise<ByteReader> {
  let handle: FileHandle | null = null;
  try {
    const before = await stat(path);
    if (!before.isFile()) throw new JianbiaoError('package-not-file', { what: specialKind(before) });
    handle = await open(path, withoutWaiting);
    const opened = handle;
    // Asked again of what was opened: the name may stand for something else by now.
    const found = await opened.stat();
    if (!found.isFile()) throw new JianbiaoError('package-not-file', { what: specialKind(found) });
    return {
      size: found.size,
      async fill(buffer, position) {
        try {
          await fillFromFile(opened, buffer, position);
        } catch (thrown) {
          throw new JianbiaoError('package-unreadable', {}, { cause: thrown });
        }
      },
      close: () => opened.close(),
    };
  } catch (thrown) {
    await handle?.close();
    if (thrown instanceof JianbiaoError) throw thrown;
    throw new JianbiaoError('package-unreadable', {}, { cause: thrown });
  }
}

/**
 * Reads forward through a ByteReader with the next block always on its way while the current one is worked on, so
 * that hashing does not wait for the disk. Holds two blocks, whatever the size of the file.
 */
export class ForwardReader {
  private readonly reader: ByteReader;
  private readonly end: number;
  private current: Buffer = Buffer.alloc(0);
  private at = 0;
  private nextPosition: number;
  private pending: Promise<Buffer> | null = null;
  private spare: Buffer[] = [];

  /** Reads bytes `start` up to `end` of the reader. */
  constructor(reader: ByteReader, start: number, end: number) {
    this.reader = reader;
    this.end = end;
    this.nextPosition = start;
    const size = Math.min(blockSize, Math.max(1, end - start));
    this.spare = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  }

  private startRead(): void {
    const buffer = this.spare.pop();
    const length = Math.min(buffer?.length ?? 0, this.end - this.nextPosition);
    if (buffer === undefined || length <= 0) return;
    const target = buffer.subarray(0, length);
    const position = this.nextPosition;
    this.nextPosition += length;
    this.pending = this.reader.fill(target, position).then(() => target);
    // The failure is seen by whoever awaits the block; this keeps an abandoned one from ending the process.
    this.pending.catch(() => undefined);
  }

  private async turn(): Promise<void> {
    if (this.current.length > 0) this.spare.push(Buffer.from(this.current.buffer));
    this.at = 0;
    this.current = Buffer.alloc(0);
    if (this.pending === null) this.startRead();
    if (this.pending === null) throw new JianbiaoError('package-zip-truncated');
    this.current = await this.pending;
    this.pending = null;
    this.startRead();
  }

  /** The next bytes, at most `most`; a view valid until the next call. Throws package-zip-truncated at the end. */
  async some(most: number): Promise<Buffer> {
    if (this.at === this.current.length) await this.turn();
    const view = this.current.subarray(this.at, Math.min(this.at + most, this.current.length));
    this.at += view.length;
    return view;
  }

  /** Exactly `length` bytes as a copy. */
  async exactly(length: number): Promise<Buffer> {
    const out = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const part = await this.some(length - done);
      out.set(part, done);
      done += part.length;
    }
    return out;
  }

  /** Waits for a read still on its way, so that the file may be closed. */
  async settle(): Promise<void> {
    await this.pending?.catch(() => undefined);
  }
}
