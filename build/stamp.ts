import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { paths } from './kit/paths.ts';

/**
 * A fingerprint of sources by name, size and time of change: cheap enough to ask before every start.
 * Takes files and folders relative to the repository's root; gives hex.
 */
function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(paths.root, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

export interface BuildStep {
  readonly name: string;
  /** Files and folders, relative to the repository's root, that decide its result. */
  readonly sources: readonly string[];
  /** Files below dist/ without which its result is none; whoever cleans up may have taken them. */
  readonly makes: readonly string[];
  readonly run: () => Promise<void>;
}

/** A step whose sources are not the same as at its last success, with their fingerprint now. */
interface DueStep extends BuildStep {
  readonly now: string;
}

const stampPath = (dist: string, step: string): string => join(dist, '.stamps', step);

/** The steps that have to run. */
export function dueSteps(steps: readonly BuildStep[], dist: string = paths.dist): readonly DueStep[] {
  return steps
    .map((step) => ({ ...step, now: fingerprint(step.sources) }))
    .filter(({ name, now, makes }) => {
      const stamp = stampPath(dist, name);
      const isThere = makes.every((file) => existsSync(join(dist, file)));
      return !isThere || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== now;
    });
}

/** Runs a step, and remembers after its success what it was made of. */
export async function runStep({ name, now, run }: DueStep, dist: string = paths.dist): Promise<void> {
  await run();
  const stamp = stampPath(dist, name);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
