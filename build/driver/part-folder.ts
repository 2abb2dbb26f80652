import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessRunning } from '../../electron/engine/files/running-process.ts';
import { paths } from '../kit/paths.ts';

const PART = /^part-(?:(?<pid>\d+)-)?[A-Za-z0-9]{6}$/;
/** A part without its process's number (an earlier version's) is left alone so long: its run may still go on. */
const UNMARKED_REST_MS = 24 * 3_600_000;

/** A folder beside the drivers for what is only half there. What runs left that were broken off goes with it. */
export function makePart(parent: string = paths.drivers): string {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const groups = PART.exec(name)?.groups;
    if (groups !== undefined && isOver(join(parent, name), groups.pid))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(parent, `part-${process.pid}-`));
}

function isOver(path: string, pid: string | undefined): boolean {
  if (pid === undefined) return Date.now() - statSync(path).mtimeMs > UNMARKED_REST_MS;
  return !isProcessRunning(Number(pid));
}
