import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { ImportedPackage, ImportOutcome } from '../../../shared/api/package-methods.ts';
import type { ApiHandlers } from '../../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { openFileReader } from '../seal/index.ts';
import { blobIntake, blobReader, dropBlob, readBlob } from '../store/blob-store.ts';
import { logEvent } from '../store/event-log.ts';
import { listPackages, packageByDigest, packageFiles, type StoredPackage } from '../store/package-store.ts';
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
import { importFile } from './import-package.ts';
import type { JobContext } from './jobs.ts';
import { payloadBlob } from './originals.ts';
import { feedbackLineage } from './review-methods.ts';

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
  return {
    packageId: stored.digest,
    kind: stored.kind,
    fileName: stored.fileName,
    unit: stored.unit,
    revision: stored.revision,
    importedAt: stored.importedAt,
    state: stored.supersededBy === null ? 'current' : 'superseded',
    signer: { fingerprint: stored.signer, principal: stored.principal, trusted: stored.principal !== null },
    nominees: stored.submission.nominees.length,
    decided: review.decisions.filter((decision) => nominees.has(decision.nomineeId)).length,
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
      const name = quarantineBlob(read.sha256);
      // The same bytes refused again: one copy is enough.
      dropBlob(db, name);
      db.run('UPDATE blobs SET name = ? WHERE name = ?', name, arriving);
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

async function importOne(
  desk: Desk,
  workspace: OpenWorkspace,
  path: string,
  job: JobContext | null,
): Promise<ImportOutcome> {
  const fileName = basename(path)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, '')
    .slice(0, 200);
  let refused: ImportOutcome['problems'];
  let signer: string | null = null;
  let kind: string | null = null;
  try {
    const result = await importFile({ desk, workspace, job }, () => openFileReader(path), fileName);
    if ('taken' in result) return { fileName, ...result.taken, problems: [] };
    ({ refused, signer, kind } = result);
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError) || thrown.code !== 'package-unreadable') throw thrown;
    return { fileName, outcome: 'quarantined', packageId: null, kind, problems: [toErrorRecord(thrown)] };
  }
  await quarantine(desk, workspace, path, { fileName, signer, problems: refused });
  return { fileName, outcome: 'quarantined', packageId: null, kind, problems: refused };
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
    const result = await importFile(
      { desk, workspace, job: null },
      async () => blobReader(db, blob),
      file.fileName,
    );
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
  return basename(left).localeCompare(basename(right), 'en', { numeric: true });
}

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
        const outcomes = new Map<string, ImportOutcome>();
        for (const [index, path] of [...new Set(paths)].sort(byName).entries()) {
          job.progress('import', index, paths.length);
          if (job.signal.aborted) throw new JianbiaoError('job-cancelled');
          outcomes.set(path, await importOne(desk, workspace, path, job));
        }
        job.progress('import', paths.length, paths.length);
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
