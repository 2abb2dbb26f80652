import { join } from 'node:path';
import type { ApiResult } from '../../../shared/api.ts';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { SignatureSuite } from '../../../shared/package/package-kinds.ts';
import { attachmentRefsOfSubmission } from '../../../shared/submission/attachment-refs.ts';
import type { Submission } from '../../../shared/submission/submission-schema.ts';
import type { SaveTarget } from '../handles.ts';
import {
  type AttachmentFile,
  parsePublicKey,
  type SealRequest,
  type SealResult,
  sealPackage,
} from '../seal/index.ts';
import { shownName } from '../shown-name.ts';
import { attachmentPieces } from '../store/attachment-store.ts';
import { logEvent } from '../store/event-log.ts';
import { readMeta, requireMeta, writeMeta } from '../store/meta-store.ts';
import { getSubject } from '../store/record-store.ts';
import type { Db } from '../store/rows.ts';
import { beginSeal, giveUpSeal, newestSealed, recordSealed } from '../store/sealed-store.ts';
import { listSigners } from '../store/signer-store.ts';
import { chinaDate, type Desk, isoNow, type OpenWorkspace } from './desk.ts';
import type { JobContext } from './jobs.ts';
import { requireIdentity, signerOf, sm2Of } from './unit-keys.ts';

/** Whom a package is meant for. */
export interface Recipient {
  readonly name: string;
  readonly fingerprint: string;
  readonly ageRecipient: string | null;
}

/**
 * The field of the unit's record that names this workspace's own unit, where the pack has one. A host unit's record also
 * names the recommending unit, for its papers: a package or enrolment under that name would pass for that unit's own.
 */
export function ownNameField({ header }: OpenWorkspace, pack: CampaignPack): string | undefined {
  const { unitNameField, hostNameField } = pack.campaign;
  return header.role === 'host' ? hostNameField : unitNameField;
}

/** The unit's name as it stands in its record, or the workspace's. */
export function unitName(workspace: OpenWorkspace, pack: CampaignPack): string {
  const field = ownNameField(workspace, pack);
  const named = field === undefined ? undefined : getSubject(workspace.db, 'unit').content[field];
  const text = typeof named === 'string' ? named.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim() : '';
  return text === '' ? workspace.header.name : text;
}

/**
 * The unit's code in package names: its division in the quota table and six random characters of its lineage, fixed at
 * first use, so that a later change of the unit's name changes nothing. The office's is `office`.
 */
export function unitCode(workspace: OpenWorkspace, pack: CampaignPack): string {
  if (workspace.header.role === 'office') return 'office';
  const known = readMeta(workspace.db, 'unitCode');
  if (known !== null) return known;
  const name = unitName(workspace, pack);
  const row = pack.quota
    .filter((candidate) => name.startsWith(candidate.unit))
    .sort((left, right) => right.unit.length - left.unit.length)[0];
  const division = row !== undefined && /^\d{6}$/.test(row.division) ? row.division : '000000';
  const code = `${division}-${requireMeta(workspace.db, 'submissionId').slice(2, 8)}`;
  writeMeta(workspace.db, 'unitCode', code);
  return code;
}

/** Who receives this workspace's submissions: the office of the installed pack; for a host, the unit it enrolled. */
export function submissionRecipient(workspace: OpenWorkspace, pack: CampaignPack): Recipient | null {
  if (workspace.header.role === 'host') {
    const enrolled = listSigners(workspace.db).filter(
      (signer) => signer.enrolledAt !== null && signer.revokedAt === null,
    );
    const only = enrolled.length === 1 ? enrolled[0] : undefined;
    return only === undefined
      ? null
      : { name: only.principal, fingerprint: only.fingerprint, ageRecipient: only.ageRecipient };
  }
  const { office } = pack.campaign;
  if (office === undefined) return null;
  return {
    name: office.name,
    fingerprint: parsePublicKey(office.signingKey).fingerprint,
    ageRecipient: office.ageRecipient ?? null,
  };
}

/** The suite a campaign is sealed with: the plain one wherever it is allowed. */
export function suiteOf(pack: CampaignPack): SignatureSuite {
  return pack.campaign.suites.includes('ed25519') ? 'ed25519' : 'ed25519+sm2';
}

