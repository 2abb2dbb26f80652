import type { ApiResult } from '../../../../shared/api.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { lineagePackages, packageByDigest, type StoredPackage } from '../../store/package-store.ts';
import { getSubject } from '../../store/record-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { listTakenOver } from '../../store/taken-over-store.ts';

/** A nominee that a later revision of its package does not have any more. */
export type Withdrawn = ApiResult<'inbox.get'>['withdrawn'][number];

function has(stored: StoredPackage, id: string): boolean {
  return stored.submission.nominees.some((nominee) => nominee.id === id);
}

/**
 * The nominees that the sender took back: in a package that stands, those only earlier revisions have; in an old one, those of
 * its own that the newest has no more. `lineage` holds all revisions, newest first.
 */
export function withdrawnIn(
  pack: CampaignPack,
  stored: StoredPackage,
  lineage: readonly StoredPackage[],
): Withdrawn[] {
  const newest = lineage[0] ?? stored;
  const sources = newest.digest === stored.digest ? lineage.slice(1) : [stored];
  const seen = new Set<string>();
  return sources.flatMap((source) =>
    source.submission.nominees.flatMap((nominee): Withdrawn[] => {
      if (seen.has(nominee.id) || has(newest, nominee.id)) return [];
      seen.add(nominee.id);
      const gone = [...lineage]
        .reverse()
        .find((one) => one.revision > source.revision && !has(one, nominee.id));
      return [
        {
          nomineeId: nominee.id,
          name: subjectName(pack, nominee),
          packageId: source.digest,
          lastRevision: source.revision,
          goneSince: gone?.revision ?? newest.revision,
        },
      ];
    }),
  );
}

/** What became, at the host unit and in the review here, of nominees that this unit took onto its own list. */
export function hostMarkMethods() {
  function markOf(db: ReadDb, id: string, digest: string): ApiResult<'records.hostMarks'>[number] | null {
    const taken = packageByDigest(db, digest);
    const newest = taken === null ? null : (lineagePackages(db, taken.lineage)[0] ?? null);
    if (taken === null || newest === null) return null;
    const about = { subjectId: id, unit: newest.unit, revision: newest.revision, packageId: newest.digest };
    const now = newest.submission.nominees.find((nominee) => nominee.id === id);
    if (now === undefined) return { ...about, mark: 'withdrawn' };
    const decided = currentReview(db, newest.digest).review.decisions.find((one) => one.nomineeId === id);
    if (decided?.decision === 'reject') return { ...about, mark: 'refused' };
    const then = taken.submission.nominees.find((nominee) => nominee.id === id);
    return sameValue(then?.content ?? {}, now.content) ? null : { ...about, mark: 'newer' };
  }

  return handlersOf({
    async 'records.hostMarks'(_args, { db }) {
      return listTakenOver(db)
        .filter(({ subjectId }) => !getSubject(db, subjectId).removed)
        .flatMap(({ subjectId, digest }) => markOf(db, subjectId, digest) ?? []);
    },
  });
}
