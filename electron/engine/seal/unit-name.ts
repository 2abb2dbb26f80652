import { seenSigns } from '../../../shared/ground/unseen-signs.ts';

/** A unit's name as its code is made from (docs/package-format.md): NFC, without white space, otherwise exactly. */
export function bareUnitName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, '');
}

/**
 * A unit's name as a reader takes it in. Names on a screen are compared with stamped paper by eye: full-width signs, radicals
 * that stand for characters and signs that nobody sees make no other unit.
 */
function asRead(name: string): string {
  return seenSigns(name.normalize('NFKC'));
}

/** True when two texts name the same unit to a reader; an empty one names nobody. */
export function sameUnitName(left: string, right: string): boolean {
  const read = asRead(left);
  return read !== '' && read === asRead(right);
}
