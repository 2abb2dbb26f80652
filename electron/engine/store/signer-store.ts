import { z } from 'zod';
import { type SignatureSuite, signatureSuite } from '../../../shared/ground/package-kinds.ts';
import { type Enrolment, enrolmentSchema } from '../../../shared/words/feedback-schema.ts';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

const signerRow = z.object({
  fingerprint: z.string(),
  principal: z.string(),
  public_key: z.string(),
  age_recipient: z.string().nullable(),
  sm2_public_key: z.string().nullable(),
  enrolment: jsonColumn(enrolmentSchema),
  imported_at: z.string(),
  enrolled_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  suite: signatureSuite.nullable(),
  reason: z.string().nullable(),
});
const columns =
  'fingerprint, principal, public_key, age_recipient, sm2_public_key, enrolment, imported_at, enrolled_at, revoked_at, suite, reason';

/** A unit that asked to be enrolled: pending, enrolled or revoked. */
export interface StoredSigner {
  readonly fingerprint: string;
  readonly principal: string;
  readonly publicKey: string;
  readonly ageRecipient: string | null;
  readonly sm2PublicKey: string | null;
  readonly enrolment: Enrolment;
  readonly importedAt: string;
  readonly enrolledAt: string | null;
  readonly revokedAt: string | null;
  /** How its enrolment was signed; null: enrolled before this was kept. */
  readonly suite: SignatureSuite | null;
  /** Why it was revoked: words, or `key-change` when another key of the unit took its place. */
  readonly reason: string | null;
}

function toSigner(row: z.infer<typeof signerRow>): StoredSigner {
  return {
    fingerprint: row.fingerprint,
    principal: row.principal,
    publicKey: row.public_key,
    ageRecipient: row.age_recipient,
    sm2PublicKey: row.sm2_public_key,
    enrolment: row.enrolment,
    importedAt: row.imported_at,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
    suite: row.suite,
    reason: row.reason,
  };
}

export function listSigners(db: ReadDb): StoredSigner[] {
  return db.all(signerRow, `SELECT ${columns} FROM signers ORDER BY imported_at, fingerprint`).map(toSigner);
}

export function getSigner(db: ReadDb, fingerprint: string): StoredSigner | null {
  const row = db.get(signerRow, `SELECT ${columns} FROM signers WHERE fingerprint = ?`, fingerprint);
  return row === undefined ? null : toSigner(row);
}

/** Keeps an enrolment as pending. One already known stays as it is: importing again never enrols or revives. */
export function addPendingSigner(
  db: Db,
  principal: string,
  enrolment: Enrolment,
  suite: SignatureSuite,
  at: string,
): void {
  db.run(
    `INSERT INTO signers (fingerprint, principal, public_key, age_recipient, sm2_public_key, enrolment, imported_at, suite)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING`,
    enrolment.fingerprint,
    principal,
    enrolment.publicKey,
    enrolment.ageRecipient ?? null,
    enrolment.sm2PublicKey ?? null,
    JSON.stringify(enrolment),
    at,
    suite,
  );
}

/** Forgets an enrolment that nobody has accepted; false when there is none. */
export function removePendingSigner(db: Db, fingerprint: string): boolean {
  return (
    db.run(
      'DELETE FROM signers WHERE fingerprint = ? AND enrolled_at IS NULL AND revoked_at IS NULL',
      fingerprint,
    ) > 0
  );
}

/** Makes one key that of a principal. */
export function setPrincipal(db: Db, fingerprint: string, principal: string): void {
  db.run('UPDATE signers SET principal = ? WHERE fingerprint = ?', principal, fingerprint);
}

export function markEnrolled(db: Db, fingerprint: string, at: string): void {
  db.run('UPDATE signers SET enrolled_at = ? WHERE fingerprint = ?', at, fingerprint);
}

export function markRevoked(db: Db, fingerprint: string, at: string, reason: string): void {
  db.run('UPDATE signers SET revoked_at = ?, reason = ? WHERE fingerprint = ?', at, reason, fingerprint);
}
