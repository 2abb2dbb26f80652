import { hkdfSync } from 'node:crypto';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import {
  ageIdentityFromSecret,
  type Sm2Key,
  sm2KeyFromSecret,
  type UnitKey,
  unitKeyFromSeed,
} from '../../seal/index.ts';
import { currentIdentity, type StoredIdentity } from '../../store/identity-store.ts';
import type { ReadDb } from '../../store/rows.ts';

/** 32 bytes for one purpose out of the unit's seed (HKDF, RFC 5869). */
function deriveSecret(seed: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), `jianbiao-${purpose}-v1`, 32));
}

function sm2FromSeed(seed: Uint8Array): Sm2Key {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return sm2KeyFromSecret(deriveSecret(seed, attempt === 0 ? 'sm2' : `sm2-${attempt}`));
    } catch (thrown) {
      // A scalar outside the group's order, once in 2^32 or so: the next one is taken.
      if (!(thrown instanceof JianbiaoError) || attempt > 8) throw thrown;
    }
  }
}

/**
 * All keys of a unit from one 32-byte seed: the Ed25519 key itself, and derived from it the age key for receiving and the SM2
 * key for the second signature. So one exported OpenSSH key file brings everything back.
 */
export async function identityFromSeed(
  seed: Uint8Array,
  comment: string,
  at: string,
): Promise<StoredIdentity> {
  const key = unitKeyFromSeed(seed, comment);
  const age = await ageIdentityFromSecret(deriveSecret(seed, 'age'));
  const sm2 = sm2FromSeed(seed);
  return {
    fingerprint: key.publicKey.fingerprint,
    publicKey: key.publicKey.line,
    secret: Buffer.from(seed).toString('base64'),
    ageRecipient: age.recipient,
    ageIdentity: age.identity,
    sm2Secret: Buffer.from(sm2.secret).toString('base64'),
    sm2PublicKey: sm2.publicKey,
    createdAt: at,
  };
}

/** The keys in use; throws `identity-missing` before they were made. */
export function requireIdentity(db: ReadDb): StoredIdentity {
  const identity = currentIdentity(db);
  if (identity === null) throw new JianbiaoError('identity-missing');
  return identity;
}

/** The signing key in memory. */
export function signerOf(identity: StoredIdentity): UnitKey {
  const comment = identity.publicKey.split(' ').slice(2).join(' ');
  return unitKeyFromSeed(new Uint8Array(Buffer.from(identity.secret, 'base64')), comment);
}

/** The SM2 key in memory. */
export function sm2Of(identity: StoredIdentity): Sm2Key {
  return sm2KeyFromSecret(new Uint8Array(Buffer.from(identity.sm2Secret, 'base64')));
}
