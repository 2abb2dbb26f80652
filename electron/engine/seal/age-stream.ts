import { randomBytes } from 'node:crypto';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type AgeHeader, headerEnd, openAgeHeader } from './age-header.ts';
import type { ByteReader } from './byte-reader.ts';
import { type ChunkCipher, chunkCipher } from './chunk-cipher.ts';

// The payload of an age file is STREAM: 64 KiB chunks, each with a 16-byte tag, nonce = 11-byte counter and a flag
// that is 1 only on the last chunk (C2SP age.md, "Payload"). Being chunked it can be read at any position, so a
// package is verified and opened without ever writing its plaintext to a disk.
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const sealedChunk = chunkBytes + tagBytes;
const nonceBytes = 16;

function payloadCipher(fileKey: Uint8Array, nonce: Uint8Array): Promise<ChunkCipher> {
  return chunkCipher(hkdf(sha256, fileKey, nonce, Buffer.from('payload'), 32));
}

function chunkNonce(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  // 48 bits of the 88-bit counter: enough for 2^64 bytes.
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** The size of the age file for a plaintext of `bytes` under this header. */
export function ageFileSize(header: AgeHeader, bytes: number): number {
  const chunks = Math.max(1, Math.ceil(bytes / chunkBytes));
  return header.header.length + nonceBytes + bytes + chunks * tagBytes;
}

/** Encrypts a stream of known total length: gives the header first, then sealed chunks, in blocks. */
export class AgeWriter {
  private readonly cipher: ChunkCipher;
  private readonly start: Uint8Array;
  private readonly chunk = Buffer.alloc(chunkBytes);
  private used = 0;
  private index = 0;

  private constructor(start: Uint8Array, cipher: ChunkCipher) {
    this.start = start;
    this.cipher = cipher;
  }

  /** A writer under a fresh payload nonce. */
  static async under(header: AgeHeader): Promise<AgeWriter> {
    const nonce = randomBytes(nonceBytes);
    return new AgeWriter(Buffer.concat([header.header, nonce]), await payloadCipher(header.fileKey, nonce));
  }

  /** The bytes before the first chunk; write them once, first. */
  begin(): Uint8Array {
    return this.start;
  }

  /** Takes plaintext, gives the sealed chunks that are complete (may be empty). */
  update(plain: Uint8Array): Uint8Array[] {
    const out: Uint8Array[] = [];
    for (let at = 0; at < plain.length; ) {
      // A full chunk is only sealed when more follows: the last one carries another flag.
      if (this.used === chunkBytes) out.push(this.seal(false));
      const part = plain.subarray(at, at + chunkBytes - this.used);
      this.chunk.set(part, this.used);
      this.used += part.length;
      at += part.length;
    }
    return out;
  }

  /** Gives the last chunk; nothing may follow. */
  finish(): Uint8Array {
    return this.seal(true);
  }

  private seal(last: boolean): Uint8Array {
    const nonce = chunkNonce(this.index, last);
    this.index += 1;
    const plain = this.chunk.subarray(0, this.used);
    this.used = 0;
    return this.cipher.seal(nonce, plain);
  }
}

/** The plaintext of an age file as random-access bytes. The length is authenticated before this returns. */
async function payloadReader(
  inner: ByteReader,
  headerLength: number,
  fileKey: Uint8Array,
): Promise<ByteReader> {
  const bodyAt = headerLength + nonceBytes;
  const bodyBytes = inner.size - bodyAt;
  const chunks = Math.max(1, Math.ceil(bodyBytes / sealedChunk));
  const lastSealed = bodyBytes - (chunks - 1) * sealedChunk;
  // Only the first chunk may be empty (age.md): a longer file with an empty last chunk was cut and re-ended.
  if (lastSealed < tagBytes || (lastSealed === tagBytes && chunks > 1))
    throw new JianbiaoError('package-age-body-damaged', { chunk: chunks });
  const nonce = Buffer.alloc(nonceBytes);
  await inner.fill(nonce, headerLength);
  const cipher = await payloadCipher(fileKey, nonce);
  const sealed = Buffer.allocUnsafeSlow(sealedChunk);
  let heldIndex = -1;
  let held: Uint8Array = Buffer.alloc(0);
  // Reads may be asked for concurrently (read-ahead beside a look at the directory): one at a time uses the buffers.
  let queue: Promise<void> = Promise.resolve();

  async function chunkAt(index: number): Promise<Uint8Array> {
    if (index === heldIndex) return held;
    const last = index === chunks - 1;
    const view = sealed.subarray(0, last ? lastSealed : sealedChunk);
    await inner.fill(view, bodyAt + index * sealedChunk);
    try {
      held = cipher.open(chunkNonce(index, last), view);
    } catch (thrown) {
      throw new JianbiaoError('package-age-body-damaged', { chunk: index + 1 }, { cause: thrown });
    }
    heldIndex = index;
    return held;
  }

  async function fill(buffer: Buffer, position: number): Promise<void> {
    for (let done = 0; done < buffer.length; ) {
      const at = position + done;
      const chunk = await chunkAt(Math.floor(at / chunkBytes));
      const part = chunk.subarray(at % chunkBytes, (at % chunkBytes) + buffer.length - done);
      if (part.length === 0) throw new JianbiaoError('package-unreadable');
      buffer.set(part, done);
      done += part.length;
    }
  }

  await chunkAt(chunks - 1);
  return {
    size: bodyBytes - chunks * tagBytes,
    fill(buffer, position) {
      const turn = queue.then(() => fill(buffer, position));
      queue = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await queue;
      await inner.close();
    },
  };
}

/** The secrets that may open an age file; `fileKey` is known only to the writer, for reading back. */
export interface AgeSecrets {
  readonly identities: readonly string[];
  readonly passphrase?: string | undefined;
  readonly fileKey?: Uint8Array | undefined;
}

/**
 * Opens an age file for reading at any position. Throws the codes of openAgeHeader, and package-age-body-damaged
 * when the file was cut, lengthened or changed; a change inside shows when its chunk is read.
 */
export async function openAgeReader(inner: ByteReader, secrets: AgeSecrets): Promise<ByteReader> {
  const start = Buffer.alloc(Math.min(inner.size, 64 * 1024 + 256));
  await inner.fill(start, 0);
  const end = headerEnd(start);
  if (end === null) throw new JianbiaoError('package-age-damaged');
  const fileKey = secrets.fileKey ?? (await openAgeHeader(start.subarray(0, end), secrets));
  if (inner.size < end + nonceBytes + tagBytes)
    throw new JianbiaoError('package-age-body-damaged', { chunk: 1 });
  return payloadReader(inner, end, fileKey);
}
