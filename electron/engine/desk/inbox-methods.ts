import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ImportedPackage, ImportOutcome } from '../../../shared/api/package-methods.ts';
import type { ApiHandlers } from '../../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { openFileReader } from '../seal/index.ts';
import { shownName } from '../shown-name.ts';
import { blobIntake, blobReader, dropBlob, payloadBlob, readBlob, renameBlob } from '../store/blob-store.ts';
import { logEvent } from '../store/event-log.ts';
import {
  listPackages,
  newestPackage,
  packageByDigest,
  packageFiles,
  type StoredPackage,
} from '../store/package-store.ts';
import {
  addQuarantine,
  listQuarantine,
  type QuarantinedFile,
  quarantineBlob,
  resolveQuarantine,
} from '../store/quarantine-store.ts';
import { currentReview } from '../store/review-store.ts';
import type { Db } from '../store/rows.ts';
import { newestSealed } from '../store/sealed-store.ts';
import { comparePackages } from './compare-packages.ts';
import { type Desk, isoNow, type OpenWorkspace, openAs } from './desk.ts';
import { type Importing, importFile, type VerifiedFile, verifyFile } from './import-package.ts';
import type { JobContext } from './jobs.ts';
import { decided, feedbackLineage } from './review-methods.ts';

/** The package, or `package-unknown`. */
export function requirePackage(db: Db, digest: string): StoredPackage {
  const stored = packageByDigest(db, digest);
  if (stored === null) throw new JianbiaoError('package-unknown', { digest: digest.slice(0, 12) });
  return stored;
}

function shown(db: Db, stored: StoredPackage): ImportedPackage {
  const { review } = currentReview(db, stored.digest);
  const nominees = new Set(stored.submission.nominees.map((nominee) => nominee.id));
  const answered = newestSealed(db, feedbackLineage(stored));
  const superseded = stored.supersededBy !== null;
  const newest = superseded ? newestPackage(db, stored.lineage) : null;
  return {
    packageId: stored.digest,
    kind: stored.kind,
    fileName: stored.fileName,
    unit: stored.unit,
    revision: stored.revision,
    importedAt: stored.importedAt,
    state: superseded ? 'superseded' : 'current',
    supersededBy: newest === null ? null : { packageId: newest.digest, revision: newest.revision },
    signer: { fingerprint: stored.signer, principal: stored.principal, trusted: stored.principal !== null },
    nominees: stored.submission.nominees.length,
    decided: decided(review).filter((decision) => nominees.has(decision.nomineeId)).length,
    feedbackSealedAt: answered?.sealedAt ?? null,
  };
}

/** Keeps a refused file's bytes with the reasons, encrypted like everything else. A file that cannot be read is only named. */
async function quarantine(
  desk: Desk,
  workspace: OpenWorkspace,
  path: string,
  about: Pick<QuarantinedFile, 'fileName' | 'signer' | 'problems'>,
): Promise<void> {
  const { db } = workspace;
  const intake = blobIntake(db);
  const arriving = `quarantine-arriving:${isoNow(desk)}:${about.fileName}`;
  try {
    const read = await intake.take(arriving, fileBlocks(path));
    if (read === null) return;
    const at = isoNow(desk);
    db.atomic(() => {
      intake.finish();
      // The same bytes refused again: one copy is enough.
      renameBlob(db, arriving, quarantineBlob(read.sha256));
      addQuarantine(db, { ...about, at, bytes: read.bytes, sha256: read.sha256 });
      logEvent(db, at, 'package-quarantined', { sha256: read.sha256, reason: about.problems[0]?.code ?? '' });
    });
  } catch (thrown) {
    intake.giveUp();
    throw thrown;
  }
}

async function* fileBlocks(path: string): AsyncGenerator<Uint8Array> {
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (block instanceof Uint8Array) yield block;
  }
}

/** One file of a batch on its way. */
interface Arriving {
  readonly path: string;
  readonly fileName: string;
  readonly verified: VerifiedFile | { readonly unreadable: JianbiaoError };
}

