import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { VerifiedPackage } from '../../seal/index.ts';
import { hasAnswer, isNewestAnswer } from '../../store/answer-store.ts';
import { countingDecision } from '../../store/counting-store.ts';
import {
  lineageMembers,
  lineageOfUnit,
  lineagesOfUnit,
  newestPackage,
  packageByDigest,
  type StoredPackage,
  setSupersededBy,
} from '../../store/package-store.ts';
import type { PackageRemark } from '../../store/remark-store.ts';
import type { Db, ReadDb } from '../../store/rows.ts';
import type { Importing } from './importing.ts';

/**
 * The highest revision with which a submission may come for the first time. A number is taken at every sealing, sent or not,
 * so a first one of 3 or 8 is ordinary; one above this would close the lineage against its own unit's later revisions, and
 * is asked about first.
 */
export const firstRevisionLimit = 20;

/** Where a new package stands among what came before. */
export interface Place {
  readonly lineage: string;
  readonly remarks: readonly Pick<PackageRemark, 'code' | 'params'>[];
}

/** What is to be said of the package it claims to replace. */
function predecessorRemarks(db: ReadDb, verified: VerifiedPackage, lineage: string): Place['remarks'] {
  const earlier = lineageMembers(db, lineage).filter((member) => member.revision < verified.revision);
  const before = earlier.at(-1);
  const { supersedes } = verified;
  if (supersedes !== null && supersedes === before?.digest) return [];
  const named = supersedes === null ? null : packageByDigest(db, supersedes);
  if (named !== null && named.principal !== verified.signer.principal)
    throw new JianbiaoError('package-supersedes-other');
  if (supersedes !== null && named === null)
    return [{ code: 'package-predecessor-missing', params: { digest: supersedes.slice(0, 12) } }];
  return before === undefined
    ? []
    : [{ code: 'package-predecessor-other', params: { held: before.revision } }];
}

/**
 * The place of a submission in its unit's lineage. Throws when its number is taken by other content, when a first one has a
 * revision that nobody would expect, and when it claims to replace another unit's package.
 */
export function placeInLineage(
  importing: Importing,
  verified: VerifiedPackage,
  principal: string,
  submissionId: string,
): Place {
  const { db } = importing.workspace;
  const lineage = lineageOfUnit(db, principal, submissionId, verified.kind);
  const members = lineageMembers(db, lineage);
  const { revision } = verified;
  if (members.some((member) => member.revision === revision))
    throw new JianbiaoError('package-revision-conflict', { revision });
  if (members.length === 0 && revision > firstRevisionLimit && importing.allowFirstRevision !== true) {
    throw new JianbiaoError('package-first-revision', {
      unit: verified.unit.name,
      revision,
      limit: firstRevisionLimit,
    });
  }
  return { lineage, remarks: predecessorRemarks(db, verified, lineage) };
}

/** Which lineage of a unit counts, of how many, and whether somebody decided so among all that are here. */
export function countingLineage(
  db: ReadDb,
  principal: string,
  kind: string,
): {
  readonly lineages: readonly string[];
  readonly counting: string | undefined;
  readonly reason: string | null;
} {
  const lineages = lineagesOfUnit(db, principal, kind);
  const decided = countingDecision(db, principal, kind);
  const holds = decided !== null && lineages.includes(decided.lineage);
  return {
    lineages,
    counting: holds ? decided.lineage : lineages[0],
    // A submission that came after the decision was not weighed in it.
    reason: holds && decided.lineages >= lineages.length ? decided.reason : null,
  };
}

/**
 * True for a package when a newer revision of its lineage stands, whichever came first: an old one (旧版). What was taken out
 * is none, and makes none.
 */
export function isOldRevision(
  stored: Pick<StoredPackage, 'revision' | 'released'>,
  newest: { readonly revision: number } | null,
): boolean {
  return stored.released === null && newest !== null && newest.revision > stored.revision;
}

/** What became of a package or answer that was taken in, as things stand now. */
export function outcomeNow(db: ReadDb, digest: string): 'imported' | 'superseded' {
  const stored = packageByDigest(db, digest);
  const isOld =
    stored === null
      ? hasAnswer(db, digest) && !isNewestAnswer(db, digest)
      : isOldRevision(stored, newestPackage(db, stored.lineage));
  return isOld ? 'superseded' : 'imported';
}

/**
 * Marks what replaces what among one unit's packages of a kind: the next revision in a lineage, and the head of the lineage
 * that counts over the heads of the others. So a revision that comes late is an old one from the start.
 */
export function settleStanding(db: Db, principal: string, kind: string): void {
  const { lineages, counting } = countingLineage(db, principal, kind);
  const head = counting === undefined ? null : newestPackage(db, counting);
  for (const lineage of lineages) {
    const members = lineageMembers(db, lineage);
    for (const [index, member] of members.entries()) {
      const next = members[index + 1]?.digest;
      setSupersededBy(db, member.digest, next ?? (lineage === counting ? null : (head?.digest ?? null)));
    }
  }
}
