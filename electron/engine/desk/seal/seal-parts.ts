import { join } from 'node:path';
import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { SignatureSuite } from '../../../../shared/ground/package-kinds.ts';
import { packageExtension } from '../../../../shared/package/offered-name.ts';
import { packageBaseName } from '../../../../shared/package/package-name.ts';
import { attachmentRefsOfSubmission } from '../../../../shared/reading/attachment-refs.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { shownName } from '../../files/shown-name.ts';
import type { SaveTarget } from '../../kernel/handles.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Lease, ReadLease } from '../../kernel/seat.ts';
import {
  type AttachmentFile,
  type SealRequest,
  type SealResult,
  sealPackage,
  unitCode,
} from '../../seal/index.ts';
import { attachmentPieces } from '../../store/attachment-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { getSubject } from '../../store/record-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { beginSeal, giveUpSeal, newestSealed, recordSealed } from '../../store/sealed-store.ts';
import { chinaDate, type Desk, isoNow } from '../ground/desk.ts';
import type { Secrecy } from './recipients.ts';
import { requireIdentity, signerOf, sm2Of } from './unit-keys.ts';

/**
 * The field of the unit's record that names this workspace's own unit, where the pack has one. A host unit's record also
 * names the recommending unit, for its papers: a package or enrolment under that name would pass for that unit's own.
 */
export function ownNameField(header: Pick<Lease['header'], 'role'>, pack: CampaignPack): string | undefined {
  const { unitNameField, hostNameField } = pack.campaign;
  return header.role === 'host' ? hostNameField : unitNameField;
}

/** The unit's name as it stands in its record, or the workspace's. */
export function unitName(workspace: ReadLease, pack: CampaignPack): string {
  const field = ownNameField(workspace.header, pack);
  const named = field === undefined ? undefined : getSubject(workspace.db, 'unit').content[field];
  const text = typeof named === 'string' ? named.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim() : '';
  return text === '' ? workspace.header.name : text;
}

/**
 * The code of this workspace's unit in package names, made from its name like everywhere (`unitCode`). Earlier programs
 * fixed a code of division and lineage in the workspace; packages sealed since carry this one, in the same lineage.
 */
export function ownUnitCode({ header }: ReadLease, name: string): string {
  return header.role === 'office' ? 'office' : unitCode(name);
}

/** The file name of a package: encrypted ones end in `.age`, whatever the kind. Throws `seal-name-invalid`. */
export function packageFileName(parts: Parameters<typeof packageBaseName>[0], encrypted: boolean): string {
  const base = packageBaseName(parts);
  if (base === null) {
    const { campaign, unit, revision } = parts;
    throw new JianbiaoError('seal-name-invalid', { campaign, unit, revision });
  }
  return `${base}${packageExtension(encrypted)}`;
}

/** The suite a campaign is sealed with: the plain one wherever it is allowed. */
export function suiteOf(pack: CampaignPack): SignatureSuite {
  return pack.campaign.suites.includes('ed25519') ? 'ed25519' : 'ed25519+sm2';
}

/** The attachments a submission refers to, read from the store when their turn comes. */
export function attachmentsOf(db: ReadDb, submission: Submission): AttachmentFile[] {
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
  /** Campaigns and enrolments are for all; everything else is encrypted, or plain by a recorded choice. */
  readonly secrecy: Secrecy;
  readonly attachments?: readonly AttachmentFile[];
  readonly files?: SealRequest['files'];
  readonly papers: readonly { readonly title: string; readonly fileName: string }[];
  readonly target: SaveTarget;
}

/**
 * Seals one package and records it, in this order: the revision is taken, the package written, read back and verified by the
 * seal part, and only then it counts as done. Up to the first `await` nothing else runs: what the caller checked still
 * holds when the revision is taken. A failed attempt gives its number back; a killed one, and one whose medium went away,
 * leaves it used, so that no two contents ever share a revision.
 */
export async function sealAndRecord(
  desk: Desk,
  workspace: Lease,
  pinned: { readonly version: number; readonly digest: string; readonly pack: CampaignPack },
  job: SealJob,
  context: JobContext | null,
): Promise<{ result: SealResult; answer: ApiResult<'seal.run'> }> {
  const { db } = workspace;
  const identity = requireIdentity(db);
  const { folder, chosen } = desk.handles.resolveTarget(job.target);
  const { secrecy } = job;
  const ageRecipient = secrecy.kind === 'encrypted' ? secrecy.ageRecipient : null;
  const recipient = secrecy.kind === 'public' ? null : secrecy.to;
  if (secrecy.kind === 'public' && job.kind !== 'campaign' && job.kind !== 'enrolment') {
    throw new JianbiaoError('seal-recipient-missing');
  }
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
      recipient: recipient?.fingerprint,
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
    // Behind a stick that went away a finished file may lie: its number stays used.
    const gone = thrown instanceof JianbiaoError && thrown.code === 'seal-media-gone';
    if (!gone) giveUpSeal(db, job.lineage, job.revision);
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
      crc32: result.crc32,
      encrypted: ageRecipient !== null,
      recipient: recipient?.fingerprint ?? null,
      packVersion: pinned.version,
      papers: job.papers,
      sealedAt: at,
      document: JSON.stringify(job.document),
      signer: result.signer,
      unitName: job.name,
      recipientName: recipient?.name ?? null,
      plainReason: secrecy.kind === 'plain' ? secrecy.reason : null,
    });
    logEvent(db, at, 'sealed', {
      kind: job.kind,
      revision: job.revision,
      digest: result.digest,
      ...(secrecy.kind === 'plain' ? { reason: secrecy.reason } : {}),
    });
  });
  const { digest, bytes } = result;
  return {
    result,
    answer: { fileName, digest, bytes, revision: job.revision, encrypted: ageRecipient !== null },
  };
}
