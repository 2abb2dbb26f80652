import { statSync } from 'node:fs';
import type { ImportOutcome } from '../../../../shared/api/package-methods.ts';
import { JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { shownName } from '../../files/shown-name.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Lease, ReadLease } from '../../kernel/seat.ts';
import { openFileReader } from '../../seal/index.ts';
import { storeError } from '../../store/store-errors.ts';
import type { Desk } from '../ground/desk.ts';
import { type FileClaim, type VerifiedFile, verifyFile } from './import-package.ts';
import type { Importing } from './importing.ts';
import { keepInQuarantine, settleQuarantine } from './quarantine.ts';

const nothingClaimed: FileClaim = {
  signer: null,
  unit: null,
  code: null,
  kind: null,
  revision: null,
  name: null,
};

function outcomeOf(
  fileName: string,
  outcome: ImportOutcome['outcome'],
  claim: FileClaim,
  about: Partial<ImportOutcome> = {},
): ImportOutcome {
  const { unit, kind } = claim;
  return { fileName, outcome, packageId: null, kind, unit, sha256: null, problems: [], ...about };
}

/** One file of a batch on its way. */
interface Arriving {
  readonly path: string;
  readonly fileName: string;
  readonly verified: VerifiedFile | { readonly broken: unknown };
}

function shownFileName(path: string): string {
  return shownName(path)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, '')
    .slice(0, 200);
}

/** Verifies one file; whatever goes wrong is told in its turn, so that no file stands in for another. */
async function arrive(importing: Importing, path: string): Promise<Arriving> {
  const fileName = shownFileName(path);
  try {
    return { path, fileName, verified: await verifyFile(importing, () => openFileReader(path), fileName) };
  } catch (broken) {
    return { path, fileName, verified: { broken } };
  }
}

/** Takes an arrived file in, or keeps it in quarantine. Throws what came of anything else than the file's content. */
async function settle(importing: Importing, arriving: Arriving, signal: AbortSignal): Promise<ImportOutcome> {
  const { desk, workspace } = importing;
  const { path, fileName, verified } = arriving;
  if ('broken' in verified) throw verified.broken;
  const result = await verified.take();
  if ('taken' in result) {
    settleQuarantine(desk, workspace.db, result.taken, result.claim, fileName);
    return outcomeOf(fileName, result.taken.outcome, result.claim, result.taken);
  }
  const { refused: problems, claim, intact } = result;
  const sha256 = await keepInQuarantine(desk, workspace, path, { fileName, claim, problems, intact }, signal);
  return outcomeOf(fileName, 'quarantined', claim, { problems: [...problems], sha256 });
}

/** After these nothing can be taken in any more: going on would only say the same of every file. */
const endsBatch: ReadonlySet<string> = new Set([
  'disk-full',
  'disk-read-only',
  'disk-io',
  'workspace-damaged',
  'workspace-locked',
]);

function isCancel(thrown: unknown, signal: AbortSignal): boolean {
  return (
    signal.aborted &&
    thrown instanceof JianbiaoError &&
    (thrown.code === 'job-cancelled' || thrown.code === 'seal-cancelled')
  );
}

/** What a file's own failure is called. The cause stays with it for those who debug. */
function failureOf(thrown: unknown, workspace: ReadLease): JianbiaoError {
  const known = storeError(thrown, workspace.header.name);
  if (known instanceof JianbiaoError && known.code !== 'internal') return known;
  if (process.env.JIANBIAO_DEBUG === '1') console.error('inbox.import', thrown);
  return new JianbiaoError('package-failed', {}, { cause: thrown });
}

/** The size for the progress bar; what has none (a name too long, a link that leads to itself) counts as nothing. */
function sizeOf(path: string): number {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}

/** Progress over a batch in bytes: monotonic though two files are on their way at once. */
function batchProgress(
  paths: readonly string[],
  job: JobContext,
): (path: string, done: number, total: number) => void {
  const sizes = new Map(paths.map((path) => [path, sizeOf(path)]));
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

/**
 * Imports a batch in order, each file verified while the one before it is being taken in. Every file has its outcome by
 * itself: a bad one stops no other. A cancel or a full disk ends the batch; what was taken in stays, and the rest is
 * `untouched`. Gives the outcomes by path; throws nothing.
 */
export async function importBatch(
  desk: Desk,
  workspace: Lease,
  paths: readonly string[],
  job: JobContext,
): Promise<Map<string, ImportOutcome>> {
  const report = batchProgress(paths, job);
  const begin = (path: string): Promise<Arriving> => {
    const onProgress = (done: number, total: number): void => report(path, done, total);
    return arrive({ desk, workspace, signal: job.signal, onProgress }, path);
  };
  const outcomes = new Map<string, ImportOutcome>();
  const [first] = paths;
  let next = first === undefined ? null : begin(first);
  for (const [index, path] of paths.entries()) {
    if (job.signal.aborted || next === null) break;
    const arriving: Arriving = await next;
    const following = paths[index + 1];
    next = following === undefined ? null : begin(following);
    try {
      outcomes.set(path, await settle({ desk, workspace, signal: job.signal }, arriving, job.signal));
    } catch (thrown) {
      if (isCancel(thrown, job.signal)) break;
      const failure = failureOf(thrown, workspace);
      const unreadable = failure.code === 'package-unreadable' || failure.code === 'package-not-file';
      outcomes.set(
        path,
        outcomeOf(arriving.fileName, unreadable ? 'unreadable' : 'failed', nothingClaimed, {
          problems: [toErrorRecord(failure)],
        }),
      );
      if (endsBatch.has(failure.code)) break;
    }
    report(path, 1, 1);
  }
  const left = await next;
  if (left !== null && 'close' in left.verified) await left.verified.close();
  for (const path of paths) {
    if (!outcomes.has(path)) outcomes.set(path, outcomeOf(shownFileName(path), 'untouched', nothingClaimed));
  }
  return outcomes;
}
