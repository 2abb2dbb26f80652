import {
  type HandStep,
  handStep,
  type OfficeFacts,
  type RoundFacts,
  stepRound,
  type UnitFacts,
} from '../../../../shared/api/checklist-methods.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { isFilled } from '../../../../shared/reading/evaluate-condition.ts';
import { isRequired, scopeOf, subjectName, visibleFields } from '../../../../shared/reading/lookup.ts';
import { awardKinds } from '../../../../shared/reading/titles.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import { sealReadiness } from '../../../../shared/rules/seal-readiness.ts';
import type { Decision } from '../../../../shared/words/feedback-schema.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../../../shared/words/form-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { listFeedbacks } from '../../store/answer-store.ts';
import { listStepsDone, readOwnDeadlines } from '../../store/checklist-store.ts';
import { currentIdentity } from '../../store/identity-store.ts';
import { listPackages, packageCounts } from '../../store/package-store.ts';
import { exportedPapers, printedPapers } from '../../store/paper-log-store.ts';
import { newestHandAnswer, newestSet } from '../../store/plain-set-store.ts';
import { listQuarantine } from '../../store/quarantine-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { lineageOf, listSealed, newestSealed } from '../../store/sealed-store.ts';
import { listSigners } from '../../store/signer-store.ts';
import { listTakenOver } from '../../store/taken-over-store.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import { findingsOf } from '../drafts/findings-methods.ts';
import type { Desk } from '../ground/desk.ts';
import { decided } from '../inbox/review-content.ts';
import { packageShower } from '../inbox/shown-packages.ts';
import { handedInBefore, isPaperOnly } from '../paper/papers.ts';
import { saysTheSame } from '../seal/same-submission.ts';
import { withLiveExplanations } from '../seal/seal-plan.ts';
import { draftFacts } from './round-facts.ts';

/** What an answer says of one nominee. */
type Decided = Pick<Decision, 'nomineeId' | 'decision'>;

/** What was handed in of a round last: its digest, and what it said. */
interface Handed {
  readonly digest: string;
  readonly revision: number;
  readonly at: string;
  readonly submission: Submission;
}

function handedIn(db: ReadDb, submission: Submission): Handed | null {
  const sealed = newestSealed(db, lineageOf(submission.submissionId, submission.round));
  const set = newestSet(db, submission.round);
  // Where the way was changed between two, what was made last is what the receiver has.
  if (set !== null && (sealed === null || set.madeAt > sealed.sealedAt))
    return { digest: set.digest, revision: set.revision, at: set.madeAt, submission: set.submission };
  if (sealed === null || sealed.submission === null) return null;
  const { digest, revision, sealedAt: at } = sealed;
  return { digest, revision, at, submission: sealed.submission };
}

/** The decisions of the answer to what was handed in last, and whether it speaks of the unit's own papers. */
function answerTo(
  db: ReadDb,
  handed: Handed | null,
): { readonly decisions: readonly Decided[]; readonly unit: boolean } | null {
  if (handed === null) return null;
  const found = listFeedbacks(db).find(
    ({ feedback, superseded }) => !superseded && feedback.packageDigest === handed.digest,
  );
  if (found !== undefined)
    return { decisions: found.feedback.decisions, unit: found.feedback.unitComments.length > 0 };
  const entered = newestHandAnswer(db, handed.digest);
  return entered === null ? null : { decisions: entered.decisions, unit: entered.unitToCorrect };
}

function answerFact(
  pack: RuledPack,
  submission: Submission,
  handed: Handed,
  answer: NonNullable<ReturnType<typeof answerTo>>,
): NonNullable<RoundFacts['answer']> {
  const of = (decision: Decision['decision']) => answer.decisions.filter((one) => one.decision === decision);
  return {
    accepted: of('accept').length,
    rejected: of('reject').length,
    // One that was taken off the list since has nothing to be corrected.
    returned: of('return').flatMap(({ nomineeId }) => {
      const now = submission.nominees.find(({ id }) => id === nomineeId);
      if (now === undefined) return [];
      const before = handed.submission.nominees.find(({ id }) => id === nomineeId);
      return [
        { id: nomineeId, name: subjectName(pack, now), changed: !sameValue(before?.content, now.content) },
      ];
    }),
    unitToCorrect: answer.unit,
    unitChanged: !sameValue(handed.submission.unit.content, submission.unit.content),
  };
}

