import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { isProcessRunning } from '../files/running-process.ts';
import { removeLeftover, removeLeftoverSync } from './held-file.ts';

/** The PC's mark, where there is one: earlier versions wrote the process's number alone. */
const workName = /^\.jianbiao-(?:(?<pc>[0-9a-f]{8})-)?(?<pid>\d+)-[0-9a-f]{12}\.part$/;

/** Says in a folder that several PCs write to whose process a number means; the PC's own name is nobody's business. */
const thisPc = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Nothing is written for longer than that: what another PC began before it was killed there. */
const FORSAKEN_MS = 24 * 60 * 60 * 1000;

/** The temporary name beside a target under which a file or folder of this process is made. */
export function workBeside(target: string): string {
  const own = `${thisPc}-${process.pid}-${randomBytes(6).toString('hex')}`;
  return join(dirname(target), `.jianbiao-${own}.part`);
}

/** True when it was changed of late; another PC's clock may be wrong by hours, hardly by a day. */
function isRecent(path: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - changed < FORSAKEN_MS;
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
      const { pc, pid } = workName.exec(name)?.groups ?? {};
      if (pid === undefined) return [];
      const path = join(folder, name);
      const isAtWork = (pc ?? thisPc) === thisPc ? isProcessRunning(Number(pid)) : isRecent(path);
      return leftBehind.has(path) || !isAtWork ? [path] : [];
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
