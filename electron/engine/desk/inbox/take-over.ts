import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { attachmentRefsOf } from '../../../../shared/reading/attachment-refs.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import { subjectOfKey } from '../../../../shared/rules/engine.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { Nominee } from '../../../../shared/words/submission-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Lease, ReadLease } from '../../kernel/seat.ts';
import { verifyReader } from '../../seal/index.ts';
import { noteAttachment } from '../../store/attachment-store.ts';
import { blobReader, payloadBlob } from '../../store/blob-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { noteMetKey } from '../../store/met-key-store.ts';
import {
  currentRevision,
  packageByDigest,
  packageCounts,
  packageFiles,
  type StoredPackage,
} from '../../store/package-store.ts';
import { createSubject, getSubject, saveRecord, subjectExists } from '../../store/record-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { Db } from '../../store/rows.ts';
import { readExplanations, writeExplanation } from '../../store/small-stores.ts';
import { listTakenOver, noteTakenOver, takenOver } from '../../store/taken-over-store.ts';
import { comparePackages } from '../drafts/compare-packages.ts';
import { type Desk, fieldLabel, isoNow } from '../ground/desk.ts';
import { firstSignerStanding } from './first-signer.ts';
import { requirePackage } from './inbox-methods.ts';

type Original = ApiResult<'inbox.originals'>[number];

/** Makes the attachments a nominee refers to this workspace's own; the bytes came in with its package. */
function ownAttachments(db: Db, content: Content): void {
  for (const ref of attachmentRefsOf(content)) {
    noteAttachment(db, ref.sha256, ref.bytes, ref.mediaType);
  }
}

/** What the host changed between two revisions, laid over what stands here; fields that both changed stay as they are. */
function mergeHostChanges(
  before: Content,
  now: Content,
  standing: Content,
): { changes: Content; kept: string[] } {
  const changes: Content = {};
  const kept: string[] = [];
  for (const field of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (sameValue(before[field], now[field]) || sameValue(standing[field], now[field])) continue;
    if (sameValue(standing[field], before[field])) changes[field] = now[field] ?? null;
    else kept.push(field);
  }
  return { changes, kept };
}

/** The explanations of warnings about one subject, by finding key. */
function explanationsAbout(subjectId: string, all: Readonly<Record<string, string>>): Content {
  return Object.fromEntries(Object.entries(all).filter(([key]) => subjectOfKey(key) === subjectId));
}

/** Takes the host's explanations along with its nominee; one that was written here, or taken back here, stays so. */
function takeExplanations(
  db: Db,
  subjectId: string,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  at: string,
): void {
  const { changes } = mergeHostChanges(
    explanationsAbout(subjectId, before),
    explanationsAbout(subjectId, now),
    explanationsAbout(subjectId, readExplanations(db)),
  );
  for (const [key, text] of Object.entries(changes))
    writeExplanation(db, key, typeof text === 'string' ? text : '', at);
}

/** Verifies a package that lies inside another, and compares it with the outer one. */
async function readOriginal(
  { db, cache, pack }: ReadLease,
  outer: StoredPackage,
  path: string,
  sha256: string,
): Promise<Original> {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const result = await verifyReader(blobReader(db, payloadBlob(sha256)), {
    trust: null,
    expected: { campaign: pack.campaign.id, kinds: ['preliminary', 'formal'] },
  });
  if (!result.ok) {
    return {
      fileName,
      ok: false,
      problems: [...result.problems],
      unit: null,
      revision: null,
      fingerprint: null,
      standing: 'unknown',
      metAt: null,
      knownAs: null,
      nominees: [],
      changes: [],
    };
  }
  const { document, unit, revision, signer } = result.package;
  await result.package.close();
  noteMetKey(cache, {
    fingerprint: signer.fingerprint,
    name: unit.name,
    digest: outer.digest,
    at: outer.importedAt,
  });
  if (document.kind !== 'preliminary' && document.kind !== 'formal') {
    throw new JianbiaoError('package-wrong-kind', { kind: document.kind });
  }
  const { nominees } = document.value;
  const ids = new Set(nominees.map((nominee) => nominee.id));
  const changes = comparePackages(pack, document.value, outer.submission)
    .filter((change) => ids.has(change.subjectId))
    .map(({ subjectId, subjectName, fieldId, before, after }) => ({
      subjectId,
      subjectName,
      fieldId,
      before,
      after,
    }));
  return {
    fileName,
    ok: true,
    problems: [],
    unit: unit.name,
    revision,
    fingerprint: signer.fingerprint,
    ...firstSignerStanding(db, outer, result.package),
    nominees: [...ids],
    changes,
  };
}