function keySheetFact(
  db: ReadDb,
  pack: RuledPack,
  submission: Submission,
  form: FormDefinition,
): NonNullable<UnitFacts['keySheet']> {
  const { content } = submission.unit;
  const scope = scopeOf(content, content, submission.settings);
  const code = formCheckCode(pack, submission, form, null);
  const marked = (of: typeof printedPapers) =>
    pack.campaign.rounds.some(({ id }) => of(db, id)(form.id, 'unit')?.code === code);
  return {
    formId: form.id,
    title: form.title,
    missing: visibleFields(pack, form, scope).filter(
      ({ field }) => isRequired(field, scope) && !isFilled(content[field.id]),
    ).length,
    exported: marked(exportedPapers),
    printed: marked(printedPapers),
  };
}

/** Packages of host units that count, and those of which the list does not know the newest. */
function receivedFacts(db: ReadDb): { readonly received: number; readonly untaken: number } {
  const current = listPackages(db).filter((stored) => packageCounts(stored));
  const taken = new Set(listTakenOver(db).map(({ digest }) => digest));
  const open = current.filter((stored) => {
    const decisions = decided(currentReview(db, stored.digest).review);
    const refused = decisions.filter(({ decision }) => decision !== 'accept').length;
    return !taken.has(stored.digest) && refused < stored.submission.nominees.length;
  });
  return { received: current.length, untaken: open.length };
}

function roundFacts(
  desk: Desk,
  db: ReadDb,
  pack: RuledPack,
  {
    round,
    earlier,
    keySheet,
  }: { readonly round: Round; readonly earlier: Round | null; readonly keySheet: string | null },
): RoundFacts {
  const submission = buildSubmission(db, pack, round);
  const findings = findingsOf(desk, db, pack, submission);
  const { errors, unexplained } = sealReadiness(submission.nominees.length, findings);
  const handed = handedIn(db, submission);
  const answer = answerTo(db, handed);
  const sent = new Set(handed?.submission.nominees.map(({ id }) => id));
  return {
    ...draftFacts(db, pack, submission, keySheet),
    errors,
    unexplained,
    sent:
      handed === null
        ? null
        : {
            digest: handed.digest,
            revision: handed.revision,
            at: handed.at,
            sameAsNow: saysTheSame(handed.submission, withLiveExplanations(submission, findings)),
          },
    answer: handed === null || answer === null ? null : answerFact(pack, submission, handed, answer),
    unsent:
      handed === null
        ? []
        : submission.nominees
            .filter(({ id }) => !sent.has(id))
            .map((nominee) => ({ id: nominee.id, name: subjectName(pack, nominee) })),
    unaccepted: earlier === null ? [] : unaccepted(db, pack, submission, earlier),
  };
}

/** The nominees of a round whom the answer to the round before did not accept. */
function unaccepted(
  db: ReadDb,
  pack: RuledPack,
  submission: Submission,
  earlier: Round,
): RoundFacts['unaccepted'] {
  const answer = answerTo(db, handedIn(db, buildSubmission(db, pack, earlier)));
  if (answer === null) return [];
  const accepted = new Set(
    answer.decisions.flatMap(({ nomineeId, decision }) => (decision === 'accept' ? [nomineeId] : [])),
  );
  return submission.nominees
    .filter(({ id }) => !accepted.has(id))
    .map((nominee) => ({ id: nominee.id, name: subjectName(pack, nominee) }));
}

function handStepOf(
  round: string,
  step: string,
): { readonly round: Round | 'campaign'; readonly step: HandStep } | null {
  const [place, known] = [stepRound.safeParse(round), handStep.safeParse(step)];
  return place.success && known.success ? { round: place.data, step: known.data } : null;
}

