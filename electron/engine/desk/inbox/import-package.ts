import type { ImportOutcome } from '../../../../shared/api/package-methods.ts';
import { JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { LEVEL_SETTING, type Level } from '../../../../shared/reading/lookup.ts';
import { roundTitle } from '../../../../shared/reading/titles.ts';
import { checkSubmission } from '../../../../shared/rules/engine.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import {
  type PackageHeader,
  readSignedHeader,
  type VerifiedPackage,
  type VerifyResult,
  verifyReader,
} from '../../seal/index.ts';
import { sha256Hex } from '../../store/attachment-store.ts';
import { type BlobIntake, blobIntake, blobReader, payloadBlob } from '../../store/blob-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { allIdentities } from '../../store/identity-store.ts';
import { noteMetKey } from '../../store/met-key-store.ts';
import { packByDigest } from '../../store/meta-store.ts';
import {
  hasPackage,
  insertPackage,
  insertPackageFile,
  lineageMembers,
  lineageOfUnit,
  type PackageFile,
  packageByDigest,
  packageFiles,
  packagesReplacing,
} from '../../store/package-store.ts';
import { addRemark, settleRemark } from '../../store/remark-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { badReceivedPictures } from '../drafts/picture-faults.ts';
import { clockReading } from '../ground/clock-reading.ts';
import { isoNow } from '../ground/desk.ts';
import { compareWithOthers } from './alike-methods.ts';
import { takeAnswer } from './import-answer.ts';
import { takeEnrolment } from './import-enrolment.ts';
import type { Importing, PackageSource, Taken } from './importing.ts';
import { outcomeNow, placeInLineage, settleStanding } from './lineage.ts';
import { inboxKinds, workspaceTrust } from './trust.ts';
import { isOlderCode, olderCodeFits, requireOneUnit } from './unit-binding.ts';
import { answersTo, knownUnits } from './unit-names.ts';

/** True for a package that came in before, under this very signature: whatever became of its key, it is the same file. */
function isHereAlready(db: ReadDb, verified: VerifiedPackage): boolean {
  return packageByDigest(db, verified.digest)?.signer === verified.signer.fingerprint;
}

/**
 * Verifies a file for this workspace. One that is here already is no stranger for its key having been revoked since. An enrolment is signed by a key nobody knows yet, so a refusal for that reason alone is
 * looked at again without trust where the file says it is one, and stays a refusal for every other kind.
 */
