import { createHash } from 'node:crypto';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 28;
const checkLength = 2;

function checkCharacters(secret: string): string {
  const digest = createHash('sha256').update(`jianbiao-recovery:${secret}`).digest();
  return [0, 1].map((index) => alphabet.charAt((digest[index] ?? 0) & 31)).join('');
}

/**
 * A recovery code for the clerk's safe: 28 Crockford characters (140 bits) and two that catch slips of the pen,
 * in six groups of five. Takes 28 random bytes.
 */
export function makeRecoveryCode(random: Uint8Array): string {
  const secret = [...random.subarray(0, secretLength)].map((byte) => alphabet.charAt(byte & 31)).join('');
  const text = secret + checkCharacters(secret);
  return (text.match(/.{5}/g) ?? []).join('-');
}

/**
 * What the clerk typed, read tolerantly (case, blanks, dashes, O for 0, I and L for 1).
 * Gives the secret part; throws `recovery-code-invalid` when a character or the check does not fit.
 */
export function readRecoveryCode(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_‐-―－]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const secret = text.slice(0, secretLength);
  const good =
    text.length === secretLength + checkLength &&
    [...text].every((character) => alphabet.includes(character)) &&
    text.slice(secretLength) === checkCharacters(secret);
  if (!good) throw new JianbiaoError('recovery-code-invalid');
  return secret;
}