/** What a hand's word is said of now; null where there is nothing yet that it could be said of. */
export function aboutNow(facts: UnitFacts, round: Round | 'campaign', step: HandStep): string | null {
  const here = facts.rounds.find((one) => one.round === round);
  switch (step) {
    case 'pack':
      return 'pack';
    case 'enrolled':
      return facts.fingerprint ?? 'paper';
    case 'listed':
      return here === undefined ? null : 'list';
    case 'compared':
      return here?.papers.about ?? null;
    case 'delivered':
    case 'closed':
      return here?.sent?.digest ?? null;
  }
}

/** Everything the checklist of a unit is computed from. */
export function unitFacts(desk: Desk, { db, pack, header }: ReadLease): UnitFacts {
  const paperOnly = isPaperOnly(db);
  const identity = currentIdentity(db);
  const host = header.role === 'host';
  const rounds = pack.campaign.rounds.map(({ id }) => id);
  const first = buildSubmission(db, pack, rounds[0] ?? 'preliminary');
  const before = handedInBefore(db, pack, first);
  const sheet = pack.forms.find(({ id }) => id === before) ?? null;
  const facts: UnitFacts = {
    desk: host ? 'host' : 'recommender',
    paperOnly,
    packVersion: pack.campaign.version,
    packIssued: pack.campaign.office !== undefined,
    fingerprint: identity?.fingerprint ?? null,
    enrolmentMade: listSealed(db, ['enrolment']).some(({ signer }) => signer === identity?.fingerprint),
    keySheet: sheet === null ? null : keySheetFact(db, pack, first, sheet),
    ...(host ? { received: 0, untaken: 0 } : receivedFacts(db)),
    pendingSigners: host
      ? 0
      : listSigners(db).filter(({ enrolledAt, revokedAt }) => enrolledAt === null && revokedAt === null)
          .length,
    kinds: [...awardKinds(pack.campaign)],
    rounds: rounds.map((round, at) =>
      roundFacts(desk, db, pack, { round, earlier: rounds[at - 1] ?? null, keySheet: sheet?.id ?? null }),
    ),
    hand: [],
    ownDeadlines: readOwnDeadlines(db),
  };
  return {
    ...facts,
    hand: listStepsDone(db).flatMap(({ round, step, about, at, proof }) => {
      const known = handStepOf(round, step);
      return known !== null && aboutNow(facts, known.round, known.step) === about
        ? [{ ...known, at, proof }]
        : [];
    }),
  };
}

/** Everything the checklist of an office is computed from. */
export function officeFacts({ db, pack }: ReadLease): OfficeFacts {
  const show = packageShower(db, pack);
  const shown = listPackages(db).map((stored) => ({ stored, item: show(stored) }));
  const signers = listSigners(db);
  return {
    desk: 'office',
    packVersion: pack.campaign.version,
    hasKey: currentIdentity(db) !== null,
    packIssued: pack.campaign.office !== undefined,
    enrolled: signers.filter(({ enrolledAt, revokedAt }) => enrolledAt !== null && revokedAt === null).length,
    pendingSigners: signers.filter(({ enrolledAt, revokedAt }) => enrolledAt === null && revokedAt === null)
      .length,
    quarantined: listQuarantine(db).length,
    rounds: pack.campaign.rounds.map(({ id }) => {
      const current = shown.filter(({ item }) => item.kind === id && item.state === 'current');
      const open = (item: (typeof current)[number]['item']) => Math.max(0, item.nominees - item.decided);
      return {
        round: id,
        packages: current.length,
        undecided: current.reduce((sum, { item }) => sum + open(item), 0),
        unanswered: current.filter(
          ({ item }) => open(item) === 0 && (item.feedbackSealedAt === null || item.feedbackOutdated),
        ).length,
        accepted: current.reduce(
          (sum, { stored }) =>
            sum +
            decided(currentReview(db, stored.digest).review).filter(({ decision }) => decision === 'accept')
              .length,
          0,
        ),
      };
    }),
    ownDeadlines: readOwnDeadlines(db),
  };
}
