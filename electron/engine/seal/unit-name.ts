/** A unit's name as its code is made from (docs/package-format.md): NFC, without white space, otherwise exactly. */
export function bareUnitName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, '');
}

/** Signs that leave no ink: controls, blanks, fillers, variation selectors, and the Braille cell without dots. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/**
 * A unit's name as a reader takes it in. Names on a screen are compared with stamped paper by eye: full-width signs, radicals
 * that stand for characters and signs that nobody sees make no other unit.
 */
function asRead(name: string): string {
  return name.normalize('NFKC').replace(unseen, '');
}

/** True when two texts name the same unit to a reader; an empty one names nobody. */
export function sameUnitName(left: string, right: string): boolean {
  const read = asRead(left);
  return read !== '' && read === asRead(right);
}
