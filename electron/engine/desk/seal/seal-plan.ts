import { attachmentRefsOfSubmission } from '../../../../shared/reading/attachment-refs.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Finding } from '../../../../shared/words/rule-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { currentIdentity } from '../../store/identity-store.ts';
import type { PinnedPack } from '../../store/meta-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import {
  interruptedRevisions,
  lineageOf,
  newestSealed,
  type SealedPackage,
} from '../../store/sealed-store.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import { findingsOf } from '../drafts/findings-methods.ts';
import type { Desk } from '../ground/desk.ts';
import { plannedPapers } from '../paper/papers.ts';
import { originalFiles } from './originals.ts';
import { factDigest, type PlanFact, recipientFacts, shownFact } from './plan-facts.ts';
import { encryptionOf, type RecipientChoice, submissionRecipient } from './recipients.ts';
import { ownUnitCode, packageFileName, unitName } from './seal-parts.ts';

/** What the clerk may choose about a package. */
export interface SealChoice {
  readonly round: Round;
  /** Fingerprint of the recipient, where there are several. */
  readonly recipient?: string | undefined;
  readonly plain: boolean;
}

/** A submission as it would be sealed now, and everything the clerk relies on when sealing it. */
export interface SubmissionPlan {
  readonly lineage: string;
  readonly submission: Submission;
  readonly findings: readonly Finding[];
  readonly before: SealedPackage | null;
  readonly recipient: RecipientChoice;
  readonly encryption: ReturnType<typeof encryptionOf>;
  readonly fileName: string;
  readonly entries: readonly { readonly title: string; readonly fileName: string }[];
  /** Numbers that an interrupted sealing used up since the newest package. */
  readonly interrupted: readonly number[];
  /** What goes in, without the ways it is signed, encrypted and called. */
  readonly contents: readonly PlanFact[];
  readonly facts: readonly PlanFact[];
}

/**
 * The submission with the explanations that answer a standing finding: words about a warning that has gone since are
 * the unit's own notes and do not travel.
 */
export function withLiveExplanations(submission: Submission, findings: readonly Finding[]): Submission {
  const live = new Set(findings.map((finding) => finding.key));
  const explanations = Object.fromEntries(
    Object.entries(submission.explanations).filter(([key]) => live.has(key)),
  );
  return { ...submission, explanations };
}

interface PlannedEntry {
  readonly title: string;
  readonly fileName: string;
}

function plannedEntries(db: ReadDb, pack: CampaignPack, submission: Submission): PlannedEntry[] {
  return [
    { title: '推荐材料数据', fileName: 'data/submission.json' },
    ...plannedPapers(pack, submission),
    ...attachmentRefsOfSubmission(submission).map((ref) => ({
      title: ref.name,
      fileName: `data/files/${ref.name}`,
    })),
    ...originalFiles(db, submission).map((file) => ({
      title: `下级单位封包 ${file.name}`,
      fileName: `data/originals/${file.name}`,
    })),
  ];
}

/** The facts of what goes in. The key's fingerprint on the unit's own form counts as part of the signer, not of these. */
function contentFacts(
  pack: PinnedPack,
  submission: Submission,
  entries: readonly PlannedEntry[],
  before: SealedPackage | null,
): PlanFact[] {
  const { unit, nominees, settings, explanations, preliminary } = submission;
  const own = Object.entries(unit.content).filter(
    ([field]) => field !== pack.pack.campaign.keyFingerprintField,
  );
  return [
    shownFact('revision', '版次', `第 ${submission.revision} 版`),
    { key: 'supersedes', label: '被替代的上一版', value: before?.digest ?? '' },
    { key: 'pack', label: '活动包', shown: `第 ${pack.version} 版`, value: pack.digest },
    { key: 'unit', label: '本单位的内容', value: factDigest(Object.fromEntries(own)) },
    ...nominees.map((nominee) => ({
      key: `nominee:${nominee.id}`,
      label: `推荐对象“${subjectName(pack.pack, nominee)}”`,
      value: factDigest([nominee.kind, nominee.content]),
    })),
    {
      key: 'order',
      label: '推荐对象的顺序',
      value: factDigest(nominees.map(({ id, order }) => [id, order])),
    },
    { key: 'settings', label: '设置里的选择', value: factDigest(settings) },
    { key: 'explanations', label: '检查说明', value: factDigest(explanations) },
    { key: 'preliminary', label: '所附上一轮的名单', value: factDigest(preliminary ?? null) },
    ...entries.map((entry) => ({
      key: `entry:${entry.fileName}`,
      label: `包内材料“${entry.title}”`,
      value: entry.fileName,
    })),
  ];
}

/** Lays out a round's package as it would be sealed now. Reads only: nothing is fixed or noted by looking. */
export function planSubmission(
  desk: Desk,
  workspace: ReadLease,
  pinned: PinnedPack,
  { round, recipient: chosen, plain }: SealChoice,
): SubmissionPlan {
  const { db } = workspace;
  const { pack } = pinned;
  const drafted = buildSubmission(db, pack, round);
  const findings = findingsOf(desk, db, pack, drafted);
  const submission = withLiveExplanations(drafted, findings);
  const lineage = lineageOf(submission.submissionId, round);
  const before = newestSealed(db, lineage);
  const recipient = submissionRecipient(workspace, pack, lineage, chosen);
  const encryption = encryptionOf(recipient, plain);
  const name = unitName(workspace, pack);
  const parts = {
    campaign: pack.campaign.id,
    unit: ownUnitCode(workspace, name),
    kind: round,
    revision: submission.revision,
  };
  const fileName = packageFileName(parts, encryption === 'encrypted');
  const entries = plannedEntries(db, pack, submission);
  const contents = contentFacts(pinned, submission, entries, before);
  return {
    lineage,
    submission,
    findings,
    before,
    recipient,
    encryption,
    fileName,
    entries,
    interrupted: interruptedRevisions(db, lineage),
    contents,
    facts: [
      ...contents,
      shownFact('unit-name', '本单位名称', name),
      { key: 'signer', label: '本单位的签名密钥', value: currentIdentity(db)?.fingerprint ?? '' },
      ...recipientFacts(recipient, encryption),
      shownFact('file', '文件名', fileName),
    ],
  };
}
