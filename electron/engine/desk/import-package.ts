import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { LEVEL_SETTING, type Level } from '../../../shared/campaign/lookup.ts';
import { roundTitle } from '../../../shared/campaign/titles.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { checkSubmission } from '../../../shared/rules/engine.ts';
import type { Enrolment, Feedback, Receipt } from '../../../shared/submission/feedback-schema.ts';
import type { Submission } from '../../../shared/submission/submission-schema.ts';
import { type ByteReader, type VerifiedPackage, type VerifyResult, verifyReader } from '../seal/index.ts';
import { hasAnswer, insertAnswer } from '../store/answer-store.ts';
import { sha256Hex } from '../store/attachment-store.ts';
import { type BlobIntake, blobIntake, payloadBlob } from '../store/blob-store.ts';
import { logEvent } from '../store/event-log.ts';
import { allIdentities } from '../store/identity-store.ts';
import { packByDigest } from '../store/meta-store.ts';
import {
  hasPackage,
  insertPackage,
  insertPackageFile,
  newestPackage,
  type PackageFile,
  packageByDigest,
} from '../store/package-store.ts';
import { lineageOf, sealedByDigest } from '../store/sealed-store.ts';
import { addPendingSigner, getSigner } from '../store/signer-store.ts';
import { clockReading } from './clock-reading.ts';
import { type Desk, isoNow, type OpenWorkspace } from './desk.ts';
import { inboxKinds, principalFor, workspaceTrust } from './trust.ts';

/** What became of a file whose bytes were verified. */
type Taken = Pick<ImportOutcome, 'outcome' | 'packageId' | 'kind'>;

/** Opens the file's bytes anew each time: a file on a stick, or one that lies in quarantine. */
export type PackageSource = () => Promise<ByteReader>;

