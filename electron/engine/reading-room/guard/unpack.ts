import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { ReadingLimits } from './limits.ts';
import { damaged, ReadingRefused, tooLarge } from './refusal.ts';

/** A zip whose directory was read and counted; its parts are unpacked only when they are asked for. */
export interface Unpacking {
  readonly has: (name: string) => boolean;
  /**
   * The part's bytes in pieces, never the whole at once. Throws ReadingRefused when it is not there, damaged, or when
   * this or all parts together get longer than the limits.
   */
  readonly pieces: (name: string) => AsyncGenerator<Buffer>;
}

async function directory(zip: ZipFile, limits: ReadingLimits): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries) throw tooLarge(`里面有 ${zip.entryCount} 个部分`);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    // Two parts of one name: which one a program reads is its own choice, so none is right.
    if (entries.has(name)) throw damaged('里面有重名的部分');
    entries.set(name, entry);
  }
  return entries;
}

async function openZip(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw damaged('压缩包的目录读不出来，可能没有拷贝完整', cause);
  }
}

/** Opens a zipped document. Names are compared without case, as office programs do. Throws ReadingRefused. */
export async function unpack(bytes: Buffer, limits: ReadingLimits): Promise<Unpacking> {
  const zip = await openZip(bytes);
  let entries: ReadonlyMap<string, Entry>;
  try {
    entries = await directory(zip, limits);
  } catch (cause) {
    if (cause instanceof ReadingRefused) throw cause;
    throw damaged('压缩包的目录读不出来，可能没有拷贝完整', cause);
  }
  let total = 0;
  const megabytes = limits.partBytes >> 20;
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *pieces(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) throw damaged('缺少必要的部分');
      if (entry.isEncrypted()) throw new ReadingRefused({ code: 'reading-encrypted' });
      if (entry.uncompressedSize > limits.partBytes) throw tooLarge(`展开后超过 ${megabytes} MB`);
      let length = 0;
      try {
        const stream = await zip.openReadStreamPromise(entry);
        for await (const piece of stream) {
          if (!Buffer.isBuffer(piece)) throw damaged('内容不合格式');
          length += piece.length;
          total += piece.length;
          // The directory's word was taken above; what really comes out is counted as well.
          if (length > limits.partBytes || total > limits.partBytes * limits.partsTogether)
            throw tooLarge(`展开后超过 ${megabytes} MB`);
          yield piece;
        }
      } catch (cause) {
        if (cause instanceof ReadingRefused) throw cause;
        throw damaged('里面有一部分损坏，可能没有拷贝完整', cause);
      }
    },
  };
}
