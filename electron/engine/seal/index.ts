/**
 * The sealed package (design: sealed package, format 1): keys, trust, writing and reading. Other parts of the engine
 * import from here only.
 */

export {
  ageIdentityFromSecret,
  formatAgeIdentity,
  parseAgeIdentities,
} from './age-keys.ts';
export * from './allowed-signers.ts';
export { type ByteReader, openFileReader } from './byte-reader.ts';
export { signKeyChange, verifyKeyChange } from './key-change.ts';
export { verifyAndOpen } from './open-package.ts';
export { exportOpensshPrivateKey, importOpensshPrivateKey } from './openssh-private-key.ts';
export { packDigest } from './package-digest.ts';
export type * from './package-types.ts';
export * from './revocation.ts';
export { sealPackage } from './seal-package.ts';
export { type Sm2Key, sm2KeyFromSecret } from './sm2.ts';
export * from './trust.ts';
export { unitCode } from './unit-code.ts';
export {
  type PublicKey,
  parsePublicKey,
  type UnitKey,
  unitKeyFromSeed,
} from './unit-key.ts';
export { sameUnitName } from './unit-name.ts';
export { readSignedHeader, verifyPackage, verifyReader } from './verify-package.ts';
