/**
 * The sealed package (design: sealed package, format 1): keys, trust, writing and reading. Other parts of the engine
 * import from here only.
 */

export {
  type AgeIdentity,
  ageIdentityFromSecret,
  formatAgeIdentity,
  generateAgeIdentity,
  isAgeRecipient,
  parseAgeIdentities,
} from './age-keys.ts';
export * from './allowed-signers.ts';
export { type ByteReader, openFileReader } from './byte-reader.ts';
export type { ByteSource } from './byte-source.ts';
export { signKeyChange, verifyKeyChange } from './key-change.ts';
export { openPackage, verifyAndOpen } from './open-package.ts';
export { exportOpensshPrivateKey, importOpensshPrivateKey } from './openssh-private-key.ts';
export { packDigest } from './package-digest.ts';
export type * from './package-types.ts';
export * from './revocation.ts';
export { sealPackage } from './seal-package.ts';
export {
  generateSm2Key,
  isSm2PublicKey,
  type Sm2Key,
  type Sm2Provider,
  sm2KeyFromSecret,
  sm2PublicKeyPem,
  verifySm2,
} from './sm2.ts';
export { parseSshsig, type Sshsig, signSshsig, verifySshsig } from './sshsig.ts';
export { freeBytesIn } from './target-file.ts';
export * from './trust.ts';
export { unitCode } from './unit-code.ts';
export {
  generateUnitKey,
  type PublicKey,
  parsePublicKey,
  type SignatureProvider,
  type UnitKey,
  unitKeyFromSeed,
} from './unit-key.ts';
export { bareUnitName, sameUnitName } from './unit-name.ts';
export { defaultLimits, readSignedHeader, verifyPackage, verifyReader } from './verify-package.ts';
