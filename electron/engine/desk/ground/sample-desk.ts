import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sampleRole } from '../../../../shared/api/sample-methods.ts';
import type { MethodName } from '../../../../shared/api.ts';
import { natureOf } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { temporaryFolder } from '../../files/temporary-folder.ts';
import type { Vacated } from '../../kernel/seat.ts';
import { readMeta } from '../../store/meta-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { closeWorkspaceFile } from '../../store/workspace-file.ts';
import type { AutoBackup } from './auto-backup.ts';

/** The samples of a build, by role: the workspace's id and the folder its files lie in, beside the list. */
export const sampleList = z.array(
  z.strictObject({
    role: sampleRole,
    id: z.string().regex(/^w-[a-z0-9]+$/),
    folder: z.string().regex(/^[a-z]+$/),
  }),
);
export type SampleList = z.infer<typeof sampleList>;

/** The list of samples within their folder. */
export const SAMPLE_LIST = 'samples.json';

/** Everyone may open a sample: what is inside is invented. */
export const SAMPLE_PASSPHRASE = 'jianbiao-demo';

/** Copies of samples being looked at lie under this name in the system's folder for temporary files. */
export const SAMPLE_COPY_PREFIX = 'jianbiao-sample-';
const FORGOTTEN_MS = 24 * 3_600_000;

/** Whether there are samples to look at. */
export function hasSamples(samplesDir: string | undefined): boolean {
  return samplesDir !== undefined && existsSync(join(samplesDir, SAMPLE_LIST));
}

/** Whether a workspace is a filled sample: by its own mark, so that also a copy put among the user's own stays one. */
export function isSample(db: ReadDb): boolean {
  return readMeta(db, 'sampleMoment') !== null;
}

/** Throws `sample-refused` for what a sample must not do; everything else, and every other workspace, is let through. */
export function refuseInSample(db: ReadDb | null, method: MethodName): void {
  if (db !== null && natureOf(method).refusedInSample === true && isSample(db))
    throw new JianbiaoError('sample-refused');
}

/**
 * Closes a workspace that nobody uses any more: one of the user's own after its last backup, for which nobody waits; a
 * sample at once, with every file of it.
 */
export function leaveWorkspace(autoBackup: AutoBackup, vacated: Vacated): void {
  if (vacated.workspace.sample === undefined) autoBackup.leave(vacated);
  else closeSampleCopy(vacated);
}

/** Closes a copy of a sample, and removes it. */
export function closeSampleCopy({ workspace }: Vacated): void {
  closeWorkspaceFile(workspace);
  const { sample } = workspace;
  if (sample !== undefined) rmSync(sample.folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes copies that a program left behind when it was killed; younger ones may still be looked at. */
export function sweepSampleCopies(now: number): void {
  const parent = temporaryFolder();
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(SAMPLE_COPY_PREFIX)) continue;
    const folder = join(parent, name);
    try {
      if (now - statSync(folder).mtimeMs > FORGOTTEN_MS) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or gone already: neither keeps a sample from being opened.
    }
  }
}
