import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { parsePublicKey, sameUnitName, unitCode, type VerifiedPackage } from '../../seal/index.ts';
import { type AnswerDocument, hasAnswer, insertAnswer } from '../../store/answer-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { readMeta } from '../../store/meta-store.ts';
import { type SealedPackage, sealedByDigest } from '../../store/sealed-store.ts';
import { getSigner } from '../../store/signer-store.ts';
import { isoNow } from '../ground/desk.ts';
import { unitName } from '../seal/seal-parts.ts';
import type { Importing, Taken } from './importing.ts';
import { outcomeNow } from './lineage.ts';
import { officePrincipal } from './trust.ts';
import { requireOneUnit } from './unit-binding.ts';
import { answersTo, knownUnits } from './unit-names.ts';

/** The answered package, sealed here, and its submission. Throws `package-answer-unbound`. */
function answeredPackage(
  importing: Importing,
  document: AnswerDocument,
): SealedPackage & { readonly submission: Submission } {
  const own = sealedByDigest(importing.workspace.db, document.value.packageDigest);
  const { submission } = own ?? { submission: null };
  const fits =
    own !== null &&
    submission !== null &&
    submission.submissionId === document.value.submissionId &&
    own.revision === document.value.revision;
  if (!fits) {
    throw new JianbiaoError('package-answer-unbound', {
      what: document.kind === 'feedback' ? '反馈' : '回执',
    });
  }
  return { ...own, submission };
}

/** The codes this unit had when it sealed: of its name then and now, and the one earlier versions fixed at first use. */
function ownCodes(importing: Importing, pack: CampaignPack, own: Submission): string[] {
  const { db } = importing.workspace;
  const { unitNameField, hostNameField } = pack.campaign;
  const names = [unitName(importing.workspace, pack), own.unit.content[hostNameField ?? unitNameField]];
  const fixed = readMeta(db, 'unitCode');
  return [
    ...(fixed === null ? [] : [fixed]),
    ...[...names, own.unit.content[unitNameField]].flatMap((name) =>
      typeof name === 'string' && name !== '' ? [unitCode(name)] : [],
    ),
  ];
}

/**
 * An answer comes from whom the package was meant for, under that one's name; in its file name stands the code of the unit it
 * answers with round and revision, or the answering unit's own.
 */
function requireAnsweringUnit(
  importing: Importing,
  verified: VerifiedPackage,
  document: AnswerDocument,
  own: SealedPackage & { readonly submission: Submission },
): void {
  const { workspace } = importing;
  const { db } = workspace;
  const { pack } = workspace;
  const principal = verified.signer.principal ?? '';
  const units = knownUnits(db);
  const office = pack.campaign.office?.name ?? '';
  const byOffice = principal === officePrincipal;
  const codes = ownCodes(importing, pack, own.submission).map(
    (code) => `${code.slice(0, 14)}-${own.kind.charAt(0)}${own.revision}`,
  );
  requireOneUnit({
    signer: byOffice ? office : (units.get(principal)?.name ?? principal),
    accepts: (name) => (byOffice ? sameUnitName(name, office) : answersTo(units, principal, name)),
    organization: verified.unit.name,
    form: '',
    code: verified.unit.code,
    otherCode: (code) => codes.includes(code) || (byOffice && code === officePrincipal),
  });
  if (own.recipient === null) return;
  const recipient = recipientUnit(importing, pack, own.recipient);
  if (recipient !== null && recipient.principal !== principal) {
    throw new JianbiaoError('package-answer-not-recipient', {
      kind: document.kind,
      signer: verified.unit.name,
      recipient: recipient.name,
    });
  }
}

/** Whom a package was meant for, by the key that was written on it. */
function recipientUnit(
  importing: Importing,
  pack: CampaignPack,
  fingerprint: string,
): { readonly principal: string; readonly name: string } | null {
  const { office } = pack.campaign;
  if (office !== undefined && parsePublicKey(office.signingKey).fingerprint === fingerprint)
    return { principal: officePrincipal, name: office.name };
  const { db } = importing.workspace;
  const signer = getSigner(db, fingerprint);
  return signer === null ? null : (knownUnits(db).get(signer.principal) ?? null);
}

/** Keeps an answer to one of this unit's own packages; one that is older than what is here already is marked as such. */
export function takeAnswer(importing: Importing, verified: VerifiedPackage, document: AnswerDocument): Taken {
  const { desk, workspace } = importing;
  const { db } = workspace;
  const taken: Taken = { outcome: 'imported', packageId: verified.digest, kind: document.kind };
  const own = answeredPackage(importing, document);
  requireAnsweringUnit(importing, verified, document, own);
  // Only now: the digest covers the content and not the signature, so the same content may come signed by another.
  if (hasAnswer(db, verified.digest)) return { ...taken, outcome: 'duplicate' };
  const at = isoNow(desk);
  db.atomic(() => {
    insertAnswer(db, {
      digest: verified.digest,
      importedAt: at,
      signer: verified.signer.principal ?? verified.signer.fingerprint,
      revision: verified.revision,
      document,
    });
    logEvent(db, at, 'answer-imported', {
      kind: document.kind,
      digest: verified.digest,
      package: document.value.packageDigest,
    });
  });
  return { ...taken, outcome: outcomeNow(db, verified.digest) };
}
