import { createHash } from 'node:crypto';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { publicKeyOfBlob, SshFormatError, SshReader, SshWriter } from './ssh-wire.ts';
import { type PublicKey, parsePublicKey, publicKeyFromRaw } from './unit-key.ts';

// KRL: OpenSSH's PROTOCOL.krl.
const krlMagic = 0x5353484b524c0a00n;
const sectionExplicitKey = 2;
const sectionSha1 = 3;
const sectionSha256 = 5;

/** Revoked keys, by fingerprint; explicit keys are kept to write the list again. */
export interface RevocationList {
  readonly keys: readonly PublicKey[];
  readonly fingerprints: ReadonlySet<string>;
  /** SHA-1 hashes of blobs, hex: old KRLs may use them. */
  readonly sha1: ReadonlySet<string>;
}

/** A list of revoked keys. */
export function revocationList(keys: readonly PublicKey[]): RevocationList {
  return { keys, fingerprints: new Set(keys.map((key) => key.fingerprint)), sha1: new Set() };
}

/** True when the list revokes the key. */
export function isRevoked(list: RevocationList, key: PublicKey): boolean {
  if (list.fingerprints.has(key.fingerprint)) return true;
  return list.sha1.size > 0 && list.sha1.has(createHash('sha1').update(key.blob).digest('hex'));
}

/** One public key a line: the text form `ssh-keygen -Y verify -r` takes. */
export function formatRevocationText(keys: readonly PublicKey[]): string {
  return keys.map((key) => `${key.line}\n`).join('');
}

/**
 * A binary key revocation list, which `ssh-keygen -Q -f` and `-Y verify -r` read. `version` grows with each issue;
 * `issuedAt` is an argument so that the file is repeatable.
 */
export function formatKrl(
  keys: readonly PublicKey[],
  version: number,
  issuedAt: Date,
  comment: string,
): Buffer {
  const blobs = [...new Map(keys.map((key) => [key.fingerprint, Buffer.from(key.blob)])).values()].sort(
    Buffer.compare,
  );
  const section = new SshWriter();
  for (const blob of blobs) section.string(blob);
  const krl = new SshWriter()
    .uint64(krlMagic)
    .uint32(1)
    .uint64(BigInt(version))
    .uint64(BigInt(Math.floor(issuedAt.getTime() / 1000)))
    .uint64(0n)
    .string('')
    .string(comment);
  if (blobs.length > 0) krl.raw(Uint8Array.of(sectionExplicitKey)).string(section.bytes());
  return krl.bytes();
}

function parseKrl(bytes: Uint8Array): RevocationList {
  const reader = new SshReader(bytes);
  reader.uint64();
  if (reader.uint32() !== 1) throw new JianbiaoError('revocation-invalid');
  reader.take(24);
  reader.string();
  reader.string();
  const keys: PublicKey[] = [];
  const fingerprints = new Set<string>();
  const sha1 = new Set<string>();
  while (reader.left > 0) {
    const type = reader.take(1)[0];
    const section = new SshReader(reader.string());
    while (section.left > 0) {
      const item = section.string();
      if (type === sectionExplicitKey) {
        const raw = publicKeyOfBlob(item);
        if (raw !== null) keys.push(publicKeyFromRaw(raw));
        fingerprints.add(`SHA256:${createHash('sha256').update(item).digest('base64').replace(/=+$/, '')}`);
      } else if (type === sectionSha256)
        fingerprints.add(`SHA256:${item.toString('base64').replace(/=+$/, '')}`);
      else if (type === sectionSha1) sha1.add(item.toString('hex'));
      // A section we cannot read might revoke someone: refusing the list is the safe side.
      else throw new JianbiaoError('revocation-invalid');
    }
  }
  return { keys, fingerprints, sha1 };
}

/** The lines of a list kept as text. Throws SshFormatError for bytes that are none: their first may be a comment's mark. */
function revocationLines(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD') || /(?![\t\r\n])\p{Cc}/u.test(text)) throw new SshFormatError('no text');
  return text.split(/\r?\n/).map((line) => line.trim());
}

/**
 * Reads a revocation list: a KRL, or the text form with one public key or `sha256:SHA256:…` a line. Throws
 * revocation-invalid: a list that cannot be read whole is never taken in part.
 */
export function parseRevocationList(bytes: Uint8Array): RevocationList {
  const buffer = Buffer.from(bytes);
  try {
    if (buffer.length >= 8 && buffer.readBigUInt64BE() === krlMagic) return parseKrl(buffer);
    const keys: PublicKey[] = [];
    const fingerprints = new Set<string>();
    for (const line of revocationLines(buffer)) {
      if (line === '' || line.startsWith('#')) continue;
      const hash = /^(?:sha256|hash):\s*(SHA256:[A-Za-z0-9+/]{43})=?$/.exec(line)?.[1];
      if (hash !== undefined) fingerprints.add(hash);
      else keys.push(parsePublicKey(line));
    }
    for (const key of keys) fingerprints.add(key.fingerprint);
    return { keys, fingerprints, sha1: new Set() };
  } catch (thrown) {
    if (thrown instanceof SshFormatError || thrown instanceof JianbiaoError)
      throw new JianbiaoError('revocation-invalid', {}, { cause: thrown });
    throw thrown;
  }
}
