import { type AllowedSigner, parseAllowedSigners, signerAllows } from './allowed-signers.ts';
import { isRevoked, parseRevocationList, type RevocationList, revocationList } from './revocation.ts';
import type { PublicKey } from './unit-key.ts';

/** What was enrolled beside an Ed25519 key. */
export interface EnrolledSm2 {
  /** base64 SPKI of the SM2 key; null: enrolled without one, so that none may be shown. */
  readonly key: string | null;
  /** The unit was enrolled by a package with both signatures: one with fewer is a downgrade. */
  readonly required: boolean;
}

/** Whom the reader believes: allowed signers, revoked keys, and the SM2 keys enrolled beside Ed25519 ones. */
export interface TrustStore {
  readonly signers: readonly AllowedSigner[];
  readonly revoked: RevocationList;
  /** By Ed25519 fingerprint; a key that is not there was enrolled where nothing is known of SM2 (allowed_signers files). */
  readonly sm2Keys: ReadonlyMap<string, EnrolledSm2>;
  /** Time of judgement for valid-after and valid-before; null is now. */
  readonly at: Date | null;
}

/** Makes a trust store from parsed signers. */
export function trustStore(
  signers: readonly AllowedSigner[],
  options: {
    readonly revoked?: RevocationList;
    readonly sm2Keys?: ReadonlyMap<string, EnrolledSm2>;
    readonly at?: Date;
  } = {},
): TrustStore {
  return {
    signers,
    revoked: options.revoked ?? revocationList([]),
    sm2Keys: options.sm2Keys ?? new Map(),
    at: options.at ?? null,
  };
}

/** Makes a trust store from the files ssh-keygen reads: allowed_signers text and an optional revocation list. */
export function trustStoreFromFiles(allowedSigners: string, revoked?: Uint8Array): TrustStore {
  return trustStore(
    parseAllowedSigners(allowedSigners),
    revoked === undefined ? {} : { revoked: parseRevocationList(revoked) },
  );
}

/** The verdict on one key. `namespace`: the key is known but may not sign this kind. `expired`: outside its dates. */
export type TrustVerdict =
  | { readonly trusted: true; readonly principal: string }
  | { readonly trusted: false; readonly reason: 'unknown' | 'revoked' | 'namespace' | 'expired' };

/** Judges a key for a namespace. A revoked key is refused even when it still stands in the list. */
export function judgeSigner(store: TrustStore, key: PublicKey, namespace: string): TrustVerdict {
  if (isRevoked(store.revoked, key)) return { trusted: false, reason: 'revoked' };
  const lines = store.signers.filter((signer) => signer.publicKey.fingerprint === key.fingerprint);
  if (lines.length === 0) return { trusted: false, reason: 'unknown' };
  const at = store.at ?? new Date();
  const line = lines.find((signer) => signerAllows(signer, namespace, at));
  const principal = line?.principals[0];
  if (principal !== undefined) return { trusted: true, principal };
  const inNamespace = lines.some((signer) =>
    signerAllows({ ...signer, validAfter: null, validBefore: null }, namespace, at),
  );
  return { trusted: false, reason: inNamespace ? 'expired' : 'namespace' };
}