/** The context of one import. */
export interface Importing {
  readonly desk: Desk;
  readonly workspace: OpenWorkspace;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the file verified so far, of all its bytes. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Verifies a file for this workspace. An enrolment is signed by a key nobody knows yet, so a refusal for that reason alone is
 * looked at again without trust, and stays a refusal for every other kind.
 */
async function verifyForInbox(importing: Importing, source: PackageSource): Promise<VerifyResult> {
  const { desk, workspace, signal, onProgress } = importing;
  const { db, header } = workspace;
  const { pack } = desk.pack('inbox.import');
  const identities = allIdentities(db);
  const options = {
    identities: identities.map((identity) => identity.ageIdentity),
    expected: {
      campaign: pack.campaign.id,
      kinds: inboxKinds[header.role],
      recipients: identities.map((identity) => identity.fingerprint),
      suites: pack.campaign.suites,
    },
    signal,
  };
  const result = await verifyReader(await source(), {
    ...options,
    trust: workspaceTrust(db, header.role, pack, desk.now()),
    onProgress: (progress) => onProgress?.(progress.done, progress.total),
  });
  const unknownSigner =
    !result.ok && result.problems.every((problem) => problem.code === 'package-signer-unknown');
  if (result.ok || !unknownSigner) return result;
  const again = await verifyReader(await source(), { ...options, trust: null });
  if (!again.ok) return again;
  if (again.package.kind === 'enrolment') return again;
  await again.package.close();
  return result;
}

/** Takes the bag's files in, each once; gives them in zip order. */
async function takeFiles(
  intake: BlobIntake,
  verified: VerifiedPackage,
  signal: AbortSignal | undefined,
): Promise<PackageFile[]> {
  const files: PackageFile[] = [];
  for (const [name, content] of verified.tags) {
    const sha256 = sha256Hex(content);
    await intake.take(payloadBlob(sha256), oneBlock(content));
    files.push({ path: name, sha256, bytes: content.length });
  }
  const byPath = new Map(verified.entries.map((entry) => [entry.path, entry]));
  for (const path of verified.paths) {
    if (signal?.aborted === true) throw new JianbiaoError('job-cancelled');
    const known = byPath.get(path);
    if (known !== undefined) {
      await intake.take(payloadBlob(known.sha256), verified.stream(path));
      files.push({ path, sha256: known.sha256, bytes: known.bytes });
    } else {
      const bytes = await verified.read(path);
      const sha256 = sha256Hex(bytes);
      await intake.take(payloadBlob(sha256), oneBlock(bytes));
      files.push({ path, sha256, bytes: bytes.length });
    }
  }
  return files;
}

async function* oneBlock(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Throws when a submission does not fit what is already here; gives the digest it replaces, or null. */
function placeInLineage(importing: Importing, verified: VerifiedPackage, lineage: string): string | null {
  const newest = newestPackage(importing.workspace.db, lineage);
  if (newest === null) return null;
  if (newest.signer !== verified.signer.fingerprint && newest.principal !== verified.signer.principal) {
    throw new JianbiaoError('package-signer-other', {
      first: newest.principal ?? newest.signer,
      second: verified.signer.principal ?? verified.signer.fingerprint,
    });
  }
  if (verified.revision < newest.revision) {
    throw new JianbiaoError('package-older-revision', {
      newest: newest.revision,
      revision: verified.revision,
    });
  }
  if (verified.revision === newest.revision) {
    throw new JianbiaoError('package-revision-conflict', { revision: verified.revision });
  }
  return newest.digest;
}

/** The snapshot of the preliminary round must be what this workspace itself received, where it did. */
function checkSnapshot(importing: Importing, submission: Submission): void {
  const { preliminary } = submission;
  if (preliminary === undefined) return;
  const received = packageByDigest(importing.workspace.db, preliminary.digest);
  const title = roundTitle(importing.desk.pack('inbox.import').pack.campaign, 'preliminary');
  if (
    received !== null &&
    canonicalJson(received.submission.nominees) !== canonicalJson(preliminary.nominees)
  ) {
    throw new JianbiaoError('package-document-mismatch', { what: `所附${title}名单与收到的${title}封包` });
  }
}

/**
 * The submission checked as what its sender is to this workspace: what the file itself says of that is not believed, or
 * a recommending unit could send its material under the shorter list of a host unit.
 */
function atSendersLevel({ workspace }: Importing, submission: Submission): Submission {
  const level: Level = workspace.header.role === 'recommender' ? 'host' : 'recommender';
  return { ...submission, settings: { ...submission.settings, [LEVEL_SETTING]: level } };
}

async function takeSubmission(
  importing: Importing,
  verified: VerifiedPackage,
  submission: Submission,
  fileName: string,
): Promise<Taken> {
  const { desk, workspace, signal } = importing;
  const { db } = workspace;
  const taken: Taken = { outcome: 'imported', packageId: verified.digest, kind: verified.kind };
  if (hasPackage(db, verified.digest)) return { ...taken, outcome: 'duplicate' };
  const current = desk.pack('inbox.import');
  const pinned = current.digest === verified.packDigest ? current : packByDigest(db, verified.packDigest);
  if (pinned === null || pinned.version !== submission.campaign.version) {
    throw new JianbiaoError('package-pack-unknown', { digest: verified.packDigest.slice(0, 12) });
  }
  const lineage = lineageOf(submission.submissionId, verified.kind);
  placeInLineage(importing, verified, lineage);
  checkSnapshot(importing, submission);
  const findings = checkSubmission(pinned.pack, atSendersLevel(importing, submission), {
    ...clockReading(desk),
    sealedOn: verified.sealedOn,
  });
  const intake = blobIntake(db);
  try {
    const files = await takeFiles(intake, verified, signal);
    const at = isoNow(desk);
    let already = false;
    db.atomic(() => {
      intake.finish();
      // Asked again inside the transaction: another import may have ended while this one read its files.
      if (hasPackage(db, verified.digest)) {
        already = true;
        return;
      }
      const replaces = placeInLineage(importing, verified, lineage);
      insertPackage(
        db,
        {
          digest: verified.digest,
          kind: verified.kind,
          name: verified.name,
          fileName,
          unitCode: verified.unit.code,
          unit: verified.unit.name,
          lineage,
          revision: verified.revision,
          packVersion: pinned.version,
          importedAt: at,
          supersededBy: null,
          signer: verified.signer.fingerprint,
          principal: verified.signer.principal,
          submission,
          findings,
          bytes: verified.fileBytes,
        },
        replaces,
      );
      for (const [seq, file] of files.entries()) insertPackageFile(db, verified.digest, seq, file);
      logEvent(db, at, 'package-imported', {
        kind: verified.kind,
        revision: verified.revision,
        digest: verified.digest,
        signer: verified.signer.fingerprint,
      });
    });
    return already ? { ...taken, outcome: 'duplicate' } : taken;
  } catch (thrown) {
    intake.giveUp();
    throw thrown;
  }
}

function takeEnrolment(importing: Importing, verified: VerifiedPackage, enrolment: Enrolment): Taken {
  const { desk, workspace } = importing;
  const { db } = workspace;
  const taken: Taken = { outcome: 'imported', packageId: verified.digest, kind: 'enrolment' };
  if (getSigner(db, enrolment.fingerprint) !== null) return { ...taken, outcome: 'duplicate' };
  const at = isoNow(desk);
  db.atomic(() => {
    addPendingSigner(db, principalFor(enrolment.unit.name), enrolment, at);
    logEvent(db, at, 'enrolment-imported', { fingerprint: enrolment.fingerprint, digest: verified.digest });
  });
  desk.emit('changed', { what: 'signers' });
  return taken;
}

function takeAnswer(
  importing: Importing,
  verified: VerifiedPackage,
  document:
    | { readonly kind: 'feedback'; readonly value: Feedback }
    | { readonly kind: 'receipt'; readonly value: Receipt },
): Taken {
  const { desk, workspace } = importing;
  const { db } = workspace;
  const taken: Taken = { outcome: 'imported', packageId: verified.digest, kind: document.kind };
  if (hasAnswer(db, verified.digest)) return { ...taken, outcome: 'duplicate' };
  const own = sealedByDigest(db, document.value.packageDigest);
  const fits =
    own?.submission != null &&
    own.submission.submissionId === document.value.submissionId &&
    own.revision === document.value.revision;
  if (!fits) {
    throw new JianbiaoError('package-answer-unbound', {
      what: document.kind === 'feedback' ? '反馈' : '回执',
    });
  }
  const at = isoNow(desk);
  db.atomic(() => {
    insertAnswer(db, {
      digest: verified.digest,
      importedAt: at,
      signer: verified.signer.principal ?? verified.signer.fingerprint,
      document,
    });
    logEvent(db, at, 'answer-imported', {
      kind: document.kind,
      digest: verified.digest,
      package: document.value.packageDigest,
    });
  });
  desk.emit('changed', { what: 'feedback' });
  return taken;
}

/** Takes a verified package in by its kind. Throws the reason when it does not fit this workspace. */
export async function takePackage(
  importing: Importing,
  verified: VerifiedPackage,
  fileName: string,
): Promise<Taken> {
  const { document } = verified;
  switch (document.kind) {
    case 'preliminary':
    case 'formal':
      return takeSubmission(importing, verified, document.value, fileName);
    case 'enrolment':
      return takeEnrolment(importing, verified, document.value);
    case 'feedback':
    case 'receipt':
      return takeAnswer(importing, verified, document);
    case 'campaign':
      throw new JianbiaoError('package-wrong-kind', { kind: 'campaign' });
  }
}

/** The key that was refused for being unknown: verification stops there, before it reads on. */
function unknownSigner(problems: ImportOutcome['problems']): string | null {
  const fingerprint = problems.find((problem) => problem.code === 'package-signer-unknown')?.params
    .fingerprint;
  return typeof fingerprint === 'string' ? fingerprint : null;
}

/** What became of one file. */
export type ImportResult =
  | { readonly taken: Taken }
  | {
      readonly refused: ImportOutcome['problems'];
      readonly signer: string | null;
      readonly kind: string | null;
    };

/** A file after verification, to be taken in or given up. */
export interface VerifiedFile {
  /** Takes it in, or gives the reasons why not. Throws only when the job was cancelled or the store itself failed. */
  take(): Promise<ImportResult>;
  /** Closes it without taking it in. */
  close(): Promise<void>;
}

/** Verifies one file; the next one may be verified while this one is being taken in. Throws only when cancelled. */
export async function verifyFile(
  importing: Importing,
  source: PackageSource,
  fileName: string,
): Promise<VerifiedFile> {
  const verification = await verifyForInbox(importing, source);
  if (!verification.ok) {
    const { claimed } = verification;
    const problems = [...verification.problems];
    const signer = claimed.signerFingerprint ?? unknownSigner(problems);
    return {
      take: async () => ({ refused: problems, signer, kind: claimed.kind ?? null }),
      close: async () => undefined,
    };
  }
  const verified = verification.package;
  return {
    async take() {
      try {
        return { taken: await takePackage(importing, verified, fileName) };
      } catch (thrown) {
        const aboutFile =
          thrown instanceof JianbiaoError &&
          thrown.code !== 'job-cancelled' &&
          thrown.code !== 'seal-cancelled';
        if (!aboutFile) throw thrown;
        return { refused: [toErrorRecord(thrown)], signer: verified.signer.fingerprint, kind: verified.kind };
      } finally {
        await verified.close();
      }
    },
    close: () => verified.close(),
  };
}

/** Verifies one file and takes it in. */
export async function importFile(
  importing: Importing,
  source: PackageSource,
  fileName: string,
): Promise<ImportResult> {
  return (await verifyFile(importing, source, fileName)).take();
}
