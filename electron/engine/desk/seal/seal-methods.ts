import type { WorkspaceRole } from '../../../../shared/api/roles.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { sealReadiness } from '../../../../shared/rules/seal-readiness.ts';
import type { Enrolment } from '../../../../shared/words/feedback-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { type PayloadFile, parsePublicKey, signKeyChange } from '../../seal/index.ts';
import { isAnswered } from '../../store/answer-store.ts';
import { allIdentities, currentIdentity } from '../../store/identity-store.ts';
import { packByVersion, requireMeta } from '../../store/meta-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import {
  lineageOf,
  listSealed,
  nextRevision,
  type SealedPackage,
  sealedByDigest,
} from '../../store/sealed-store.ts';
import { getSigner } from '../../store/signer-store.ts';
import { chinaDate, type Desk } from '../ground/desk.ts';
import { isSample } from '../ground/sample-desk.ts';
import { writeTarget } from '../ground/target-file.ts';
import { printRequest } from '../paper/papers.ts';
import { coverSheetItems } from './cover-sheet-items.ts';
import { originalFiles } from './originals.ts';
import { planDigest, planMemory } from './plan-facts.ts';
import { decideSecrecy, recipientAnswer } from './recipients.ts';
import { saysTheSame } from './same-submission.ts';
import { attachmentsOf, ownNameField, ownUnitCode, sealAndRecord, unitName } from './seal-parts.ts';
import { planSubmission } from './seal-plan.ts';
import { requireIdentity, signerOf } from './unit-keys.ts';

/** Paper of every due form, printed for the package. Titles are for people, names for the archive. */
async function printAll(
  desk: Desk,
  workspace: ReadLease,
  submission: Submission,
  context: JobContext,
): Promise<{ files: PayloadFile[]; papers: { title: string; fileName: string }[] }> {
  const { pack } = workspace;
  const total = formsToPrint(pack, submission).length;
  const files: PayloadFile[] = [];
  const papers: { title: string; fileName: string }[] = [];
  const begun = new Set<string>();
  for await (const paper of desk.paper().printAll(printRequest(workspace.db, pack, submission))) {
    if (context.signal.aborted) throw new JianbiaoError('job-cancelled');
    begun.add(`${paper.formId}/${paper.subjectId}`);
    context.progress('paper', begun.size, total);
    files.push({ folder: 'paper', name: paper.fileName, source: { bytes: paper.bytes } });
    papers.push({ title: paper.displayName, fileName: `data/paper/${paper.fileName}` });
  }
  return { files, papers };
}

