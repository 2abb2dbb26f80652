import { createHmac } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** The user id GM/T 0009 sets when none is agreed; openssl calls it distid. */
const userId = '1234567812345678';
/** Order of the SM2 base point (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
/** DER of SubjectPublicKeyInfo for an uncompressed point on the SM2 curve, before the point itself. */
const spkiPrefix = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

/** Whatever makes SM2 signatures: a key in the program, or a device behind the same members. */
export interface Sm2Provider {
  /** base64 of the DER SubjectPublicKeyInfo: what stands in bag-info.txt and, between PEM lines, what openssl reads. */
  readonly publicKey: string;
  /** DER of the SM2 signature with SM3 over the message (GB/T 32918.2, id 1234567812345678). */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** An SM2 key pair in memory; `secret` is the 32-byte private scalar. */
export interface Sm2Key extends Sm2Provider {
  readonly secret: Uint8Array;
}

function scalar(secretHex: string): bigint {
  return BigInt(`0x${secretHex}`);
}

/** base64 SPKI of a point given as hex `04…`. */
function spkiOfPoint(point: string): string {
  return Buffer.concat([spkiPrefix, Buffer.from(point, 'hex')]).toString('base64');
}

/** The hex point `04…` out of base64 SPKI, or null when it is no SM2 public key on the curve. */
function pointOfSpki(publicKey: string): string | null {
  const der = Buffer.from(publicKey, 'base64');
  if (der.toString('base64') !== publicKey || der.length !== spkiPrefix.length + 65) return null;
  if (!der.subarray(0, spkiPrefix.length).equals(spkiPrefix)) return null;
  const point = der.subarray(spkiPrefix.length).toString('hex');
  try {
    return point.startsWith('04') && sm2.verifyPublicKey(point) ? point : null;
  } catch {
    return null;
  }
}

/** True when the text is base64 SPKI of a valid SM2 public key. */
export function isSm2PublicKey(publicKey: string): boolean {
  return pointOfSpki(publicKey) !== null;
}

/**
 * The per-signature secret number, derived from key and message instead of drawn (the idea of RFC 6979, with
 * HMAC-SHA-256 as the derivation): a repeated number would reveal the key, and sealing stays repeatable.
 */
function* nonces(secretHex: string, digestHex: string): Generator<bigint> {
  for (let counter = 0; ; counter += 1) {
    const block = createHmac('sha256', Buffer.from(secretHex, 'hex'))
      .update(`jianbiao sm2 nonce ${counter} ${digestHex}`)
      .digest('hex');
    const k = BigInt(`0x${block}`);
    if (k > 0n && k < order) yield k;
  }
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const padded = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}

function derSignature(r: bigint, s: bigint): Buffer {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** Both numbers of a DER signature, only when in range and encoded the one way DER allows. */
function parseSignature(der: Uint8Array): { r: bigint; s: bigint } | null {
  const bytes = Buffer.from(der);
  const rLength = bytes[3];
  if (bytes.length < 8 || bytes.length > 72 || rLength === undefined) return null;
  const sAt = 4 + rLength;
  const rHex = bytes.subarray(4, sAt).toString('hex');
  const sHex = bytes.subarray(sAt + 2).toString('hex');
  if (rHex === '' || sHex === '') return null;
  const r = scalar(rHex);
  const s = scalar(sHex);
  if (r <= 0n || s <= 0n || r >= order || s >= order) return null;
  return derSignature(r, s).equals(bytes) ? { r, s } : null;
}

/** The key pair of a 32-byte private scalar. Throws key-private-invalid outside [1, n-2]. */
export function sm2KeyFromSecret(secret: Uint8Array): Sm2Key {
  const secretHex = Buffer.from(secret).toString('hex');
  if (secret.length !== 32 || scalar(secretHex) < 1n || scalar(secretHex) > order - 2n)
    throw new JianbiaoError('key-private-invalid');
  const point = sm2.getPublicKeyFromPrivateKey(secretHex);
  return {
    secret,
    publicKey: spkiOfPoint(point),
    async sign(message) {
      const digest = sm2.getHash(Buffer.from(message), point, userId);
      for (const k of nonces(secretHex, digest)) {
        const kPoint = sm2.getPublicKeyFromPrivateKey(k.toString(16).padStart(64, '0'));
        const x1 = BigInt(`0x${kPoint.slice(2, 66)}`);
        const pair = { k, x1 };
        const hex = sm2.doSignature(Buffer.from(digest, 'hex'), secretHex, {
          pointPool: [pair],
          hash: false,
        });
        const der = derSignature(scalar(hex.slice(0, 64)), scalar(hex.slice(64)));
        if (verifySm2(spkiOfPoint(point), message, der)) return der;
      }
      throw new JianbiaoError('internal');
    },
  };
}

/** True when the DER signature is valid for the message under the base64 SPKI key. Never throws. */
export function verifySm2(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean {
  const point = pointOfSpki(publicKey);
  const parsed = parseSignature(signature);
  if (point === null || parsed === null) return false;
  const hex = parsed.r.toString(16).padStart(64, '0') + parsed.s.toString(16).padStart(64, '0');
  try {
    return sm2.doVerifySignature(Buffer.from(message), hex, point, { hash: true, userId });
  } catch {
    return false;
  }
}
