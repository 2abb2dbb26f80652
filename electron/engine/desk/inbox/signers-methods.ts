import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import {
  formatAllowedSigners,
  formatKrl,
  formatRevocationText,
  parsePublicKey,
  sameUnitName,
} from '../../seal/index.ts';
import { logEvent } from '../../store/event-log.ts';
import { currentIdentity } from '../../store/identity-store.ts';
import type { Db, ReadDb } from '../../store/rows.ts';
import {
  getSigner,
  listSigners,
  markEnrolled,
  markRevoked,
  removePendingSigner,
  type StoredSigner,
  setPrincipal,
} from '../../store/signer-store.ts';
import { decideName, dropAskedName, nameChangesOf } from '../../store/unit-name-store.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { writeTarget } from '../ground/target-file.ts';
import { vouchingSigner } from './import-enrolment.ts';
import { retryQuarantined } from './quarantine.ts';
import { allowedSignerOf, officeLine, officeSigner } from './trust.ts';
import { knownUnits, namesOfItsOwn, unitNamed } from './unit-names.ts';

function requireSigner(db: ReadDb, fingerprint: string): StoredSigner {
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

type ShownSigner = ApiResult<'signers.list'>[number];

/** Enrolments and enrolled keys, each under its unit's name of today. */
function shownSigners(db: ReadDb): ShownSigner[] {
  const units = knownUnits(db);
  return listSigners(db).map((signer) => {
    const pending = signer.enrolledAt === null && signer.revokedAt === null;
    const unit = pending ? undefined : units.get(signer.principal);
    const name = unit?.name ?? signer.enrolment.unit.name;
    const asked = pending
      ? undefined
      : nameChangesOf(db, signer.principal).find(
          (change) => change.decidedAt === null && change.fingerprint === signer.fingerprint,
        );
    const voucher = pending ? vouchingSigner(db, signer.enrolment) : null;
    return {
      principal: signer.principal,
      fingerprint: signer.fingerprint,
      name,
      formerNames: unit === undefined ? [] : unit.names.filter((had) => !sameUnitName(had, name)),
      enrolledAt: signer.enrolledAt ?? signer.importedAt,
      revokedAt: signer.revokedAt,
      pending,
      asked: asked === undefined ? null : { name: asked.name, at: asked.askedAt },
      follows: voucher === null ? null : (units.get(voucher.principal)?.name ?? voucher.principal),
    };
  });
}

/** Throws unless the unit's other keys are out of use: nobody signs for one unit with two keys at a time. */
function requireNoOtherKey(db: ReadDb, principal: string, name: string): void {
  const holder = listSigners(db).find(
    (other) => other.principal === principal && other.enrolledAt !== null && other.revokedAt === null,
  );
  if (holder !== undefined) {
    throw new JianbiaoError('signer-principal-taken', { principal: name, fingerprint: holder.fingerprint });
  }
}

/**
 * Enrols a key as the unit it belongs to: that whose old key vouches for it, that which a decision names, that which has the
 * name, or a new one. In the first two cases everything of that unit carries on under the new key, and under the new name
 * where it differs; the old key ends.
 */
function enrolAsUnit(
  db: Db,
  signer: StoredSigner,
  follows: { readonly principal: string; readonly reason: string } | null,
  at: string,
): void {
  const { fingerprint, enrolment } = signer;
  const { name } = enrolment.unit;
  const units = knownUnits(db);
  const voucher = vouchingSigner(db, enrolment);
  const named = unitNamed(units, name);
  const principal = voucher?.principal ?? follows?.principal ?? named?.principal ?? signer.principal;
  const unit = units.get(principal);
  if (follows !== null && unit === undefined)
    throw new JianbiaoError('signer-follows-unknown', { principal: follows.principal });
  if (named !== null && named.principal !== principal) throw new JianbiaoError('unit-name-taken', { name });
  const reason = voucher === null ? (follows?.reason ?? '') : '';
  if (voucher !== null) markRevoked(db, voucher.fingerprint, at, 'key-change');
  requireNoOtherKey(db, principal, unit?.name ?? name);
  setPrincipal(db, fingerprint, principal);
  markEnrolled(db, fingerprint, at);
  if (unit !== undefined && !sameUnitName(unit.name, name)) {
    decideName(
      db,
      { principal, name, fingerprint, how: voucher === null ? 'decision' : 'signed', reason },
      at,
    );
    logEvent(db, at, 'unit-renamed', { fingerprint, kind: voucher === null ? 'decision' : 'signed' });
  }
  if (voucher === null && follows !== null) logEvent(db, at, 'unit-carried-on', { fingerprint });
  logEvent(db, at, 'signer-enrolled', { fingerprint });
}

/** Whose signatures count here. */
export function signersMethods(desk: Desk) {
  return handlersOf({
    async 'signers.list'(_args, { db }) {
      return shownSigners(db);
    },
    async 'signers.enrol'({ fingerprint, typed, follows }, workspace) {
      const { db } = workspace;
      const signer = requireSigner(db, fingerprint);
      if (!sameFingerprint(typed, fingerprint)) throw new JianbiaoError('signer-fingerprint-mismatch');
      if (signer.revokedAt !== null) {
        throw new JianbiaoError('package-signer-revoked', { fingerprint });
      }
      if (signer.enrolledAt !== null) return { admitted: 0 };
      const at = isoNow(desk);
      db.atomic(() => enrolAsUnit(db, signer, follows ?? null, at));
      const admitted = await retryQuarantined(desk, workspace, (file) => file.signer === fingerprint);
      return { admitted };
    },
    async 'signers.rename'({ fingerprint, name, reason }, workspace) {
      const { db } = workspace;
      const signer = requireSigner(db, fingerprint);
      const units = knownUnits(db);
      const unit = units.get(signer.principal);
      if (unit === undefined || signer.revokedAt !== null) throw new JianbiaoError('signer-not-enrolled');
      if (sameUnitName(unit.name, name)) throw new JianbiaoError('unit-name-same');
      if (unitNamed(units, name) !== null) throw new JianbiaoError('unit-name-taken', { name });
      const asked = nameChangesOf(db, signer.principal).some(
        (change) => change.decidedAt === null && sameUnitName(change.name, name),
      );
      const at = isoNow(desk);
      db.atomic(() => {
        const how = asked ? 'signed' : 'decision';
        decideName(db, { principal: signer.principal, name, fingerprint, how, reason }, at);
        logEvent(db, at, 'unit-renamed', { fingerprint, kind: how });
      });
      const keys = listSigners(db).filter((other) => other.principal === signer.principal);
      await retryQuarantined(desk, workspace, (file) => keys.some((key) => key.fingerprint === file.signer));
      return {};
    },
    async 'signers.remove'({ fingerprint }, { db }) {
      const { principal } = requireSigner(db, fingerprint);
      const at = isoNow(desk);
      db.atomic(() => {
        if (!removePendingSigner(db, fingerprint) && !dropAskedName(db, principal))
          throw new JianbiaoError('signer-not-pending');
        logEvent(db, at, 'enrolment-removed', { fingerprint });
      });
      return {};
    },
    async 'signers.revoke'({ fingerprint, reason }, { db }) {
      requireSigner(db, fingerprint);
      const at = isoNow(desk);
      db.atomic(() => {
        markRevoked(db, fingerprint, at, reason);
        logEvent(db, at, 'signer-revoked', { fingerprint });
      });
      return {};
    },
    async 'signers.export'({ folder }, { db, header, pack }) {
      const units = knownUnits(db);
      const enrolled = listSigners(db).filter((signer) => signer.enrolledAt !== null);
      const revoked = enrolled
        .filter((signer) => signer.revokedAt !== null)
        .map((signer) => parsePublicKey(signer.publicKey));
      const write = (name: string, data: Uint8Array): string =>
        writeTarget(desk.handles, { folder }, name, data);
      const identity = header.role === 'office' ? currentIdentity(db) : null;
      const office = identity === null ? officeSigner(pack) : officeLine(parsePublicKey(identity.publicKey));
      const lines = formatAllowedSigners([
        ...(office === null ? [] : [office]),
        ...enrolled.map((signer) =>
          allowedSignerOf(signer, header.role, namesOfItsOwn(units, signer.principal)),
        ),
      ]);
      const files = [
        write('allowed_signers', Buffer.from(lines, 'utf8')),
        write('revoked_keys', Buffer.from(formatRevocationText(revoked), 'utf8')),
        write('revoked_keys.krl', formatKrl(revoked, revoked.length + 1, desk.now(), 'jianbiao')),
      ];
      logEvent(db, isoNow(desk), 'signers-exported', { enrolled: enrolled.length, revoked: revoked.length });
      return { files };
    },
  });
}
