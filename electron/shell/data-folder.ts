import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
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
