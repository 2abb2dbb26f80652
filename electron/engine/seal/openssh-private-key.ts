import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { bcryptPbkdf } from './bcrypt-pbkdf.ts';
import { SshFormatError, SshReader, SshWriter } from './ssh-wire.ts';
import { type UnitKey, unitKeyFromSeed } from './unit-key.ts';

// The format is OpenSSH's PROTOCOL.key (openssh-key-v1).
const magic = Buffer.from('openssh-key-v1\0', 'ascii');
const begin = '-----BEGIN OPENSSH PRIVATE KEY-----';
const end = '-----END OPENSSH PRIVATE KEY-----';
/** ssh-keygen's own default; a read key may ask for more, up to a bound that keeps a crafted file from hanging us. */
const writeRounds = 24;
const mostRounds = 400;

function cipherKey(passphrase: string, salt: Uint8Array, rounds: number): { key: Buffer; iv: Buffer } {
  const derived = bcryptPbkdf(Buffer.from(passphrase, 'utf8'), salt, rounds, 48);
  return { key: derived.subarray(0, 32), iv: derived.subarray(32) };
}

/**
 * The key as an encrypted OpenSSH private key file (bcrypt KDF, aes256-ctr), which ssh-keygen reads. The passphrase
 * goes in as NFC UTF-8. Throws key-passphrase-empty: an unencrypted key is never written.
 */
export function exportOpensshPrivateKey(key: UnitKey, passphrase: string): string {
  if (passphrase === '') throw new JianbiaoError('key-passphrase-empty');
  const salt = randomBytes(16);
  const check = randomBytes(4);
  const plain = new SshWriter()
    .raw(check)
    .raw(check)
    .string('ssh-ed25519')
    .string(key.publicKey.raw)
    .string(Buffer.concat([key.seed, key.publicKey.raw]))
    .string(key.publicKey.comment)
    .bytes();
  const padding = Uint8Array.from({ length: (16 - (plain.length % 16)) % 16 }, (_, i) => i + 1);
  const wrap = cipherKey(passphrase.normalize('NFC'), salt, writeRounds);
  const cipher = createCipheriv('aes-256-ctr', wrap.key, wrap.iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.update(padding), cipher.final()]);
  const file = new SshWriter()
    .raw(magic)
    .string('aes256-ctr')
    .string('bcrypt')
    .string(new SshWriter().string(salt).uint32(writeRounds).bytes())
    .uint32(1)
    .string(key.publicKey.blob)
    .string(sealed)
    .bytes();
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return `${[begin, ...lines, end].join('\n')}\n`;
}

function openPrivateSection(section: Buffer): UnitKey {
  const inner = new SshReader(section);
  // Two equal check words tell a right passphrase from a wrong one (PROTOCOL.key, section 3).
  if (!timingSafeEqual(inner.take(4), inner.take(4))) throw new JianbiaoError('key-passphrase-wrong');
  if (inner.text() !== 'ssh-ed25519') throw new JianbiaoError('key-type-unsupported');
  const raw = inner.string();
  const pair = inner.string();
  const comment = inner.text();
  const key = unitKeyFromSeed(Buffer.from(pair.subarray(0, 32)), comment);
  const consistent = pair.length === 64 && raw.equals(key.publicKey.raw) && pair.subarray(32).equals(raw);
  const padding = inner.take(inner.left);
  if (!consistent || padding.some((byte, i) => byte !== i + 1))
    throw new JianbiaoError('key-private-invalid');
  return key;
}

/**
 * Reads an OpenSSH private key file made by us or by `ssh-keygen -t ed25519` (bcrypt with aes256-ctr,
 * or unencrypted). Throws key-private-invalid, key-type-unsupported, key-passphrase-wrong.
 */
export function importOpensshPrivateKey(file: string, passphrase: string): UnitKey {
  const lines = file.trim().split(/\r?\n/);
  if (lines[0] !== begin || lines.at(-1) !== end) throw new JianbiaoError('key-private-invalid');
  try {
    const reader = new SshReader(Buffer.from(lines.slice(1, -1).join(''), 'base64'));
    if (!reader.take(magic.length).equals(magic)) throw new JianbiaoError('key-private-invalid');
    const cipherName = reader.text();
    const kdf = reader.text();
    const options = reader.string();
    if (reader.uint32() !== 1) throw new JianbiaoError('key-private-invalid');
    reader.string();
    const section = reader.string();
    if (reader.left !== 0) throw new JianbiaoError('key-private-invalid');
    if (cipherName === 'none' && kdf === 'none') return openPrivateSection(section);
    if (kdf !== 'bcrypt') throw new JianbiaoError('key-type-unsupported');
    const kdfReader = new SshReader(options);
    const salt = kdfReader.string();
    const rounds = kdfReader.uint32();
    if (rounds < 1 || rounds > mostRounds || salt.length === 0)
      throw new JianbiaoError('key-private-invalid');
    if (cipherName !== 'aes256-ctr') throw new JianbiaoError('key-type-unsupported');
    const wrap = cipherKey(passphrase.normalize('NFC'), salt, rounds);
    const decipher = createDecipheriv('aes-256-ctr', wrap.key, wrap.iv);
    return openPrivateSection(Buffer.concat([decipher.update(section), decipher.final()]));
  } catch (thrown) {
    if (thrown instanceof SshFormatError)
      throw new JianbiaoError('key-private-invalid', {}, { cause: thrown });
    throw thrown;
  }
}
