import { createHash } from 'node:crypto';
import { blowfishEncrypt, blowfishExpand, blowfishStart } from './blowfish.ts';

const hashSize = 32;
const magic = Buffer.from('OxychromaticBlowfishSwatDynamite', 'ascii');

function sha512(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The bcrypt hash inside bcrypt_pbkdf: SHA-512 values as key and salt, 64 schedule rounds, little-endian output. */
function bcryptHash(key: Uint8Array, salt: Uint8Array): Buffer {
  const state = blowfishStart();
  blowfishExpand(state, key, salt);
  for (let i = 0; i < 64; i += 1) {
    blowfishExpand(state, salt);
    blowfishExpand(state, key);
  }
  const words = Uint32Array.from({ length: hashSize / 4 }, (_, i) => magic.readUInt32BE(i * 4));
  for (let i = 0; i < 64; i += 1) blowfishEncrypt(state, words);
  const out = Buffer.alloc(hashSize);
  words.forEach((word, i) => {
    out.writeUInt32LE(word, i * 4);
  });
  return out;
}

/**
 * bcrypt_pbkdf as OpenSSH uses it for encrypted private keys (OpenBSD bcrypt_pbkdf(3)): PBKDF2 shaped, with the
 * output bytes of each block spread over the key. Takes passphrase and salt bytes, rounds (at least 1) and the
 * number of bytes wanted; the cost is linear in rounds.
 */
export function bcryptPbkdf(
  passphrase: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Buffer {
  const key = sha512(passphrase);
  const out = Buffer.alloc(length);
  const stride = Math.ceil(length / hashSize);
  const amount = Math.ceil(length / stride);
  let left = length;
  for (let count = 1; left > 0; count += 1) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    let round = bcryptHash(key, sha512(salt, counter));
    const block = Buffer.from(round);
    for (let i = 1; i < rounds; i += 1) {
      round = bcryptHash(key, sha512(round));
      for (let j = 0; j < block.length; j += 1) block[j] = (block[j] ?? 0) ^ (round[j] ?? 0);
    }
    const take = Math.min(amount, left);
    let written = 0;
    for (; written < take; written += 1) {
      const destination = written * stride + (count - 1);
      if (destination >= length) break;
      out[destination] = block[written] ?? 0;
    }
    left -= written;
  }
  return out;
}
