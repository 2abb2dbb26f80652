import { randomBytes } from 'node:crypto';
import { type AgeIdentity, ageIdentityFromSecret } from '../../electron/engine/seal/age-keys.ts';
import { type UnitKey, unitKeyFromSeed } from '../../electron/engine/seal/unit-key.ts';

/** A unit key nobody had before. The program itself makes all keys of a unit from one secret (desk/unit-keys.ts). */
export function newUnitKey(comment: string): UnitKey {
  return unitKeyFromSeed(randomBytes(32), comment);
}

/** An age key pair nobody had before. */
export function newAgeIdentity(): Promise<AgeIdentity> {
  return ageIdentityFromSecret(randomBytes(32));
}
