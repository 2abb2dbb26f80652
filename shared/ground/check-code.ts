import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or off paper is not mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The check code (design: paper) of a JSON value: the first 50 bits of SHA-256 over its canonical JSON (RFC 8785), in
 * Crockford base 32, grouped by five: `7K2F9-QXM3B`. It guards against slips, not against forgery.
 */
export function checkCode(value: unknown): string {
  const digest = sha256(utf8ToBytes(canonicalJson(value)));
  let code = '';
  for (let index = 0; index < 10; index += 1) {
    let five = 0;
    for (let bit = index * 5; bit < index * 5 + 5; bit += 1) {
      five = five * 2 + (((digest[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    code += alphabet[five] ?? '';
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}
