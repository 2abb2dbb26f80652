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

const stampPath = (step: string): string => join(paths.dist, '.stamps', step);

/** Runs one step of the build unless its sources are the same as at its last success. Gives true when it ran. */
export async function whenChanged(
  step: string,
  sources: readonly string[],
  run: () => Promise<void>,
): Promise<boolean> {
  const now = fingerprint(sources);
  const stamp = stampPath(step);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  await run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
