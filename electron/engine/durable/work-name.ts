import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../files/error-code.ts';
import { removeLeftover, removeLeftoverSync } from './held-file.ts';

const workName = /^\.jianbiao-(\d+)-[0-9a-f]{12}\.part$/;

/** The temporary name beside a target under which a file or folder of this process is made. */
export function workBeside(target: string): string {
  return join(dirname(target), `.jianbiao-${process.pid}-${randomBytes(6).toString('hex')}.part`);
}

/** True when the process that left a temporary file still runs here. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errorCode(thrown) === 'EPERM';
  }
}

/** Temporary names of this process that another program kept from being removed. */
const leftBehind = new Set<string>();

function remember(path: string, gone: boolean): void {
  if (gone) leftBehind.delete(path);
  else leftBehind.add(path);
}

/** Removes what stands under a temporary name; never throws. What is held goes with the next remnants. */
export async function removeWork(path: string): Promise<void> {
  remember(path, await removeLeftover(path));
}

/** Like `removeWork`, without letting anything else run. */
export function removeWorkSync(path: string): void {
  remember(path, removeLeftoverSync(path));
}

function remnantsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const pid = workName.exec(name)?.[1];
      if (pid === undefined) return [];
      const path = join(folder, name);
      return leftBehind.has(path) || !isRunning(Number(pid)) ? [path] : [];
    });
  } catch {
    // A folder that is missing, or may only be written to: whoever writes there next says so.
    return [];
  }
}

/**
 * Removes temporary files and folders left in the folder by a killed run, or by this one when another program held
 * them; what a running process may still be writing stays. Never throws.
 */
export async function removeRemnants(folder: string): Promise<void> {
  for (const path of remnantsIn(folder)) await removeWork(path);
}

/** Like `removeRemnants`, without letting anything else run. */
export function removeRemnantsSync(folder: string): void {
  for (const path of remnantsIn(folder)) removeWorkSync(path);
}
