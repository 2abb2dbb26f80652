import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { messageFor } from '../../shared/errors/catalog.ts';
import { defaultDataDir } from '../engine/host/data-dir.ts';
import type { RunKind } from './run-kind.ts';

/** A file beside the program that keeps all data beside it too: the portable folder (models.md C2). */
const PORTABLE_MARK = 'portable.ini';

/** This user's data folder: beside a portable program, where a test run says, or the usual place. */
export function dataDirFor(kind: RunKind): string {
  const named = process.env.JIANBIAO_DATA_DIR;
  if (kind.underTest && named !== undefined) return named;
  const besideProgram = dirname(app.getPath('exe'));
  return kind.packaged && existsSync(join(besideProgram, PORTABLE_MARK))
    ? join(besideProgram, 'data')
    : defaultDataDir();
}

/**
 * Makes the data folder and tries to write in it. Gives null, or the sentence to show: a portable copy may stand on a
 * disc or on a stick with its write lock on, a profile on a full disk.
 */
export function dataFolderProblem(dataDir: string): string | null {
  const probe = join(dataDir, `.write-probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
    return null;
  } catch (thrown) {
    const reason = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    return messageFor('data-folder-not-writable', { folder: dataDir, reason });
  }
}
