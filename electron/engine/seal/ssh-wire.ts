import { createHash } from 'node:crypto';

/** Writes the data types of the SSH protocol (RFC 4251 section 5): uint32, uint64, string. */
export class SshWriter {
  private readonly parts: Uint8Array[] = [];

  /** Appends bytes as they are. */
  raw(bytes: Uint8Array): this {
    this.parts.push(bytes);
    return this;
  }

  /** Appends a 32-bit big-endian number. */
  uint32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return this.raw(bytes);
  }

  /** Appends a 64-bit big-endian number. */
  uint64(value: bigint): this {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(value);
    return this.raw(bytes);
  }

  /** Appends a length-prefixed string; text goes as UTF-8. */
  string(value: Uint8Array | string): this {
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    return this.uint32(bytes.length).raw(bytes);
  }

  /** Everything written so far. */
  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/** Thrown by SshReader when the bytes end early or a length runs past the end; callers turn it into their own code. */
export class SshFormatError extends Error {}

/** Reads the same types; every read is bounds-checked. */
export class SshReader {
  private readonly source: Buffer;
  private at = 0;

  constructor(source: Uint8Array) {
    this.source = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  }

  /** The next `length` bytes. Throws SshFormatError when there are fewer. */
  take(length: number): Buffer {
    if (length < 0 || this.at + length > this.source.length) throw new SshFormatError('ssh data ends early');
    const bytes = this.source.subarray(this.at, this.at + length);
    this.at += length;
    return bytes;
  }

  /** The next 32-bit number. */
  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** The next 64-bit number. */
  uint64(): bigint {
    return this.take(8).readBigUInt64BE();
  }

  /** The next length-prefixed string as bytes. */
  string(): Buffer {
    return this.take(this.uint32());
  }

  /** The next length-prefixed string as text. */
  text(): string {
    return this.string().toString('utf8');
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.source.length - this.at;
  }
}

const ed25519Type = 'ssh-ed25519';

/** The SSH wire form of an Ed25519 public key (RFC 8709): the blob inside a public line. Takes the 32 raw bytes. */
export function ed25519Blob(publicKey: Uint8Array): Buffer {
  return new SshWriter().string(ed25519Type).string(publicKey).bytes();
}

/** The 32 raw bytes out of a blob, or null when it is not exactly one Ed25519 key. */
export function publicKeyOfBlob(blob: Uint8Array): Buffer | null {
  try {
    const reader = new SshReader(blob);
    if (reader.text() !== ed25519Type) return null;
    const key = reader.string();
    return key.length === 32 && reader.left === 0 ? key : null;
  } catch (thrown) {
    if (thrown instanceof SshFormatError) return null;
    throw thrown;
  }
}

/** `SHA256:` and unpadded base64, as `ssh-keygen -l` prints it. Takes the public key's blob. */
export function fingerprintOfBlob(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** Decodes base64 only when it is canonical: no stray characters, exact padding, zero trailing bits. Null otherwise. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
