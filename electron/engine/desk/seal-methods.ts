import type { ApiHandlers } from '../../../shared/api.ts';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { packageBaseName } from '../../../shared/package/package-name.ts';
import { formsToPrint } from '../../../shared/paper/forms-to-print.ts';
import type { Finding } from '../../../shared/rules/rule-schema.ts';
import { attachmentRefsOfSubmission } from '../../../shared/submission/attachment-refs.ts';
import type { Enrolment } from '../../../shared/submission/feedback-schema.ts';
import type { Submission } from '../../../shared/submission/submission-schema.ts';
import { type PayloadFile, signKeyChange } from '../seal/index.ts';
import { isAnswered } from '../store/answer-store.ts';
import { allIdentities, currentIdentity } from '../store/identity-store.ts';
import { packByVersion, requireMeta } from '../store/meta-store.ts';
import { lineageOf, listSealed, newestSealed, nextRevision, sealedByDigest } from '../store/sealed-store.ts';
import { buildSubmission } from './build-submission.ts';
import { coverSheetItems } from './cover-sheet-items.ts';
import { chinaDate, type Desk, type OpenWorkspace, openAs } from './desk.ts';
import { countBlocking, findingsOf } from './findings-methods.ts';
import type { JobContext } from './jobs.ts';
import { originalFiles } from './originals.ts';
import { isSample, plannedPapers, printRequest } from './papers.ts';
import { saysTheSame } from './same-submission.ts';
import {
  attachmentsOf,
  ownNameField,
  sealAndRecord,
  submissionRecipient,
  unitCode,
  unitName,
} from './seal-parts.ts';
import { writeTarget } from './target-file.ts';
import { requireIdentity, signerOf } from './unit-keys.ts';

type SealMethods = Pick<
  ApiHandlers,
  'seal.plan' | 'seal.run' | 'seal.history' | 'seal.coverSheet' | 'enrolment.seal'
>;