/** Whose key signed a package, and under which name it went: as it was kept, else as the package itself tells. */
function signedAs(
  { db, header }: ReadLease,
  pack: CampaignPack,
  sealed: SealedPackage,
  submission: Submission,
): { readonly signer: string | null; readonly unitName: string } {
  const { keyFingerprintField } = pack.campaign;
  const textOf = (field: string | undefined): string | null => {
    const value = field === undefined ? undefined : submission.unit.content[field];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  // Older records do not say it. The unit's form bears the fingerprint of that day; else a workspace that never had
  // another key leaves no doubt.
  const keys = allIdentities(db);
  const only = keys.length === 1 ? (keys[0]?.fingerprint ?? null) : null;
  return {
    signer: sealed.signer ?? textOf(keyFingerprintField) ?? only,
    unitName: sealed.unitName ?? textOf(ownNameField(header, pack)) ?? header.name,
  };
}

/** For whom a package was sealed; null when its record does not say and nobody known has that key. */
function sealedFor(db: ReadDb, pack: CampaignPack, sealed: SealedPackage): string | null {
  if (sealed.recipientName !== null || sealed.recipient === null) return sealed.recipientName;
  const { office } = pack.campaign;
  if (office !== undefined && parsePublicKey(office.signingKey).fingerprint === sealed.recipient)
    return office.name;
  return getSigner(db, sealed.recipient)?.principal ?? null;
}

/**
 * Who receives a package that was sealed for nobody's key: the office that the notice names; for a host unit its recommending
 * unit, which only the clerk knows, so that the line is left to be written by hand.
 */
function receiverOf(role: WorkspaceRole, pack: CampaignPack): string {
  return role === 'host' ? '' : (pack.campaign.contacts[0]?.office ?? '领导小组办公室');
}

/** Sealing submissions and the unit's own enrolment. */
export function sealMethods(desk: Desk) {
  const shown = planMemory();

  return handlersOf({
    async 'seal.plan'({ round, recipient, plain }, workspace) {
      const { db } = workspace;
      const plan = planSubmission(desk, workspace, workspace.pinned, { round, recipient, plain });
      const { submission, before } = plan;
      return {
        planDigest: shown.keep(workspace.opening, plan.facts),
        contentsDigest: planDigest(plan.contents),
        fileName: plan.fileName,
        revision: submission.revision,
        interrupted: [...plan.interrupted],
        supersedes: before?.digest ?? null,
        sameAsSealed: before?.submission != null && saysTheSame(before.submission, submission),
        entries: [...plan.entries],
        ...sealReadiness(submission.nominees.length, plan.findings),
        ...recipientAnswer(plan.recipient),
        encryption: plan.encryption,
        needsIdentity: currentIdentity(db) === null,
      };
    },
    async 'seal.run'({ round, target, planDigest: seen, recipient, plain }, workspace) {
      const { db, job: context } = workspace;
      requireIdentity(db);
      const choice = { round, recipient, plain: plain !== undefined };
      const { pinned } = workspace;
      const first = planSubmission(desk, workspace, pinned, choice);
      const readiness = sealReadiness(first.submission.nominees.length, first.findings);
      const { errors, unexplained } = readiness;
      if (readiness.empty) throw new JianbiaoError('seal-empty');
      if (!readiness.ready) throw new JianbiaoError('seal-blocked', { errors, unexplained });
      decideSecrecy(first.recipient, plain);
      shown.requireSeen(workspace.opening, seen, first.facts);
      const { files, papers } = await printAll(desk, workspace, first.submission, context);
      // Printing takes its time: what the clerk saw must still hold when the package is begun.
      const plan = planSubmission(desk, workspace, workspace.pinned, choice);
      shown.requireSeen(workspace.opening, seen, plan.facts);
      const { submission } = plan;
      const name = unitName(workspace, pinned.pack);
      const { answer } = await sealAndRecord(
        desk,
        workspace,
        pinned,
        {
          lineage: plan.lineage,
          revision: submission.revision,
          kind: round,
          code: ownUnitCode(workspace, name),
          name,
          document: submission,
          secrecy: decideSecrecy(plan.recipient, plain),
          attachments: attachmentsOf(db, submission),
          files: [...files, ...originalFiles(db, submission)],
          papers,
          target,
        },
        context,
      );
      return answer;
    },
    async 'seal.history'(_args, { db, pinned }) {
      return listSealed(db, ['preliminary', 'formal']).flatMap((sealed) =>
        sealed.submission === null
          ? []
          : [
              {
                round: sealed.submission.round,
                revision: sealed.revision,
                digest: sealed.digest,
                fileName: sealed.fileName,
                sealedAt: sealed.sealedAt,
                encrypted: sealed.encrypted,
                recipient: sealedFor(db, packByVersion(db, sealed.packVersion)?.pack ?? pinned.pack, sealed),
                plainReason: sealed.plainReason,
                hasFeedback: isAnswered(db, sealed.digest, 'feedback'),
                hasReceipt: isAnswered(db, sealed.digest, 'receipt'),
              },
            ],
      );
    },
    async 'seal.coverSheet'({ digest, target }, workspace) {
      const { db } = workspace;
      const sealed = sealedByDigest(db, digest);
      if (sealed === null || sealed.submission === null) {
        throw new JianbiaoError('sealed-unknown', { digest: digest.slice(0, 12) });
      }
      const { pack } = packByVersion(db, sealed.packVersion) ?? workspace.pinned;
      const { submission } = sealed;
      const round = pack.campaign.rounds.find((candidate) => candidate.id === submission.round);
      const { signer, unitName: name } = signedAs(workspace, pack, sealed, submission);
      const paper = await desk.paper().printCoverSheet({
        campaign: { id: pack.campaign.id, title: pack.campaign.title },
        unitName: name,
        kindName: `${round?.title ?? submission.round}材料`,
        kind: sealed.kind,
        submissionId: submission.submissionId,
        revision: sealed.revision,
        fileName: sealed.fileName,
        bytes: sealed.bytes,
        digest: sealed.digest,
        signer: signer ?? '未知（封包时的程序没有记下，请按包内签名核对）',
        recipient: sealedFor(db, pack, sealed) ?? receiverOf(workspace.header.role, pack),
        date: chinaDate(new Date(sealed.sealedAt)),
        items: coverSheetItems(pack, submission),
        ...(isSample(db) ? { specimen: true } : {}),
      });
      return { fileName: writeTarget(desk.handles, target, paper.displayName, paper.bytes) };
    },
    async 'enrolment.seal'({ target }, workspace) {
      const { db } = workspace;
      const identity = requireIdentity(db);
      const { pinned } = workspace;
      const { unitNameField } = pinned.pack.campaign;
      const name = unitName(workspace, pinned.pack);
      const retired = allIdentities(db).find((other) => other.fingerprint !== identity.fingerprint);
      const document: Enrolment = {
        format: 'jianbiao-enrolment/1',
        campaign: { id: pinned.pack.campaign.id, version: pinned.pack.campaign.version },
        // Names and telephones of the contacts stand on the stamped 附件11 alone: this file may travel in the clear.
        unit: { name, content: { [ownNameField(workspace.header, pinned.pack) ?? unitNameField]: name } },
        publicKey: identity.publicKey,
        fingerprint: identity.fingerprint,
        ageRecipient: identity.ageRecipient,
        sm2PublicKey: identity.sm2PublicKey,
        ...(retired === undefined
          ? {}
          : {
              // The old key's word for the new one: where it is still believed, the change needs no lost-key procedure.
              keyChange: {
                oldFingerprint: retired.fingerprint,
                signature: await signKeyChange(
                  pinned.pack.campaign.id,
                  signerOf(retired),
                  signerOf(identity).publicKey,
                ),
              },
            }),
      };
      const lineage = lineageOf(requireMeta(db, 'submissionId'), 'enrolment');
      const { answer } = await sealAndRecord(
        desk,
        workspace,
        pinned,
        {
          lineage,
          revision: nextRevision(db, lineage),
          kind: 'enrolment',
          code: ownUnitCode(workspace, name),
          name,
          document,
          // For whoever compares the fingerprint: the office, and below it the host units.
          secrecy: { kind: 'public' },
          papers: [],
          target,
        },
        null,
      );
      return answer;
    },
  });
}
