import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';

/** An age X25519 key pair: the office's, to which units encrypt; or a unit's, for feedback. */
export interface AgeIdentity {
  /** `AGE-SECRET-KEY-1…`: secret, stored only inside the encrypted workspace. */
  readonly identity: string;
  /** `age1…`: public, travels in the campaign pack or the enrolment. */
  readonly recipient: string;
}

/** The age key pair of a 32-byte secret, in the Bech32 form of the age specification (section X25519 identities). */
export async function ageIdentityFromSecret(secret: Uint8Array): Promise<AgeIdentity> {
  const identity = bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The identities in the text of an age key file: one a line, comments and blank lines skipped. */
export function parseAgeIdentities(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(line));
}

/** The text of an age key file, as age-keygen writes it but without a date. */
export function formatAgeIdentity(key: AgeIdentity): string {
  return `# public key: ${key.recipient}\n${key.identity}\n`;
}

/** True when the text has the form of an age X25519 recipient. */
export function isAgeRecipient(text: string): boolean {
  return /^age1[02-9ac-hj-np-z]{58}$/.test(text);
}

/** DER of SubjectPublicKeyInfo for an X25519 key (RFC 8410), before the 32 bytes. */
const x25519Prefix = Buffer.from('302a300506032b656e032100', 'hex');

/**
 * True when one can really encrypt to the recipient: checksum good, 32 bytes, and no point of small order, with which every
 * agreed secret is zero (RFC 7748 section 6.1).
 */
export function isUsableAgeRecipient(text: string): boolean {
  if (!isAgeRecipient(text)) return false;
  try {
    const { prefix, bytes } = bech32.decodeToBytes(text);
    if (prefix !== 'age' || bytes.length !== 32) return false;
    const key = createPublicKey({
      key: Buffer.concat([x25519Prefix, bytes]),
      format: 'der',
      type: 'spki',
    });
    const { privateKey } = generateKeyPairSync('x25519');
    return diffieHellman({ privateKey, publicKey: key }).some((byte) => byte !== 0);
  } catch {
    // A wrong checksum, or the library's own refusal of a point of small order.
    return false;
  }
}
