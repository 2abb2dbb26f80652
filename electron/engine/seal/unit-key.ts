import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { ed25519Blob, fingerprintOfBlob, publicKeyOfBlob, strictBase64 } from './ssh-wire.ts';

/** An Ed25519 public key in the forms the program shows and stores. */
export interface PublicKey {
  /** The 32 raw bytes. */
  readonly raw: Uint8Array;
  /** SSH wire form. */
  readonly blob: Uint8Array;
  /** `SHA256:…` as ssh-keygen -l prints it; printed on 附件11. */
  readonly fingerprint: string;
  readonly comment: string;
  /** `ssh-ed25519 AAAA… comment`. */
  readonly line: string;
}

/**
 * Whatever can sign for a unit: a key in the program, or a device (UKey) behind the same two members. The private
 * key itself never has to leave the provider.
 */
export interface SignatureProvider {
  readonly publicKey: PublicKey;
  /** The raw 64-byte Ed25519 signature (RFC 8032) of the message. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** A unit's own key pair, held in memory; stored only wrapped. */
export interface UnitKey extends SignatureProvider {
  /** The 32-byte private seed of RFC 8032. Never logged, never sent to a window. */
  readonly seed: Uint8Array;
}

// DER prefixes of RFC 8410: node:crypto takes raw Ed25519 keys only inside PKCS #8 and SPKI.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

function spki(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
}

/** Comments end up inside one-line files: control characters and quotes become spaces, length is bounded. */
function cleanComment(comment: string): string {
  return comment
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"\\]+/gu, ' ')
    .trim()
    .slice(0, 100);
}

/** The prime of the field below curve 25519 (RFC 8032 section 5.1). */
const prime = 2n ** 255n - 19n;
/** The y coordinate of two of the four points of order 8; the other two have its negative. */
const orderEightY = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
/** The y coordinates of all eight points of small order. */
const smallOrderY: readonly bigint[] = [0n, 1n, prime - 1n, orderEightY, prime - orderEightY];

/**
 * True for a point of small order in whichever encoding: some libraries (the one in Electron among them) take any message
 * as signed by such a key.
 */
export function isSmallOrder(raw: Uint8Array): boolean {
  const bytes = Buffer.from(raw).reverse();
  // The topmost bit is the sign of x, which does not matter here.
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return smallOrderY.includes(BigInt(`0x${bytes.toString('hex')}`) % prime);
}

/** Makes a PublicKey from 32 raw bytes. Throws key-public-invalid for another length and for a point of small order. */
export function publicKeyFromRaw(raw: Uint8Array, comment = ''): PublicKey {
  if (raw.length !== 32 || isSmallOrder(raw)) throw new JianbiaoError('key-public-invalid');
  const blob = ed25519Blob(raw);
  const clean = cleanComment(comment);
  const line = `ssh-ed25519 ${blob.toString('base64')}${clean === '' ? '' : ` ${clean}`}`;
  return { raw, blob, fingerprint: fingerprintOfBlob(blob), comment: clean, line };
}

/** Parses one OpenSSH public key line (`ssh-ed25519 AAAA… comment`). Throws key-public-invalid. */
export function parsePublicKey(line: string): PublicKey {
  const [type, data, ...comment] = line.trim().split(/[ \t]+/);
  const blob = type === 'ssh-ed25519' && data !== undefined ? strictBase64(data) : null;
  const raw = blob === null ? null : publicKeyOfBlob(blob);
  if (raw === null) throw new JianbiaoError('key-public-invalid');
  return publicKeyFromRaw(raw, comment.join(' '));
}

/** The key pair of a 32-byte seed. The comment names the unit or office, never a person. */
export function unitKeyFromSeed(seed: Uint8Array, comment: string): UnitKey {
  if (seed.length !== 32) throw new JianbiaoError('key-private-invalid');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    seed,
    publicKey: publicKeyFromRaw(der.subarray(spkiPrefix.length), comment),
    async sign(message) {
      return sign(null, message, key);
    },
  };
}

/** True when the raw signature is this key's over the message (RFC 8032). */
export function verifyRaw(publicKey: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, message, spki(publicKey.raw), signature);
}
