import { basename } from 'node:path';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { overLimit } from '../../../../shared/ground/bytes-text.ts';
import { shownName } from '../../files/shown-name.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { payloadBlob, readBlob } from '../../store/blob-store.ts';
import {
  lineagePackages,
  listPackages,
  packageByDigest,
  packageFiles,
  type StoredPackage,
} from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { comparePackages } from '../drafts/compare-packages.ts';
import type { Desk } from '../ground/desk.ts';
import { importBatch } from './inbox-batch.ts';
import { outcomeNow } from './lineage.ts';
import { receiverFindings } from './receiver-findings.ts';
import { packageShower, shownQuarantine } from './shown-packages.ts';
import { withdrawnIn } from './withdrawn.ts';

/** The package, or `package-unknown`. */
export function requirePackage(db: ReadDb, digest: string): StoredPackage {
  const stored = packageByDigest(db, digest);
  if (stored === null) throw new JianbiaoError('package-unknown', { digest: digest.slice(0, 12) });
  return stored;
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

/** What came in. */
export function inboxMethods(desk: Desk) {
  return handlersOf({
    async 'inbox.import'({ sources }, workspace) {
      const paths = sources.map((source) => desk.handles.resolve(source, 'read'));
      const outcomes = await importBatch(desk, workspace, [...new Set(paths)].sort(byName), workspace.job);
      return paths.flatMap((path) => {
        const outcome = outcomes.get(path);
        if (outcome === undefined) return [];
        // A file taken in that a later one of the same batch replaced is kept, but not the one that counts.
        const { packageId } = outcome;
        const isTaken = outcome.outcome === 'imported' && packageId !== null;
        return [isTaken ? { ...outcome, outcome: outcomeNow(workspace.db, packageId) } : outcome];
      });
    },
    async 'inbox.list'(_args, { db, pack }) {
      return listPackages(db).map(packageShower(db, pack));
    },
    async 'inbox.get'({ packageId }, work) {
      const { db, pack } = work;
      const stored = requirePackage(db, packageId);
      const lineage = lineagePackages(db, stored.lineage);
      const titles = new Map(stored.submission.attachments.map((item) => [item.path, item.name]));
      return {
        package: packageShower(db, pack)(stored),
        submission: stored.submission,
        findings: receiverFindings(work, stored),
        withdrawn: withdrawnIn(pack, stored, lineage),
        files: packageFiles(db, packageId)
          .filter((file) => file.path.startsWith('data/'))
          .map(({ path, bytes }) => ({ path, bytes, title: titles.get(path) ?? basename(path) })),
      };
    },
    async 'inbox.file'({ packageId, path }, { db }) {
      requirePackage(db, packageId);
      const file = packageFiles(db, packageId).find((candidate) => candidate.path === path);
      if (file === undefined) throw new JianbiaoError('package-file-unknown', { path });
      if (file.bytes > shownLimit) {
        const sizes = overLimit(file.bytes, shownLimit);
        throw new JianbiaoError('file-too-large', { file: basename(path), ...sizes });
      }
      const extension = path.slice(path.lastIndexOf('.') + 1);
      return {
        mediaType: mediaTypes[extension] ?? 'application/octet-stream',
        bytes: readBlob(db, payloadBlob(file.sha256)),
      };
    },
    async 'inbox.quarantine'(_args, { db }) {
      return shownQuarantine(db, 'waiting');
    },
    async 'inbox.quarantineLeft'(_args, { db }) {
      return shownQuarantine(db, 'left');
    },
    async 'inbox.compare'({ left, right }, { db, pack }) {
      return comparePackages(pack, requirePackage(db, left).submission, requirePackage(db, right).submission);
    },
  });
}
