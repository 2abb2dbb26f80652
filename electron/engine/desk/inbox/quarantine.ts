import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { Lease } from '../../kernel/seat.ts';
import { blobIntake, blobReader, dropBlob, renameBlob } from '../../store/blob-store.ts';
import { logEvent } from '../../store/event-log.ts';
import {
  addQuarantine,
  listQuarantine,
  type QuarantinedFile,
  quarantineBlob,
  resolveQuarantine,
  type StoredProblem,
} from '../../store/quarantine-store.ts';
import type { Db } from '../../store/rows.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { type FileClaim, type ImportResult, importFile } from './import-package.ts';
import type { Importing, Taken } from './importing.ts';

/** Junk above this is only named: the workspace and each of its backups would carry it for good. */
const keptJunk = 50 << 20;

/** A refused file and why. */
export interface Refused {
  readonly fileName: string;
  readonly claim: FileClaim;
  readonly problems: readonly StoredProblem[];
  /** Intact, and only refused for what may be settled without another file. */
  readonly intact: boolean;
}

/** The bytes of a file on a medium; a bad sector is the file's fault and not the store's. */
async function* fileBlocks(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (block instanceof Uint8Array) yield block;
    }
  } catch (thrown) {
    throw new JianbiaoError('package-unreadable', {}, { cause: thrown });
  }
}

function claimToKeep(claim: FileClaim, intact: boolean): QuarantinedFile['claimed'] {
  const { unit, code, kind, revision } = claim;
  return unit === null && code === null && kind === null ? null : { unit, code, kind, revision, intact };
}

async function digestOf(path: string, signal: AbortSignal): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of fileBlocks(path)) {
    if (signal.aborted) throw new JianbiaoError('job-cancelled');
    hash.update(block);
    bytes += block.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** The file's digest alone, or null when not even that can be read. */
async function tryDigest(
  path: string,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number } | null> {
  try {
    return await digestOf(path, signal);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError && thrown.code === 'package-unreadable') return null;
    throw thrown;
  }
}

function note(
  desk: Desk,
  db: Db,
  refused: Refused,
  about: { readonly sha256: string; readonly bytes: number; readonly kept: boolean },
): void {
  const at = isoNow(desk);
  const { fileName, problems, claim, intact } = refused;
  addQuarantine(db, {
    fileName,
    at,
    signer: claim.signer,
    problems,
    claimed: claimToKeep(claim, intact),
    ...about,
  });
  logEvent(db, at, 'package-quarantined', { sha256: about.sha256, reason: problems[0]?.code ?? '' });
}

/**
 * Keeps a refused file's bytes with the reasons, encrypted like everything else. Large junk is only named, with its digest; a
 * file that cannot be read to its end only in the answer. Gives the digest as far as it could be read.
 */
export async function keepInQuarantine(
  desk: Desk,
  workspace: Lease,
  path: string,
  refused: Refused,
  signal: AbortSignal,
): Promise<string | null> {
  const { db } = workspace;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > keptJunk && !refused.intact) {
    const read = await tryDigest(path, signal);
    if (read !== null) db.atomic(() => note(desk, db, refused, { ...read, kept: false }));
    return read?.sha256 ?? null;
  }
  const intake = blobIntake(db);
  const arriving = `quarantine-arriving:${isoNow(desk)}:${refused.fileName}`;
  try {
    const read = await intake.take(arriving, fileBlocks(path));
    if (read === null) return null;
    db.atomic(() => {
      intake.finish();
      // The same bytes refused again: one copy is enough.
      renameBlob(db, arriving, quarantineBlob(read.sha256));
      note(desk, db, refused, { ...read, kept: true });
    });
    return read.sha256;
  } catch (thrown) {
    intake.giveUp();
    if (thrown instanceof JianbiaoError && thrown.code === 'package-unreadable') return null;
    throw thrown;
  }
}

/** Takes a file off the list, with what became of it; its bytes go. */
export function leaveQuarantine(
  db: Db,
  file: QuarantinedFile,
  resolved: NonNullable<QuarantinedFile['resolved']>,
): void {
  db.atomic(() => {
    resolveQuarantine(db, file.sha256, resolved);
    dropBlob(db, quarantineBlob(file.sha256));
  });
}

/** A file's name without its endings and the "(1)" that copying adds. */
function bareFileName(fileName: string): string {
  return fileName.replace(/(?:\.zip|\.age)+$/i, '').replace(/ ?(?:\(\d+\)| - 副本)$/, '');
}

/** True when the refused file was a bad copy of, or a failed attempt at, the package that came in now. */
function isSameFile(file: QuarantinedFile, claim: FileClaim, fileName: string): boolean {
  // Another's signature under the same name is evidence, and stays.
  if (file.signer !== null && file.signer !== claim.signer) return false;
  const { claimed } = file;
  // Refused for what it says and not for how it arrived: another submission may have the same unit and revision.
  if (claimed?.intact === true) return false;
  if (claimed !== null)
    return claimed.code === claim.code && claimed.kind === claim.kind && claimed.revision === claim.revision;
  const bare = bareFileName(file.fileName);
  return bare === claim.name || bare === bareFileName(fileName);
}

/** What stands in quarantine for a package that has come in good leaves it, with the link to what replaced it. */
export function settleQuarantine(desk: Desk, db: Db, taken: Taken, claim: FileClaim, fileName: string): void {
  if (taken.outcome === 'duplicate' || taken.packageId === null) return;
  for (const file of listQuarantine(db)) {
    if (!isSameFile(file, claim, fileName)) continue;
    const at = isoNow(desk);
    db.atomic(() => {
      leaveQuarantine(db, file, { at, how: 'replaced', replacedBy: taken.packageId, reason: null });
      logEvent(db, at, 'quarantine-replaced', { sha256: file.sha256, digest: taken.packageId ?? '' });
    });
  }
}

/** Tries one quarantined file again where it lies; what it is refused for this time stands with it. */
export async function retryFile(
  importing: Importing,
  file: QuarantinedFile,
  reason: string | null,
): Promise<ImportResult> {
  const { desk, workspace } = importing;
  const { db } = workspace;
  const blob = quarantineBlob(file.sha256);
  const result = await importFile(importing, async () => blobReader(db, blob), file.fileName);
  const at = isoNow(desk);
  db.atomic(() => {
    if ('taken' in result) {
      leaveQuarantine(db, file, {
        at,
        how: 'admitted',
        replacedBy: result.taken.packageId,
        reason,
      });
      return;
    }
    const { claim, refused, intact } = result;
    addQuarantine(db, {
      ...file,
      at,
      signer: claim.signer,
      claimed: claimToKeep(claim, intact),
      problems: refused,
    });
  });
  return result;
}

/** Tries again, oldest first, what is kept of the files that the choice holds for, where they lie. Gives how many came in. */
export async function retryQuarantined(
  desk: Desk,
  workspace: Lease,
  choice: (file: QuarantinedFile) => boolean,
): Promise<number> {
  const waiting = listQuarantine(workspace.db)
    .filter((file) => file.kept && choice(file))
    .reverse();
  let admitted = 0;
  for (const file of waiting) {
    if ('taken' in (await retryFile({ desk, workspace }, file, null))) admitted += 1;
  }
  return admitted;
}
