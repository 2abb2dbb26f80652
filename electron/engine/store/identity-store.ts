import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const identityRow = z.object({
  fingerprint: z.string(),
  public_key: z.string(),
  secret: z.string(),
  age_recipient: z.string(),
  age_identity: z.string(),
  sm2_secret: z.string(),
  sm2_public_key: z.string(),
  created_at: z.string(),
});
const columns =
  'fingerprint, public_key, secret, age_recipient, age_identity, sm2_secret, sm2_public_key, created_at';

/** A unit's own keys. The secrets exist only inside the encrypted database and in memory while used. */
export interface StoredIdentity {
  readonly fingerprint: string;
  readonly publicKey: string;
  /** base64 of the 32-byte Ed25519 seed. */
  readonly secret: string;
  readonly ageRecipient: string;
  readonly ageIdentity: string;
  /** base64 of the 32-byte scalar. */
  readonly sm2Secret: string;
  readonly sm2PublicKey: string;
  readonly createdAt: string;
}

function toIdentity(row: z.infer<typeof identityRow>): StoredIdentity {
  return {
    fingerprint: row.fingerprint,
    publicKey: row.public_key,
    secret: row.secret,
    ageRecipient: row.age_recipient,
    ageIdentity: row.age_identity,
    sm2Secret: row.sm2_secret,
    sm2PublicKey: row.sm2_public_key,
    createdAt: row.created_at,
  };
}

/** The keys in use, or null before they were made. */
export function currentIdentity(db: ReadDb): StoredIdentity | null {
  const row = db.get(
    identityRow,
    `SELECT ${columns} FROM identities WHERE retired_at IS NULL ORDER BY created_at DESC LIMIT 1`,
  );
  return row === undefined ? null : toIdentity(row);
}

/** Every key this workspace ever had, newest first: what was encrypted to an older one must stay readable. */
export function allIdentities(db: ReadDb): StoredIdentity[] {
  return db
    .all(identityRow, `SELECT ${columns} FROM identities ORDER BY retired_at IS NOT NULL, created_at DESC`)
    .map(toIdentity);
}

/** Puts keys in use; the ones before are retired, not forgotten. */
export function adoptIdentity(db: Db, identity: StoredIdentity, at: string): void {
  db.atomic(() => {
    db.run('UPDATE identities SET retired_at = ? WHERE retired_at IS NULL', at);
    db.run(
      `INSERT INTO identities (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (fingerprint) DO UPDATE SET retired_at = NULL`,
      identity.fingerprint,
      identity.publicKey,
      identity.secret,
      identity.ageRecipient,
      identity.ageIdentity,
      identity.sm2Secret,
      identity.sm2PublicKey,
      identity.createdAt,
    );
  });
}
