import { createHash } from 'node:crypto';
import { bareUnitName } from './unit-name.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The code of a unit in package names: `u` and eight Crockford base32 characters of the SHA-256 of its full name
 * (NFC, without white space). The same name gives the same code everywhere without a register, and the code says
 * nothing about any person.
 */
export function unitCode(name: string): string {
  const digest = createHash('sha256').update(bareUnitName(name), 'utf8').digest();
  const bits = digest.readBigUInt64BE() >> 24n;
  return `u${Array.from({ length: 8 }, (_, i) => alphabet[Number((bits >> BigInt(35 - i * 5)) & 31n)]).join('')}`;
}