/** Paper of every due form, printed for the package. Titles are for people, names for the archive. */
async function printAll(
  desk: Desk,
  workspace: OpenWorkspace,
  submission: ReturnType<typeof buildSubmission>,
  context: JobContext,
): Promise<{ files: PayloadFile[]; papers: { title: string; fileName: string }[] }> {
  const { pack } = desk.pack('seal.run');
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

/**
 * The submission with the explanations that answer a standing finding: words about a warning that has gone since are
 * the unit's own notes and do not travel.
 */
function withLiveExplanations(submission: Submission, findings: readonly Finding[]): Submission {
  const live = new Set(findings.map((finding) => finding.key));
  const explanations = Object.fromEntries(
    Object.entries(submission.explanations).filter(([key]) => live.has(key)),
  );
  return { ...submission, explanations };
}

/** Sealing submissions and the unit's own enrolment. */
export function sealMethods(desk: Desk): SealMethods {
  function plannedEntries(
    workspace: OpenWorkspace,
    pack: CampaignPack,
    submission: Submission,
  ): { title: string; fileName: string }[] {
    const papers = plannedPapers(pack, submission);
    const attachments = attachmentRefsOfSubmission(submission).map((ref) => ({
      title: ref.name,
      fileName: `data/files/${ref.name}`,
    }));
    const originals = originalFiles(workspace.db, submission).map((file) => ({
      title: `下级单位封包 ${file.name}`,
      fileName: `data/originals/${file.name}`,
    }));
    return [
      { title: '推荐材料数据', fileName: 'data/submission.json' },
      ...papers,
      ...attachments,
      ...originals,
    ];
  }

  return {
    async 'seal.plan'({ round }) {
      const workspace = openAs(desk, 'seal.plan', ['recommender', 'host']);
      const { db } = workspace;
      const { pack } = desk.pack('seal.plan');
      const drafted = buildSubmission(db, pack, round);
      const findings = findingsOf(desk, pack, drafted);
      const submission = withLiveExplanations(drafted, findings);
      const before = newestSealed(db, lineageOf(submission.submissionId, round));
      const recipient = submissionRecipient(workspace, pack);
      const base = packageBaseName({
        campaign: pack.campaign.id,
        unit: unitCode(workspace, pack),
        kind: round,
        revision: submission.revision,
      });
      return {
        fileName: `${base}${recipient?.ageRecipient == null ? '.zip' : '.zip.age'}`,
        revision: submission.revision,
        supersedes: before?.digest ?? null,
        sameAsSealed: before?.submission != null && saysTheSame(before.submission, submission),
        entries: plannedEntries(workspace, pack, submission),
        ...countBlocking(findings),
        recipient: recipient === null ? null : { name: recipient.name, fingerprint: recipient.fingerprint },
        needsIdentity: currentIdentity(db) === null,
      };
    },
    'seal.run': ({ round, target, jobId, encrypt }) =>
      desk.jobs.run(jobId, async (context) => {
        const workspace = openAs(desk, 'seal.run', ['recommender', 'host']);
        const { db } = workspace;
        requireIdentity(db);
        const pinned = desk.pack('seal.run');
        const drafted = buildSubmission(db, pinned.pack, round);
        if (drafted.nominees.length === 0) throw new JianbiaoError('seal-empty');
        const findings = findingsOf(desk, pinned.pack, drafted);
        const submission = withLiveExplanations(drafted, findings);
        const blocking = countBlocking(findings);
        if (blocking.errors > 0 || blocking.unexplained > 0)
          throw new JianbiaoError('seal-blocked', blocking);
        const { files, papers } = await printAll(desk, workspace, submission, context);
        const { answer } = await sealAndRecord(
          desk,
          workspace,
          pinned,
          {
            lineage: lineageOf(submission.submissionId, round),
            revision: submission.revision,
            kind: round,
            code: unitCode(workspace, pinned.pack),
            name: unitName(workspace, pinned.pack),
            document: submission,
            recipient: submissionRecipient(workspace, pinned.pack),
            encrypt,
            attachments: attachmentsOf(db, submission),
            files: [...files, ...originalFiles(db, submission)],
            papers,
            target,
          },
          context,
        );
        return answer;
      }),
    async 'seal.history'() {
      const { db } = desk.open('seal.history');
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
                hasFeedback: isAnswered(db, sealed.digest, 'feedback'),
                hasReceipt: isAnswered(db, sealed.digest, 'receipt'),
              },
            ],
      );
    },
    async 'seal.coverSheet'({ digest, target }) {
      const { db } = desk.open('seal.coverSheet');
      const sealed = sealedByDigest(db, digest);
      if (sealed === null || sealed.submission === null) {
        throw new JianbiaoError('sealed-unknown', { digest: digest.slice(0, 12) });
      }
      const { pack } = packByVersion(db, sealed.packVersion) ?? desk.pack('seal.coverSheet');
      const { submission } = sealed;
      const round = pack.campaign.rounds.find((candidate) => candidate.id === submission.round);
      const recipient = submissionRecipient(desk.open('seal.coverSheet'), pack);
      const paper = await desk.paper().printCoverSheet({
        campaign: { id: pack.campaign.id, title: pack.campaign.title },
        unitName: unitName(desk.open('seal.coverSheet'), pack),
        kindName: `${round?.title ?? submission.round}材料`,
        kind: sealed.kind,
        submissionId: submission.submissionId,
        revision: sealed.revision,
        fileName: sealed.fileName,
        bytes: sealed.bytes,
        digest: sealed.digest,
        signer: requireIdentity(db).fingerprint,
        recipient: recipient?.name ?? pack.campaign.contacts[0]?.office ?? '领导小组办公室',
        date: chinaDate(new Date(sealed.sealedAt)),
        items: coverSheetItems(pack, submission),
        ...(isSample(db) ? { specimen: true } : {}),
      });
      return { fileName: writeTarget(desk.handles, target, paper.displayName, paper.bytes) };
    },
    async 'enrolment.seal'({ target }) {
      const workspace = openAs(desk, 'enrolment.seal', ['recommender', 'host']);
      const { db } = workspace;
      const identity = requireIdentity(db);
      const pinned = desk.pack('enrolment.seal');
      const { unitNameField } = pinned.pack.campaign;
      const name = unitName(workspace, pinned.pack);
      const retired = allIdentities(db).find((other) => other.fingerprint !== identity.fingerprint);
      const document: Enrolment = {
        format: 'jianbiao-enrolment/1',
        campaign: { id: pinned.pack.campaign.id, version: pinned.pack.campaign.version },
        // Names and telephones of the contacts stand on the stamped 附件11 alone: this file may travel in the clear.
        unit: { name, content: { [ownNameField(workspace, pinned.pack) ?? unitNameField]: name } },
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
          code: unitCode(workspace, pinned.pack),
          name,
          document,
          // For whoever compares the fingerprint: the office, and below it the host units.
          recipient: null,
          encrypt: false,
          papers: [],
          target,
        },
        null,
      );
      return answer;
    },
  };
}
