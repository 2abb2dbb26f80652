import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** The least cost that a header may ask for. */
export const leastLogN = 14;

/** A key wrapped by a secret: scrypt (RFC 7914) makes the wrapping key, AES-256-GCM wraps and authenticates. */
export const keyWrap = z.strictObject({
  kdf: z.literal('scrypt'),
  /** Cost as a power of two; bounded so that a hostile header cannot eat the memory. */
  logN: z.int().min(leastLogN).max(20),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64(),
  nonce: z.base64(),
  wrapped: z.base64(),
});
export type KeyWrap = z.infer<typeof keyWrap>;

/** Cost for a passphrase that a person chose: about a third of a second on the slowest machine measured. */
export const passphraseLogN = 17;
/** Cost for the recovery code, which has 140 random bits of its own. */
export const recoveryLogN = 14;

function derive(secret: string, salt: Uint8Array, logN: number): Promise<Buffer> {
  const cost = 2 ** logN;
  // Input methods give the same visible passphrase in different code points: NFKC makes them one (RFC 8265).
  const password = Buffer.from(secret.normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: cost, r: 8, p: 1, maxmem: cost * 8 * 128 + 2 ** 20 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Wraps `key` by `secret`. `label` is bound in: a wrap moved to another workspace or purpose does not open. */
export async function wrapKey(
  key: Uint8Array,
  secret: string,
  label: string,
  logN: number,
): Promise<KeyWrap> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, logN), nonce);
  cipher.setAAD(Buffer.from(label, 'utf8'));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return {
    kdf: 'scrypt',
    logN,
    r: 8,
    p: 1,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
  };
}

/** The key, or null when the secret (or the label, or the wrap itself) is not the one it was made with. */
export async function unwrapKey(wrap: KeyWrap, secret: string, label: string): Promise<Uint8Array | null> {
  const wrapped = Buffer.from(wrap.wrapped, 'base64');
  const nonce = Buffer.from(wrap.nonce, 'base64');
  if (wrapped.length !== 48 || nonce.length !== 12) return null;
  const key = await derive(secret, Buffer.from(wrap.salt, 'base64'), wrap.logN);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(label, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(32));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()]));
  } catch {
    return null;
  }
}
