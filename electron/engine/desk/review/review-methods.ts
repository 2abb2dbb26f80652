import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { subjectName, subjectsOf } from '../../../../shared/reading/lookup.ts';
import { countFindings } from '../../../../shared/rules/seal-readiness.ts';
import type { Feedback, Receipt } from '../../../../shared/words/feedback-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import { partOf, type ReviewChange } from '../../../../shared/words/review-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Lease } from '../../kernel/seat.ts';
import { listFeedbacks } from '../../store/answer-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { packByVersion } from '../../store/meta-store.ts';
import {
  currentRevision,
  packageByDigest,
  packageCounts,
  type StoredPackage,
} from '../../store/package-store.ts';
import { currentReview, saveReview, undoReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { addSettlement } from '../../store/settlement-store.ts';
import { chinaDate, type Desk, isoNow } from '../ground/desk.ts';
import { type AnswerPlan, type AnswerRequest, answerCode, planAnswer } from '../inbox/answer-plan.ts';
import { earlierRoundOf, roundClaim } from '../inbox/earlier-round.ts';
import { receiverFindings } from '../inbox/receiver-findings.ts';
import { decided, inTheirOrder } from '../inbox/review-content.ts';
import { knownUnits } from '../inbox/unit-names.ts';
import { planMemory } from '../seal/plan-facts.ts';
import { decideSecrecy, recipientAnswer } from '../seal/recipients.ts';
import { sealAndRecord, unitName } from '../seal/seal-parts.ts';

/** The package; throws `package-unknown`. */
function requireReviewed(db: ReadDb, digest: string): StoredPackage {
  const stored = packageByDigest(db, digest);
  if (stored === null) throw new JianbiaoError('package-unknown', { digest: digest.slice(0, 12) });
  return stored;
}

/** Throws when the package is not the one that stands for its lineage: a decision must never land on an old revision. */
function requireCurrent(db: ReadDb, stored: StoredPackage, given: number): void {
  const current = currentRevision(db, stored);
  if (given !== stored.revision || stored.revision !== current) {
    throw new JianbiaoError('review-revision-mismatch', { given, current });
  }
  if (!packageCounts(stored)) throw new JianbiaoError('review-not-counting');
}

/** The names of a package's nominees by id, as its own pack or today's calls them. */
function namesIn(pack: CampaignPack, stored: StoredPackage): ReadonlyMap<string, string> {
  return new Map(subjectsOf(stored.submission).map((subject) => [subject.id, subjectName(pack, subject)]));
}

/** How a clerk calls the part of a review that a change is about. */
function nameOf(names: ReadonlyMap<string, string>): (change: ReviewChange) => string {
  return (change) => {
    switch (change.part) {
      case 'general':
        return '总体意见';
      case 'unit':
        return '对单位材料的意见';
      case 'nominee':
        return names.get(change.nomineeId) ?? change.nomineeId;
    }
  };
}

/** The office's review and its answers; and, at the unit, the answers that came back. */
export function reviewMethods(desk: Desk) {
  const shown = planMemory();

  function sealAnswer(
    workspace: Lease,
    stored: StoredPackage,
    kind: 'feedback' | 'receipt',
    document: Feedback | Receipt,
    options: AnswerRequest,
  ): Promise<ApiResult<'feedback.seal'>> {
    const { db } = workspace;
    // Answers go out under the pack the submission was written under: that is the one the unit surely has.
    const pinned = packByVersion(db, stored.packVersion) ?? workspace.pinned;
    const plan = planAnswer(db, stored, kind, options.plain !== undefined);
    const secrecy = decideSecrecy(plan.recipient, options.plain);
    shown.requireSeen(workspace.opening, options.planDigest, plan.facts);
    return sealAndRecord(
      desk,
      workspace,
      pinned,
      {
        lineage: plan.lineage,
        revision: plan.revision,
        kind,
        code: answerCode(stored),
        name: unitName(workspace, pinned.pack),
        document,
        secrecy,
        papers: [],
        target: options.target,
      },
      null,
    ).then(({ answer }) => answer);
  }

  return handlersOf({
    async 'review.get'({ packageId }, { db }) {
      const stored = requireReviewed(db, packageId);
      const { review, bases, step, lastParts, version } = currentReview(db, packageId);
      return {
        ...inTheirOrder(stored, review),
        bases,
        step,
        lastParts: [...lastParts],
        version,
        canUndo: step > 0,
      };
    },
    async 'review.save'({ packageId, revision, changes }, { db, header, pack }) {
      const at = isoNow(desk);
      const step = db.atomic(() => {
        const stored = requireReviewed(db, packageId);
        requireCurrent(db, stored, revision);
        const names = namesIn(pack, stored);
        const nominees = new Set(stored.submission.nominees.map(({ id }) => id));
        const ids = changes.flatMap((change) => (change.part === 'nominee' ? [change.nomineeId] : []));
        const stranger = ids.find((id) => !nominees.has(id));
        if (stranger !== undefined) throw new JianbiaoError('review-nominee-unknown', { id: stranger });
        if (new Set(changes.map(partOf)).size < changes.length) throw new JianbiaoError('review-part-twice');
        const saved = saveReview(db, packageId, changes, { at, who: header.id });
        if ('conflicts' in saved) {
          throw new JianbiaoError('review-conflict', {
            parts: saved.conflicts.map(nameOf(names)).join('、'),
          });
        }
        logEvent(db, at, 'review-saved', {
          digest: packageId,
          decided: decided(currentReview(db, packageId).review).length,
        });
        return saved.step;
      });
      return { step };
    },
    async 'review.undo'({ packageId, revision, step }, { db, header }) {
      const at = isoNow(desk);
      db.atomic(() => {
        requireCurrent(db, requireReviewed(db, packageId), revision);
        const undone = undoReview(db, packageId, step, { at, who: header.id });
        if (undone === 'none') throw new JianbiaoError('review-nothing-to-undo');
        if (undone === 'other') throw new JianbiaoError('review-undo-other');
        logEvent(db, at, 'review-undone', { digest: packageId });
      });
      return {};
    },
    async 'answer.plan'({ packageId, plain }, { db, opening }) {
      const stored = requireReviewed(db, packageId);
      const plans = {
        feedback: planAnswer(db, stored, 'feedback', plain),
        receipt: planAnswer(db, stored, 'receipt', plain),
      };
      const file = ({ fileName, facts }: AnswerPlan) => ({
        fileName,
        planDigest: shown.keep(opening, facts),
      });
      return {
        ...recipientAnswer(plans.feedback.recipient),
        encryption: plans.feedback.encryption,
        feedback: file(plans.feedback),
        receipt: file(plans.receipt),
      };
    },
    async 'review.earlierRound'({ packageId }, { db, pack }) {
      return earlierRoundOf(db, pack, requireReviewed(db, packageId));
    },
    async 'review.settleRound'({ packageId, revision, reason }, { db, header, pack }) {
      const at = isoNow(desk);
      db.atomic(() => {
        const stored = requireReviewed(db, packageId);
        requireCurrent(db, stored, revision);
        if (earlierRoundOf(db, pack, stored)?.settleable !== true)
          throw new JianbiaoError('round-not-settleable');
        const about = { ...roundClaim(stored), digest: packageId };
        addSettlement(db, about, { at, who: header.id }, reason);
        logEvent(db, at, 'round-settled', { digest: packageId, value: reason === '' ? 0 : 1 });
      });
      return {};
    },
    async 'feedback.seal'({ packageId, ...options }, workspace) {
      const { db } = workspace;
      const stored = requireReviewed(db, packageId);
      requireCurrent(db, stored, stored.revision);
      const review = inTheirOrder(stored, currentReview(db, packageId).review);
      const decisions = decided(review);
      const made = new Set(decisions.map((decision) => decision.nomineeId));
      const missing = stored.submission.nominees.filter((nominee) => !made.has(nominee.id)).length;
      if (missing > 0) throw new JianbiaoError('review-incomplete', { missing });
      const document: Feedback = {
        format: 'jianbiao-feedback/1',
        campaign: stored.submission.campaign,
        round: stored.submission.round,
        submissionId: stored.submission.submissionId,
        revision: stored.revision,
        packageDigest: stored.digest,
        ...review,
        decisions,
        decidedOn: chinaDate(desk.now()),
      };
      const answer = await sealAnswer(workspace, stored, 'feedback', document, options);
      return answer;
    },
    async 'receipt.seal'({ packageId, ...options }, workspace) {
      const stored = requireReviewed(workspace.db, packageId);
      const { error, warning, info } = countFindings(receiverFindings(workspace, stored));
      const document: Receipt = {
        format: 'jianbiao-receipt/1',
        campaign: stored.submission.campaign,
        packageDigest: stored.digest,
        packageKind: stored.kind,
        submissionId: stored.submission.submissionId,
        revision: stored.revision,
        receivedAt: stored.importedAt,
        findings: { error, warning, info },
      };
      return sealAnswer(workspace, stored, 'receipt', document, options);
    },
    async 'feedback.list'(_args, { db }) {
      const units = knownUnits(db);
      return listFeedbacks(db).map(({ digest, signer, ...rest }) => ({
        ...rest,
        packageId: digest,
        // The office is called by the pack's own name of it.
        signer: units.get(signer)?.name ?? signer,
      }));
    },
  });
}
