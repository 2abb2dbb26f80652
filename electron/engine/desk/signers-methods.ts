import type { ApiHandlers } from '../../../shared/api.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import {
  formatAllowedSigners,
  formatKrl,
  formatRevocationText,
  parsePublicKey,
  verifyKeyChange,
} from '../seal/index.ts';
import { logEvent } from '../store/event-log.ts';
import { currentIdentity } from '../store/identity-store.ts';
import type { Db } from '../store/rows.ts';
import {
  getSigner,
  listSigners,
  markEnrolled,
  markRevoked,
  type StoredSigner,
} from '../store/signer-store.ts';
import { type Desk, isoNow } from './desk.ts';
import { retryQuarantined } from './inbox-methods.ts';
import { writeTarget } from './target-file.ts';
import { allowedSignerOf, officeLine, officeSigner } from './trust.ts';

function requireSigner(db: Db, fingerprint: string): StoredSigner {
  const signer = getSigner(db, fingerprint);
  if (signer === null) throw new JianbiaoError('signer-unknown', { fingerprint });
  return signer;
}

/** What a clerk typed off the paper, compared without blanks and with or without the `SHA256:` in front. */
export function sameFingerprint(typed: string, fingerprint: string): boolean {
  const bare = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .replace(/^SHA256:/i, '')
      .replace(/=+$/, '');
  return bare(typed) !== '' && bare(typed) === bare(fingerprint);
}

type SignersMethods = Pick<
  ApiHandlers,
  'signers.list' | 'signers.enrol' | 'signers.revoke' | 'signers.export'
>;

/** Whose signatures count here. */
export function signersMethods(desk: Desk): SignersMethods {
  return {
    async 'signers.list'() {
      return listSigners(desk.open('signers.list').db).map((signer) => ({
        principal: signer.principal,
        fingerprint: signer.fingerprint,
        enrolledAt: signer.enrolledAt ?? signer.importedAt,
        revokedAt: signer.revokedAt,
        pending: signer.enrolledAt === null && signer.revokedAt === null,
      }));
    },
    'signers.enrol': ({ fingerprint, typed }) =>
      desk.exclusively(async () => {
        const workspace = desk.open('signers.enrol');
        const { db } = workspace;
        const signer = requireSigner(db, fingerprint);
        if (!sameFingerprint(typed, fingerprint)) throw new JianbiaoError('signer-fingerprint-mismatch');
        if (signer.revokedAt !== null) {
          throw new JianbiaoError('package-signer-revoked', { fingerprint });
        }
        const holder = listSigners(db).find(
          (other) =>
            other.principal === signer.principal &&
            other.fingerprint !== fingerprint &&
            other.enrolledAt !== null &&
            other.revokedAt === null,
        );
        const change = signer.enrolment.keyChange;
        const handedOver =
          holder !== undefined &&
          change !== undefined &&
          change.oldFingerprint === holder.fingerprint &&
          verifyKeyChange(
            signer.enrolment.campaign.id,
            parsePublicKey(holder.publicKey),
            parsePublicKey(signer.publicKey),
            change.signature,
          );
        if (holder !== undefined && !handedOver) {
          throw new JianbiaoError('signer-principal-taken', {
            principal: holder.principal,
            fingerprint: holder.fingerprint,
          });
        }
        const at = isoNow(desk);
        db.atomic(() => {
          if (holder !== undefined) markRevoked(db, holder.fingerprint, at, 'key-change');
          markEnrolled(db, fingerprint, at);
          logEvent(db, at, 'signer-enrolled', { fingerprint });
        });
        await retryQuarantined(desk, workspace, fingerprint);
        desk.emit('changed', { what: 'signers' });
        desk.emit('changed', { what: 'inbox' });
        return {};
      }),
    async 'signers.revoke'({ fingerprint, reason }) {
      const { db } = desk.open('signers.revoke');
      requireSigner(db, fingerprint);
      const at = isoNow(desk);
      db.atomic(() => {
        markRevoked(db, fingerprint, at, reason);
        logEvent(db, at, 'signer-revoked', { fingerprint });
      });
      desk.emit('changed', { what: 'signers' });
      return {};
    },
    async 'signers.export'({ folder }) {
      const { db, header } = desk.open('signers.export');
      const enrolled = listSigners(db).filter((signer) => signer.enrolledAt !== null);
      const revoked = enrolled
        .filter((signer) => signer.revokedAt !== null)
        .map((signer) => parsePublicKey(signer.publicKey));
      const write = (name: string, data: Uint8Array): string =>
        writeTarget(desk.handles, { folder }, name, data);
      const identity = header.role === 'office' ? currentIdentity(db) : null;
      const office =
        identity === null
          ? officeSigner(desk.pack('signers.export').pack)
          : officeLine(parsePublicKey(identity.publicKey));
      const lines = formatAllowedSigners([
        ...(office === null ? [] : [office]),
        ...enrolled.map((signer) => allowedSignerOf(signer, header.role)),
      ]);
      const files = [
        write('allowed_signers', Buffer.from(lines, 'utf8')),
        write('revoked_keys', Buffer.from(formatRevocationText(revoked), 'utf8')),
        write('revoked_keys.krl', formatKrl(revoked, revoked.length + 1, desk.now(), 'jianbiao')),
      ];
      logEvent(db, isoNow(desk), 'signers-exported', { enrolled: enrolled.length, revoked: revoked.length });
      return { files };
    },
  };
}