/** The attachments a submission refers to, read from the store when their turn comes. */
export function attachmentsOf(db: Db, submission: Submission): AttachmentFile[] {
  return attachmentRefsOfSubmission(submission).map((ref) => ({
    sha256: ref.sha256,
    name: ref.name,
    mediaType: ref.mediaType,
    bytes: ref.bytes,
    source: { length: ref.bytes, open: () => attachmentPieces(db, ref.sha256) },
  }));
}

/** What differs from kind to kind. */
export interface SealJob {
  readonly lineage: string;
  readonly revision: number;
  readonly kind: SealRequest['kind'];
  readonly code: string;
  readonly name: string;
  readonly document: unknown;
  readonly recipient: Recipient | null;
  readonly encrypt: boolean;
  readonly attachments?: readonly AttachmentFile[];
  readonly files?: SealRequest['files'];
  readonly papers: readonly { readonly title: string; readonly fileName: string }[];
  readonly target: SaveTarget;
}

/**
 * Seals one package and records it, in this order: the revision is taken, the package written, read back and verified by the
 * seal part, and only then it counts as done. A failed attempt gives its number back; a killed one leaves it used, so that
 * no two contents ever share a revision.
 */
export async function sealAndRecord(
  desk: Desk,
  workspace: OpenWorkspace,
  pinned: { readonly version: number; readonly digest: string; readonly pack: CampaignPack },
  job: SealJob,
  context: JobContext | null,
): Promise<{ result: SealResult; answer: ApiResult<'seal.run'> }> {
  const { db } = workspace;
  const identity = requireIdentity(db);
  const { folder, chosen } = desk.handles.resolveTarget(job.target);
  const ageRecipient = job.encrypt ? (job.recipient?.ageRecipient ?? null) : null;
  // Never silently in the clear: who asks for encryption gets it or an error (models: silent unencrypted).
  if (job.encrypt && ageRecipient === null) throw new JianbiaoError('seal-recipient-missing');
  const suite = suiteOf(pinned.pack);
  const supersedes = newestSealed(db, job.lineage)?.digest;
  beginSeal(db, job.lineage, job.revision, isoNow(desk));
  let result: SealResult;
  try {
    result = await sealPackage({
      kind: job.kind,
      campaign: pinned.pack.campaign.id,
      unit: { code: job.code, name: job.name },
      revision: job.revision,
      supersedes,
      recipient: job.recipient?.fingerprint,
      packDigest: job.kind === 'campaign' ? undefined : pinned.digest,
      suite,
      sealedOn: chinaDate(desk.now()),
      document: job.document,
      attachments: job.attachments,
      files: job.files,
      signer: signerOf(identity),
      sm2: suite === 'ed25519' ? undefined : sm2Of(identity),
      encryption: ageRecipient === null ? undefined : { recipients: [ageRecipient] },
      folder,
      fileName: chosen ?? undefined,
      readBackFromMedium: true,
      signal: context?.signal,
      onProgress: (progress) => context?.progress('seal', progress.done, progress.total),
    });
  } catch (thrown) {
    giveUpSeal(db, job.lineage, job.revision);
    throw thrown;
  }
  const at = isoNow(desk);
  const fileName = shownName(join(folder, result.fileName));
  db.atomic(() => {
    recordSealed(db, {
      digest: result.digest,
      kind: job.kind,
      lineage: job.lineage,
      revision: job.revision,
      supersedes: supersedes ?? null,
      fileName,
      bytes: result.bytes,
      encrypted: job.encrypt,
      recipient: job.recipient?.fingerprint ?? null,
      packVersion: pinned.version,
      papers: job.papers,
      sealedAt: at,
      document: JSON.stringify(job.document),
    });
    logEvent(db, at, 'sealed', { kind: job.kind, revision: job.revision, digest: result.digest });
  });
  desk.emit('changed', { what: 'seal' });
  const { digest, bytes } = result;
  return { result, answer: { fileName, digest, bytes, revision: job.revision, encrypted: job.encrypt } };
}