/** From host unit to recommending unit, and the chain of custody at the office (design: people and flow). */
export function takeOverMethods(desk: Desk) {
  /** Takes one nominee over; gives what became of it. */
  function takeOne(
    { db, pack }: Lease,
    stored: StoredPackage,
    nominee: Nominee,
    at: string,
  ): { readonly outcome: 'created' | 'updated' | 'removed'; readonly kept: string[] } {
    const { id, kind, content } = nominee;
    const label = (field: string): string => fieldLabel(pack, field);
    const known = takenOver(db, id);
    const standing = { subjectId: id, lineage: stored.lineage, digest: stored.digest };
    ownAttachments(db, content);
    if (known === null) {
      // Ids are random: one that is taken belongs to this unit's own list, and must not be written over.
      if (subjectExists(db, id)) throw new JianbiaoError('take-over-clash', { id });
      createSubject(db, id, kind, at);
      saveRecord(db, { id, baseRevision: 0, changes: content, at, fieldLabel: label });
      takeExplanations(db, id, {}, stored.submission.explanations, at);
      noteTakenOver(db, standing, at);
      return { outcome: 'created', kept: [] };
    }
    const subject = getSubject(db, id);
    // Nothing is noted either: once it is put back on the list, all that the host changed meanwhile is still to come.
    if (subject.removed) return { outcome: 'removed', kept: [] };
    const earlier = packageByDigest(db, known.digest)?.submission;
    const before = earlier?.nominees.find((other) => other.id === id)?.content ?? {};
    const { changes, kept } = mergeHostChanges(before, content, subject.content);
    takeExplanations(db, id, earlier?.explanations ?? {}, stored.submission.explanations, at);
    saveRecord(db, { id, baseRevision: subject.revision, changes, at, fieldLabel: label });
    noteTakenOver(db, standing, at);
    return { outcome: 'updated', kept };
  }

  /** Nominees on this unit's list that came with an earlier revision of the package and are not in it any more. */
  function droppedByHost(
    { db, pack }: ReadLease,
    stored: StoredPackage,
  ): ApiResult<'inbox.takeOver'>['dropped'] {
    const still = new Set(stored.submission.nominees.map(({ id }) => id));
    return listTakenOver(db)
      .filter(({ subjectId, lineage }) => lineage === stored.lineage && !still.has(subjectId))
      .map(({ subjectId }) => getSubject(db, subjectId))
      .filter(({ removed }) => !removed)
      .map((subject) => ({ subjectId: subject.id, name: subjectName(pack, subject) }));
  }

  return handlersOf({
    async 'inbox.takeOver'({ packageId }, work) {
      const { db } = work;
      const stored = requirePackage(db, packageId);
      const current = currentRevision(db, stored);
      if (stored.revision !== current)
        throw new JianbiaoError('take-over-superseded', { given: stored.revision, current });
      if (!packageCounts(stored)) throw new JianbiaoError('review-not-counting');
      const answer: ApiResult<'inbox.takeOver'> = {
        created: [],
        updated: [],
        removed: [],
        dropped: [],
        refused: [],
        kept: [],
      };
      db.atomic(() => {
        const at = isoNow(desk);
        answer.dropped = droppedByHost(work, stored);
        const refused = new Set(
          currentReview(db, packageId).review.decisions.flatMap(({ nomineeId, decision }) =>
            decision === 'reject' ? [nomineeId] : [],
          ),
        );
        for (const nominee of stored.submission.nominees) {
          if (refused.has(nominee.id)) {
            answer.refused.push(nominee.id);
            continue;
          }
          const { outcome, kept } = takeOne(work, stored, nominee, at);
          answer[outcome].push(nominee.id);
          answer.kept.push(...kept.map((fieldId) => ({ subjectId: nominee.id, fieldId })));
        }
        logEvent(db, at, 'nominees-taken-over', { digest: packageId, created: answer.created.length });
      });
      return answer;
    },
    async 'inbox.originals'({ packageId }, work) {
      const { db } = work;
      const stored = requirePackage(db, packageId);
      const originals: Original[] = [];
      for (const file of packageFiles(db, packageId)) {
        if (!file.path.startsWith('data/originals/')) continue;
        originals.push(await readOriginal(work, stored, file.path, file.sha256));
      }
      return originals;
    },
  });
}
