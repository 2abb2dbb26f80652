import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A package of the registry that serves as a tool: not a dependency, so its content is pinned here. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** sha512 in the lock file's own writing. */
  readonly integrity: string;
}

/**
 * Fetches a package through npm, compares its hash with the pinned one and unpacks it below `work`, an empty folder.
 * Gives the unpacked folder. Needs npm and tar; throws Error when it cannot be had or the bytes are others.
 */
export function fetchPackage(pinned: PinnedPackage, work: string): string {
  const spec = `${pinned.name}@${pinned.version}`;
  execFileSync('npm', ['pack', '--silent', '--pack-destination', work, spec], { cwd: work, stdio: 'pipe' });
  const tarball = join(work, `${pinned.name.replace(/^@/, '').replace('/', '-')}-${pinned.version}.tgz`);
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (found !== pinned.integrity) throw new Error(`${spec} has the integrity ${found}, not the pinned one`);
  execFileSync('tar', ['-xzf', tarball, '-C', work]);
  rmSync(tarball);
  return join(work, 'package');
}
