/** A unit's name as it is compared everywhere: NFC, without white space, otherwise exactly. */
export function bareUnitName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, '');
}

/** True when two texts name the same unit; an empty one names nobody. */
export function sameUnitName(left: string, right: string): boolean {
  const bare = bareUnitName(left);
  return bare !== '' && bare === bareUnitName(right);
}