async function verifyForInbox(importing: Importing, source: PackageSource): Promise<VerifyResult> {
  const { desk, workspace, signal, onProgress } = importing;
  const { db, header } = workspace;
  const { pack } = workspace;
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
  if (!result.ok && result.problems.every((problem) => problem.code === 'package-signer-revoked')) {
    const again = await verifyReader(await source(), { ...options, trust: null });
    if (!again.ok || isHereAlready(db, again.package)) return again;
    await again.package.close();
    return result;
  }
  const unknownSigner =
    !result.ok && result.problems.every((problem) => problem.code === 'package-signer-unknown');
  if (result.ok || !unknownSigner) return result;
  if (identities.some((identity) => identity.fingerprint === result.claimed.signerFingerprint)) {
    const code = result.claimed.kind === 'enrolment' ? 'enrolment-own' : 'package-own';
    return { ...result, problems: [toErrorRecord(new JianbiaoError(code))] };
  }
  if (result.claimed.kind !== 'enrolment') return result;
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

/** The snapshot of the preliminary round must be what this workspace itself received, where it did. */
function checkSnapshot(importing: Importing, submission: Submission): void {
  const { preliminary } = submission;
  if (preliminary === undefined) return;
  const received = packageByDigest(importing.workspace.db, preliminary.digest);
  const title = roundTitle(importing.workspace.pack.campaign, 'preliminary');
  if (received !== null && !sameValue(received.submission.nominees, preliminary.nominees)) {
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

/** The name the sender's form gives it: what a host unit says of the unit above it is that one's name, not its own. */
function nameInForm({ workspace }: Importing, pack: CampaignPack, submission: Submission): string {
  const { unitNameField, hostNameField } = pack.campaign;
  const field = workspace.header.role === 'recommender' ? hostNameField : unitNameField;
  const value = field === undefined ? undefined : submission.unit.content[field];
  return typeof value === 'string' ? value : '';
}

/** Signer, header, form and code are one unit; older codes are held against the number and what came before under it. */
function requireSendersUnit(
  importing: Importing,
  verified: VerifiedPackage,
  principal: string,
  pack: CampaignPack,
  submission: Submission,
): void {
  const { db } = importing.workspace;
  const units = knownUnits(db);
  const { submissionId } = submission;
  const earlier = lineageMembers(db, lineageOfUnit(db, principal, submissionId, verified.kind))
    .map((member) => member.unit_code)
    .filter(isOlderCode);
  requireOneUnit({
    signer: units.get(principal)?.name ?? principal,
    accepts: (name) => answersTo(units, principal, name),
    organization: verified.unit.name,
    form: nameInForm(importing, pack, submission),
    code: verified.unit.code,
    otherCode: (code) =>
      olderCodeFits(code, submissionId) && (earlier.length === 0 || earlier.includes(code)),
  });
}

/** Notes which keys signed the packages that lie inside, under which name: a later one of the same key is no stranger's. */
async function noteOriginals(importing: Importing, digest: string, at: string): Promise<void> {
  const { db } = importing.workspace;
  for (const file of packageFiles(db, digest)) {
    if (!file.path.startsWith('data/originals/')) continue;
    const header = await readSignedHeader(blobReader(db, payloadBlob(file.sha256)));
    if (header === null) continue;
    noteMetKey(db, { fingerprint: header.signerFingerprint, name: header.unit.name, digest, at });
  }
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
  const { principal, fingerprint } = verified.signer;
  if (principal === null && isHereAlready(db, verified)) return { ...taken, outcome: 'duplicate' };
  if (principal === null) throw new JianbiaoError('package-signer-unknown', { fingerprint });
  const current = workspace.pinned;
  const pinned = current.digest === verified.packDigest ? current : packByDigest(db, verified.packDigest);
  if (pinned === null || pinned.version !== submission.campaign.version) {
    throw new JianbiaoError('package-pack-unknown', { digest: verified.packDigest.slice(0, 12) });
  }
  requireSendersUnit(importing, verified, principal, pinned.pack, submission);
  // Only now: the digest covers the content and not the signature, so the same content may come signed by another.
  if (hasPackage(db, verified.digest)) return { ...taken, outcome: 'duplicate' };
  placeInLineage(importing, verified, principal, submission.submissionId);
  checkSnapshot(importing, submission);
  const findings = checkSubmission(pinned.pack, atSendersLevel(importing, submission), {
    ...clockReading(desk, db),
    sealedOn: verified.sealedOn,
    badPictures: await badReceivedPictures(pinned.pack, submission, verified.read),
  });
  const intake = blobIntake(db);
  const at = isoNow(desk);
  let already = false;
  try {
    const files = await takeFiles(intake, verified, signal);
    db.atomic(() => {
      intake.finish();
      // Asked again inside the transaction: another import may have ended while this one read its files.
      if (hasPackage(db, verified.digest)) {
        already = true;
        return;
      }
      const { lineage, remarks } = placeInLineage(importing, verified, principal, submission.submissionId);
      insertPackage(db, {
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
        signer: fingerprint,
        principal,
        submission,
        findings,
        bytes: verified.fileBytes,
        supersedes: verified.supersedes,
      });
      for (const remark of remarks) addRemark(db, verified.digest, { ...remark, at });
      for (const follower of packagesReplacing(db, verified.digest))
        settleRemark(db, follower, 'package-predecessor-missing', at, '');
      settleStanding(db, principal, verified.kind);
      for (const [seq, file] of files.entries()) insertPackageFile(db, verified.digest, seq, file);
      compareWithOthers(db, current.pack, verified.digest, submission);
      logEvent(db, at, 'package-imported', {
        kind: verified.kind,
        revision: verified.revision,
        digest: verified.digest,
        signer: fingerprint,
      });
    });
  } catch (thrown) {
    intake.giveUp();
    throw thrown;
  }
  if (already) return { ...taken, outcome: 'duplicate' };
  await noteOriginals(importing, verified.digest, at);
  return { ...taken, outcome: outcomeNow(db, verified.digest) };
}

/** Takes a verified package in by its kind. Throws the reason when it does not fit this workspace. */
async function takePackage(
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

/** What became of one file. */
export type ImportResult =
  | { readonly taken: Taken; readonly claim: FileClaim }
  | {
      readonly refused: ImportOutcome['problems'];
      readonly claim: FileClaim;
      /** Every byte is accounted for: what it was refused for may be settled without another file. */
      readonly intact: boolean;
    };

/** What a file says of itself. Proven only where it was taken in. */
export interface FileClaim {
  readonly signer: string | null;
  readonly unit: string | null;
  readonly code: string | null;
  readonly kind: string | null;
  readonly revision: number | null;
  /** The folder inside, which is the file's proper name. */
  readonly name: string | null;
}

function claimOf(header: Partial<PackageHeader>, name: string | null): FileClaim {
  return {
    signer: header.signerFingerprint ?? null,
    unit: header.unit?.name ?? null,
    code: header.unit?.code ?? null,
    kind: header.kind ?? null,
    revision: header.revision ?? null,
    name,
  };
}

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
    const intact = problems.every((problem) => problem.code === 'package-signer-unknown');
    return {
      take: async () => ({ refused: problems, claim: claimOf(claimed, null), intact }),
      close: async () => undefined,
    };
  }
  const verified = verification.package;
  const claim = claimOf(verified, verified.name);
  return {
    async take() {
      try {
        return { taken: await takePackage(importing, verified, fileName), claim };
      } catch (thrown) {
        const aboutFile =
          thrown instanceof JianbiaoError &&
          thrown.code !== 'job-cancelled' &&
          thrown.code !== 'seal-cancelled';
        if (!aboutFile) throw thrown;
        const intact = thrown.code !== 'package-unreadable' && thrown.code !== 'package-changed';
        return { refused: [toErrorRecord(thrown)], claim, intact };
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
