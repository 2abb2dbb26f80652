import type { ImportedPackage } from '../../../../shared/api/package-methods.ts';
import type { ApiResult } from '../../../../shared/api.ts';
import { isErrorCode, messageFor } from '../../../../shared/errors/catalog.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import { lineagePackages, newestPackage, type StoredPackage } from '../../store/package-store.ts';
import { listLeftQuarantine, listQuarantine, type QuarantinedFile } from '../../store/quarantine-store.ts';
import { remarksOf } from '../../store/remark-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { newestSealed } from '../../store/sealed-store.ts';
import { getSigner, listSigners } from '../../store/signer-store.ts';
import { answerLineage } from './answer-plan.ts';
import { countingLineage, isOldRevision } from './lineage.ts';
import { decided, feedbackOutdated } from './review-content.ts';
import { settleableCodes } from './settle-methods.ts';
import { everNamed, type KnownUnit, knownUnits } from './unit-names.ts';
import { withdrawnIn } from './withdrawn.ts';

/** When and why a key is not believed any more. */
function revocationOf(db: ReadDb, fingerprint: string): ImportedPackage['signer']['revoked'] {
  const signer = getSigner(db, fingerprint);
  return signer?.revokedAt == null ? null : { at: signer.revokedAt, reason: signer.reason ?? '' };
}

/** Who signed, under the name of today. `other`: the package is written in a name the signer does not have. */
function signerOf(
  db: ReadDb,
  stored: StoredPackage,
  units: ReadonlyMap<string, KnownUnit>,
): ImportedPackage['signer'] {
  const { principal } = stored;
  return {
    fingerprint: stored.signer,
    principal,
    trusted: principal !== null,
    name: principal === null ? null : (units.get(principal)?.name ?? principal),
    revoked: revocationOf(db, stored.signer),
    other: principal !== null && units.has(principal) && !everNamed(units, principal, stored.unit),
  };
}

/** The other submission of the same unit and kind, where there is one, and whether somebody chose. */
function rivalOf(db: ReadDb, stored: StoredPackage): ImportedPackage['rival'] {
  if (stored.principal === null || stored.released !== null) return null;
  const { lineages, counting, reason } = countingLineage(db, stored.principal, stored.kind);
  if (lineages.length < 2) return null;
  const counts = stored.lineage === counting;
  const other = counts ? lineages.find((lineage) => lineage !== counting) : counting;
  const head = other === undefined ? null : newestPackage(db, other);
  return head === null
    ? null
    : { packageId: head.digest, revision: head.revision, counts, settled: reason !== null, reason };
}

function stateOf(
  stored: StoredPackage,
  newest: { readonly revision: number } | null,
): ImportedPackage['state'] {
  if (stored.released !== null) return 'released';
  if (isOldRevision(stored, newest)) return 'superseded';
  return stored.supersededBy === null ? 'current' : 'aside';
}

/** Shows packages as the contract has them; what holds for all of a list is read once. */
export function packageShower(db: ReadDb, pack: CampaignPack): (stored: StoredPackage) => ImportedPackage {
  const units = knownUnits(db);
  const lineages = new Map<string, readonly StoredPackage[]>();
  const lineageOf = (name: string): readonly StoredPackage[] => {
    const read = lineages.get(name) ?? lineagePackages(db, name);
    lineages.set(name, read);
    return read;
  };
  return (stored) => {
    const { review } = currentReview(db, stored.digest);
    const nominees = new Set(stored.submission.nominees.map((nominee) => nominee.id));
    const answered = newestSealed(db, answerLineage('feedback', stored));
    const newest = newestPackage(db, stored.lineage);
    const state = stateOf(stored, newest);
    return {
      packageId: stored.digest,
      kind: stored.kind,
      fileName: stored.fileName,
      unit: stored.unit,
      revision: stored.revision,
      importedAt: stored.importedAt,
      state,
      supersededBy:
        state === 'superseded' && newest !== null
          ? { packageId: newest.digest, revision: newest.revision }
          : null,
      signer: signerOf(db, stored, units),
      remarks: remarksOf(db, stored.digest).map(({ code, params, settledAt, reason }) => ({
        code,
        message: isErrorCode(code) ? messageFor(code, params) : code,
        settledAt,
        reason,
      })),
      rival: rivalOf(db, stored),
      released: stored.released,
      nominees: stored.submission.nominees.length,
      decided: decided(review).filter((decision) => nominees.has(decision.nomineeId)).length,
      withdrawn: withdrawnIn(pack, stored, lineageOf(stored.lineage)).length,
      feedbackSealedAt: answered?.sealedAt ?? null,
      feedbackPlainReason: answered?.plainReason ?? null,
      feedbackOutdated: answered !== null && feedbackOutdated(db, stored),
    };
  };
}

type ShownFile = ApiResult<'inbox.quarantine'>[number];

function shownClaim(claimed: QuarantinedFile['claimed']): ShownFile['claimed'] {
  if (claimed === null) return null;
  const { unit, code, kind, revision } = claimed;
  return { unit, code, kind, revision };
}

/** How many files that left the quarantine are still shown. */
const shownLeft = 200;

/** Files in quarantine, or the last ones that left it. */
export function shownQuarantine(db: ReadDb, which: 'waiting' | 'left'): ShownFile[] {
  const names = new Map(listSigners(db).map((signer) => [signer.fingerprint, signer]));
  const units = knownUnits(db);
  const shown = (file: QuarantinedFile): ShownFile => {
    const signer = file.signer === null ? undefined : names.get(file.signer);
    return {
      id: file.id,
      fileName: file.fileName,
      at: file.at,
      bytes: file.bytes,
      problems: [...file.problems],
      claimed: shownClaim(file.claimed),
      signer:
        file.signer === null
          ? null
          : {
              fingerprint: file.signer,
              name:
                signer === undefined || signer.enrolledAt === null
                  ? null
                  : (units.get(signer.principal)?.name ?? signer.principal),
            },
      kept: file.kept,
      settleable:
        file.kept && file.problems.length > 0 && file.problems.every(({ code }) => settleableCodes.has(code)),
      resolved: file.resolved,
    };
  };
  return (which === 'waiting' ? listQuarantine(db) : listLeftQuarantine(db, shownLeft)).map(shown);
}