function shownFileName(path: string): string {
  return shownName(path)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, '')
    .slice(0, 200);
}

async function arrive(importing: Importing, path: string): Promise<Arriving> {
  const fileName = shownFileName(path);
  try {
    return { path, fileName, verified: await verifyFile(importing, () => openFileReader(path), fileName) };
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError) || thrown.code !== 'package-unreadable') throw thrown;
    return { path, fileName, verified: { unreadable: thrown } };
  }
}

/** Takes an arrived file in, or keeps it in quarantine; a file that cannot be read at all is only named. */
async function settle(desk: Desk, workspace: OpenWorkspace, arriving: Arriving): Promise<ImportOutcome> {
  const { path, fileName, verified } = arriving;
  if ('unreadable' in verified) {
    const problems = [toErrorRecord(verified.unreadable)];
    return { fileName, outcome: 'quarantined', packageId: null, kind: null, problems };
  }
  const result = await verified.take();
  if ('taken' in result) return { fileName, ...result.taken, problems: [] };
  const { refused, signer, kind } = result;
  await quarantine(desk, workspace, path, { fileName, signer, problems: refused });
  return { fileName, outcome: 'quarantined', packageId: null, kind, problems: refused };
}

/** Progress over a batch in bytes: monotonic though two files are on their way at once. */
function batchProgress(
  paths: readonly string[],
  job: JobContext,
): (path: string, done: number, total: number) => void {
  const sizes = new Map(paths.map((path) => [path, statSync(path, { throwIfNoEntry: false })?.size ?? 0]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const shares = new Map<string, number>();
  let sum = 0;
  return (path, done, of) => {
    const share = of === 0 ? 0 : Math.floor(((sizes.get(path) ?? 0) * Math.min(done, of)) / of);
    const before = shares.get(path) ?? 0;
    if (share <= before) return;
    shares.set(path, share);
    sum += share - before;
    job.progress('import', sum, total);
  };
}

/** Imports a batch in order, each file verified while the one before it is being taken in. */
async function importBatch(
  desk: Desk,
  workspace: OpenWorkspace,
  paths: readonly string[],
  job: JobContext,
): Promise<Map<string, ImportOutcome>> {
  const report = batchProgress(paths, job);
  const begin = (path: string): Promise<Arriving> => {
    const onProgress = (done: number, total: number): void => report(path, done, total);
    const arriving = arrive({ desk, workspace, signal: job.signal, onProgress }, path);
    // Waited for in its turn; until then its failure must not end the process.
    arriving.catch(() => undefined);
    return arriving;
  };
  const outcomes = new Map<string, ImportOutcome>();
  const [first] = paths;
  let next = first === undefined ? null : begin(first);
  try {
    for (const [index, path] of paths.entries()) {
      if (job.signal.aborted) throw new JianbiaoError('job-cancelled');
      const arriving: Arriving | undefined = next === null ? undefined : await next;
      const following = paths[index + 1];
      next = following === undefined ? null : begin(following);
      if (arriving !== undefined) outcomes.set(path, await settle(desk, workspace, arriving));
      report(path, 1, 1);
    }
    return outcomes;
  } finally {
    const left = await next?.catch(() => undefined);
    if (left !== undefined && 'close' in left.verified) await left.verified.close();
  }
}

/** Tries quarantined files of one signer again, oldest first, after it was enrolled. They are read where they lie. */
export async function retryQuarantined(
  desk: Desk,
  workspace: OpenWorkspace,
  fingerprint: string,
): Promise<void> {
  const { db } = workspace;
  const waiting = listQuarantine(db)
    .filter((file) => file.signer === fingerprint)
    .reverse();
  for (const file of waiting) {
    const blob = quarantineBlob(file.sha256);
    const result = await importFile({ desk, workspace }, async () => blobReader(db, blob), file.fileName);
    db.atomic(() => {
      if ('taken' in result) {
        resolveQuarantine(db, file.sha256, isoNow(desk));
        dropBlob(db, blob);
      } else {
        addQuarantine(db, { ...file, at: isoNow(desk), signer: result.signer, problems: result.refused });
      }
    });
  }
}

/** In name order, numbers as numbers, so that the older revision of a folder comes before the newer. */
function byName(left: string, right: string): number {
  return shownName(left).localeCompare(shownName(right), 'en', { numeric: true });
}

/** Larger files are not shown in a window, which would need them whole in memory. */
const shownLimit = 256 << 20;

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  json: 'application/json',
  txt: 'text/plain',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

type InboxMethods = Pick<
  ApiHandlers,
  'inbox.import' | 'inbox.list' | 'inbox.get' | 'inbox.file' | 'inbox.quarantine' | 'inbox.compare'
>;

/** What came in. */
export function inboxMethods(desk: Desk): InboxMethods {
  return {
    'inbox.import': ({ sources, jobId }) =>
      desk.jobs.run(jobId, async (job) => {
        const workspace = desk.open('inbox.import');
        const paths = sources.map((source) => desk.handles.resolve(source, 'read'));
        const outcomes = await importBatch(desk, workspace, [...new Set(paths)].sort(byName), job);
        desk.emit('changed', { what: 'inbox' });
        return paths.flatMap((path) => {
          const outcome = outcomes.get(path);
          if (outcome === undefined) return [];
          // A file taken in that a later one of the same batch replaced is kept, but not the one that counts.
          const stored = outcome.packageId === null ? null : packageByDigest(workspace.db, outcome.packageId);
          const replaced = outcome.outcome === 'imported' && stored !== null && stored.supersededBy !== null;
          return [replaced ? { ...outcome, outcome: 'superseded' as const } : outcome];
        });
      }),
    async 'inbox.list'() {
      const { db } = openAs(desk, 'inbox.list', ['office', 'recommender']);
      return listPackages(db).map((stored) => shown(db, stored));
    },
    async 'inbox.get'({ packageId }) {
      const { db } = desk.open('inbox.get');
      const stored = requirePackage(db, packageId);
      const titles = new Map(stored.submission.attachments.map((item) => [item.path, item.name]));
      return {
        package: shown(db, stored),
        submission: stored.submission,
        findings: [...stored.findings],
        files: packageFiles(db, packageId)
          .filter((file) => file.path.startsWith('data/'))
          .map(({ path, bytes }) => ({ path, bytes, title: titles.get(path) ?? basename(path) })),
      };
    },
    async 'inbox.file'({ packageId, path }) {
      const { db } = desk.open('inbox.file');
      requirePackage(db, packageId);
      const file = packageFiles(db, packageId).find((candidate) => candidate.path === path);
      if (file === undefined) throw new JianbiaoError('package-file-unknown', { path });
      if (file.bytes > shownLimit) {
        const size = `${Math.round(file.bytes / (1 << 20))} MB`;
        throw new JianbiaoError('file-too-large', {
          file: basename(path),
          size,
          limit: `${shownLimit >> 20} MB`,
        });
      }
      const extension = path.slice(path.lastIndexOf('.') + 1);
      return {
        mediaType: mediaTypes[extension] ?? 'application/octet-stream',
        bytes: readBlob(db, payloadBlob(file.sha256)),
      };
    },
    async 'inbox.quarantine'() {
      const { db } = desk.open('inbox.quarantine');
      return listQuarantine(db).map(({ id, fileName, at, bytes, problems }) => ({
        id,
        fileName,
        at,
        bytes,
        problems: [...problems],
      }));
    },
    async 'inbox.compare'({ left, right }) {
      const { db } = desk.open('inbox.compare');
      const { pack } = desk.pack('inbox.compare');
      return comparePackages(pack, requirePackage(db, left).submission, requirePackage(db, right).submission);
    },
  };
}
