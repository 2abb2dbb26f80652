import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { Enrolment } from '../../../../shared/words/feedback-schema.ts';
import { parsePublicKey, sameUnitName, type VerifiedPackage, verifyKeyChange } from '../../seal/index.ts';
import { logEvent } from '../../store/event-log.ts';
import { allIdentities } from '../../store/identity-store.ts';
import { unitCodesOf } from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { addPendingSigner, getSigner, listSigners, type StoredSigner } from '../../store/signer-store.ts';
import { askForName, nameChangesOf } from '../../store/unit-name-store.ts';
import { isoNow } from '../ground/desk.ts';
import type { Importing, Taken } from './importing.ts';
import { isOlderCode, requireOneUnit } from './unit-binding.ts';
import { knownUnits, principalOfName, unitNamed } from './unit-names.ts';

/** The key whose holder vouches for this enrolment: itself where it is enrolled, or the old one that names it. */
export function vouchingSigner(db: ReadDb, enrolment: Enrolment): StoredSigner | null {
  const same = getSigner(db, enrolment.fingerprint);
  if (same !== null && same.enrolledAt !== null && same.revokedAt === null) return same;
  const { keyChange } = enrolment;
  if (keyChange === undefined) return null;
  const old = listSigners(db).find(
    (signer) =>
      signer.fingerprint === keyChange.oldFingerprint &&
      signer.enrolledAt !== null &&
      signer.revokedAt === null,
  );
  const vouched =
    old !== undefined &&
    verifyKeyChange(
      enrolment.campaign.id,
      parsePublicKey(old.publicKey),
      parsePublicKey(enrolment.publicKey),
      keyChange.signature,
    );
  return vouched ? old : null;
}

/** What the enrolment's own fields say of the unit's name; all of them must say the same. */
function namesInside(importing: Importing, enrolment: Enrolment): string[] {
  const { unitNameField, hostNameField } = importing.workspace.pack.campaign;
  return [unitNameField, hostNameField ?? unitNameField].flatMap((field) => {
    const value = enrolment.unit.content[field];
    return typeof value === 'string' && value.trim() !== '' ? [value] : [];
  });
}

/**
 * The unit inside must be the one outside, and a key that is enrolled already must not ask for a name that another unit has.
 * A key nobody knows may give any name: whether it is true is what the stamped paper is compared for.
 */
function requireOwnName(importing: Importing, verified: VerifiedPackage, enrolment: Enrolment): void {
  const { db } = importing.workspace;
  const units = knownUnits(db);
  const voucher = vouchingSigner(db, enrolment);
  const holder = voucher === null ? undefined : units.get(voucher.principal);
  const mine = (name: string): boolean => {
    if (holder === undefined) return true;
    const named = unitNamed(units, name);
    return named === null || named.principal === holder.principal;
  };
  const earlier = unitCodesOf(db, enrolment.fingerprint).filter(isOlderCode);
  for (const form of [enrolment.unit.name, ...namesInside(importing, enrolment)]) {
    requireOneUnit({
      signer: holder?.name ?? enrolment.unit.name,
      accepts: mine,
      organization: verified.unit.name,
      form,
      code: verified.unit.code,
      otherCode: (code) => isOlderCode(code) && (earlier.length === 0 || earlier.includes(code)),
    });
  }
}

/** Keeps an enrolment, or a change of name signed by the enrolled key, until somebody has compared it with the paper. */
export function takeEnrolment(importing: Importing, verified: VerifiedPackage, enrolment: Enrolment): Taken {
  const { desk, workspace } = importing;
  const { db } = workspace;
  const taken: Taken = { outcome: 'imported', packageId: verified.digest, kind: 'enrolment' };
  if (allIdentities(db).some((identity) => identity.fingerprint === enrolment.fingerprint))
    throw new JianbiaoError('enrolment-own');
  requireOwnName(importing, verified, enrolment);
  const known = getSigner(db, enrolment.fingerprint);
  const at = isoNow(desk);
  if (known !== null) {
    const { name } = enrolment.unit;
    const unit = knownUnits(db).get(known.principal);
    const asked = nameChangesOf(db, known.principal).some(
      (change) => change.decidedAt === null && sameUnitName(change.name, name),
    );
    const renamed = unit !== undefined && known.revokedAt === null && !sameUnitName(unit.name, name);
    if (!renamed || asked || unit.names.some((had) => sameUnitName(had, name)))
      return { ...taken, outcome: 'duplicate' };
    db.atomic(() => {
      askForName(db, { principal: known.principal, name, fingerprint: known.fingerprint }, at);
      logEvent(db, at, 'unit-name-asked', { fingerprint: known.fingerprint, digest: verified.digest });
    });
  } else {
    db.atomic(() => {
      addPendingSigner(db, principalOfName(db, enrolment.unit.name), enrolment, verified.suite, at);
      logEvent(db, at, 'enrolment-imported', {
        fingerprint: enrolment.fingerprint,
        digest: verified.digest,
      });
    });
  }
  return taken;
}
