import { type FileHandle, open } from 'node:fs/promises';

/** Where bytes to pack come from. It is read twice (hash, then write), so `open` must start anew each time. */
export type ByteSource =
  | { readonly bytes: Uint8Array }
  | { readonly file: string }
  | { readonly length: number; readonly open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** Size of read blocks: large enough that system calls do not count, small enough to hold several. */
export const blockSize = 1 << 20;

/** The number of bytes the source will give. */
export async function sourceLength(source: ByteSource): Promise<number> {
  if ('bytes' in source) return source.bytes.length;
  if ('length' in source) return source.length;
  const handle = await open(source.file, 'r');
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function* fileBlocks(path: string): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'r');
    const buffer = Buffer.allocUnsafeSlow(blockSize);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, blockSize, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle?.close();
  }
}

/** The source's bytes in blocks. A block is only valid until the next one is asked for. */
export async function* sourceBlocks(source: ByteSource): AsyncGenerator<Uint8Array> {
  if ('bytes' in source) {
    for (let at = 0; at < source.bytes.length; at += blockSize)
      yield source.bytes.subarray(at, at + blockSize);
  } else if ('file' in source) yield* fileBlocks(source.file);
  else yield* source.open();
}
